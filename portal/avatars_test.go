package portal

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"chattr/chat"
	"chattr/model"
)

// red is a picture of that size.
func red(width, height int) *image.Paletted {
	return image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.RGBA{255, 0, 0, 255}})
}

func encoded(t *testing.T, kind string, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	err := map[string]func() error{
		"png":  func() error { return png.Encode(&out, picture) },
		"jpeg": func() error { return jpeg.Encode(&out, picture, nil) },
		"gif":  func() error { return gif.Encode(&out, picture, nil) },
	}[kind]()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// oneByOne is a WebP picture; the standard library writes none.
const oneByOne = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

func TestPicturesAreDrawnAnew(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{
		"png": encoded(t, "png", red(300, 200)), "jpeg": encoded(t, "jpeg", red(20, 30)), "gif": encoded(t, "gif", red(96, 96)),
		"webp": []byte(oneByOne), "png with a script behind it": append(encoded(t, "png", red(9, 9)), "<script>alert(1)</script>"...),
	} {
		out, err := avatarOf(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		picture, err := png.Decode(bytes.NewReader(out))
		if err != nil || picture.Bounds() != image.Rect(0, 0, avatarSide, avatarSide) || bytes.Contains(out, []byte("script")) {
			t.Errorf("%s became %v, %v", name, picture, err)
		}
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	t.Parallel()
	half := encoded(t, "png", red(300, 200))
	for name, file := range map[string][]byte{
		"nothing": nil, "text": []byte("hello"), "half a picture": half[:len(half)/2],
		"svg":       []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"html":      []byte("<!doctype html><script>alert(1)</script>"),
		"too wide":  encoded(t, "png", red(maxPictureSide+1, 1)),
		"too large": encoded(t, "png", red(2100, 2100)),
	} {
		if _, err := avatarOf(file); err == nil {
			t.Errorf("%s became an avatar", name)
		}
	}
}

// withWebhook makes a webhook with that avatar on a server of the owner, who is signed in.
func (w *world) withWebhook(avatar string) model.ID {
	w.t.Helper()
	w.signIn()
	actor, err := w.chat.AuthenticateSession(w.t.Context(), w.cookie.Value)
	if err != nil {
		w.t.Fatal(err)
	}
	server, err := w.chat.CreateServer(w.t.Context(), actor, chat.CreateServerInput{Name: "Ours"})
	if err != nil {
		w.t.Fatal(err)
	}
	channel, err := w.chat.CreateChannel(w.t.Context(), actor, chat.CreateChannelInput{ServerID: server.Server.ID, Name: "builds"})
	if err != nil {
		w.t.Fatal(err)
	}
	webhook, err := w.chat.CreateWebhook(w.t.Context(), actor, chat.CreateWebhookInput{ChannelID: channel.Channel.ID, Name: "CI", AvatarURL: &avatar})
	if err != nil {
		w.t.Fatal(err)
	}
	return webhook.Webhook.ID
}

func TestAvatarsAreOfWhatIsStoredAndMayBeSeen(t *testing.T) {
	t.Parallel()
	var fetched atomic.Int32
	file := encoded(t, "png", red(10, 10))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fetched.Add(1)
		_, _ = w.Write(file)
	}))
	t.Cleanup(host.Close)
	w := newWorld(t, "http://127.0.0.1:8080")
	w.portal.avatars = newAvatars(anywhere)
	id := w.withWebhook(host.URL + "/bot.png").String()

	for range 2 {
		response := w.send("GET", "/avatars/"+id, "")
		if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || kind != "image/png" {
			t.Fatalf("%s %s", response.Status, kind)
		}
	}
	if n := fetched.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
	for _, other := range []string{"x", "1", strings.Repeat("9", 19), host.URL} {
		if status := w.send("GET", "/avatars/"+other, "").StatusCode; status == http.StatusOK {
			t.Errorf("/avatars/%s: %d", other, status)
		}
	}
	w.cookie = nil
	checkProblem(t, w.send("GET", "/avatars/"+id, ""), 401, "UNAUTHENTICATED")
}

func TestAvatarsFromInsideAndSwitchedOffAreNone(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the inside was asked") }))
	t.Cleanup(host.Close)
	w := newWorld(t, "http://127.0.0.1:8080")
	id := w.withWebhook(host.URL).String()
	checkProblem(t, w.send("GET", "/avatars/"+id, ""), 404, "NOT_FOUND")
	w.portal.avatars = nil
	checkProblem(t, w.send("GET", "/avatars/"+id, ""), 404, "NOT_FOUND")
}
