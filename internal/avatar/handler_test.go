package avatar

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/pubsub"
)

// fixture is a Handler with a database of its own.
type fixture struct {
	t       *testing.T
	handler *Handler
	mux     *http.ServeMux
	chat    *chat.Chat
	actor   model.Actor // the actor of each request: the owner
}

// newFixture returns a fixture that fetches pictures from the addresses for which allowed returns true. Nothing is logged.
func newFixture(t *testing.T, allowed func(netip.Addr) bool) *fixture {
	t.Helper()
	f := &fixture{t: t, mux: http.NewServeMux(), chat: chat.New(dbtest.SQLite(t), &pubsub.Local{}, chat.Options{PublicURL: "http://127.0.0.1:8080"})}
	start, err := f.chat.Begin(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	_, secret, _ := strings.Cut(start.SignInLink, "#sign-in=")
	session, err := f.chat.SignIn.SignIn(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	if f.actor, err = f.chat.SignIn.AuthenticateSession(t.Context(), session.Cookie); err != nil {
		t.Fatal(err)
	}
	f.handler = New(f.chat, func(*http.Request) (model.Actor, error) { return f.actor, nil }, true, slog.New(slog.DiscardHandler))
	f.handler.avatars = newCache(allowed)
	f.mux.Handle("GET /avatars/{hash}", f.handler)
	return f
}

// withWebhook creates a webhook with this avatar on a new server of the owner, and returns its id.
func (f *fixture) withWebhook(avatar string) model.ID {
	f.t.Helper()
	server, err := f.chat.Servers.Create(f.t.Context(), f.actor, chat.CreateServerInput{Name: "Ours"})
	if err != nil {
		f.t.Fatal(err)
	}
	channel, err := f.chat.Channels.Create(f.t.Context(), f.actor, chat.CreateChannelInput{ServerID: server.Server.ID, Name: "builds"})
	if err != nil {
		f.t.Fatal(err)
	}
	webhook, err := f.chat.Webhooks.Create(f.t.Context(), f.actor, chat.CreateWebhookInput{ChannelID: channel.Channel.ID, Name: "CI", AvatarURL: &avatar})
	if err != nil {
		f.t.Fatal(err)
	}
	return webhook.Webhook.ID
}

// get requests a path and returns the response.
func (f *fixture) get(path string) *http.Response {
	f.t.Helper()
	recorder := httptest.NewRecorder()
	f.mux.ServeHTTP(recorder, httptest.NewRequest("GET", path, nil))
	return recorder.Result()
}

// checkProblem checks that the response is a problem document with this status and code.
func checkProblem(t *testing.T, response *http.Response, status int, code model.Code) {
	t.Helper()
	var body problem.Document
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	kind := response.Header.Get("Content-Type")
	if id := response.Header.Get("X-Request-Id"); id == "" || body.RequestID != id {
		t.Errorf("%s: the header has request id %q, the body %q", code, id, body.RequestID)
	}
	if response.StatusCode != status || body.Status != status || body.Code != code || kind != "application/problem+json" {
		t.Errorf("got %d %s as %s, want %d %s", response.StatusCode, body.Code, kind, status, code)
	}
}

// redPNG returns the file of a red picture of 10 by 10 pixels.
func redPNG(t *testing.T) []byte {
	t.Helper()
	return encoded(t, image.NewPaletted(image.Rect(0, 0, 10, 10), color.Palette{color.RGBA{255, 0, 0, 255}}))
}

// encoded returns the picture as a PNG file.
func encoded(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// show requests the avatar of the webhook with this id and avatar URL.
func (f *fixture) show(id model.ID, url string) *http.Response {
	f.t.Helper()
	return f.get("/" + *model.AvatarPath(id, &url))
}

// newHost starts a host that calls respond and then sends a picture. It returns the host and the number of requests to it.
func newHost(t *testing.T, respond http.HandlerFunc) (host *httptest.Server, requests *atomic.Int32) {
	t.Helper()
	requests = &atomic.Int32{}
	file := redPNG(t)
	host = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		respond(w, r)
		_, _ = w.Write(file)
	}))
	t.Cleanup(host.Close)
	return host, requests
}

// immediately does nothing, so that newHost sends the picture immediately.
func immediately(http.ResponseWriter, *http.Request) {}

func TestAvatarsBelongToVisibleWebhooks(t *testing.T) {
	t.Parallel()
	host, requests := newHost(t, immediately)
	w := newFixture(t, anywhere)
	url := host.URL + "/bot.png"
	id := w.withWebhook(url)

	for range 2 {
		response := w.show(id, url)
		kind, kept := response.Header.Get("Content-Type"), response.Header.Get("Cache-Control")
		if response.StatusCode != http.StatusOK || kind != "image/png" || kept != cacheHeader {
			t.Fatalf("%s %s %s", response.Status, kind, kept)
		}
	}
	if n := requests.Load(); n != 1 {
		t.Errorf("got %d fetches, want 1", n)
	}
	of, hash := "?of="+id.String(), model.AvatarHash(url)
	for _, other := range []string{
		hash, hash + "?of=", hash + "?of=x", hash + "?of=1", hash + "?of=" + strings.Repeat("9", 19), strings.ToUpper(hash) + of,
		hash[1:] + of, id.String() + of, model.AvatarHash(host.URL) + of, id.String(),
	} {
		checkProblem(t, w.get("/avatars/"+other), 404, "NOT_FOUND")
	}
	w.actor = model.Actor{}
	checkProblem(t, w.show(id, url), 401, "UNAUTHENTICATED")
}

func TestInternalAddressesAndDisabledAvatarsAreNotFound(t *testing.T) {
	t.Parallel()
	host := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("got a request to an internal address, want none") }))
	t.Cleanup(host.Close)
	w := newFixture(t, isPublic)
	id := w.withWebhook(host.URL)
	checkProblem(t, w.show(id, host.URL), 404, "NOT_FOUND")
	w.handler.avatars = nil
	checkProblem(t, w.show(id, host.URL), 404, "NOT_FOUND")
}

// TestSlowHostsAreLimitedInTime checks that a request for a picture gets a response within 3 seconds, however slow the host is. The
// test allows three times as much, for busy machines.
func TestSlowHostsAreLimitedInTime(t *testing.T) {
	t.Parallel()
	for name, slow := range map[string]http.HandlerFunc{
		"silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"dripping": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte{0x89})
				_ = http.NewResponseController(w).Flush()
				pause(r, 50*time.Millisecond)
			}
		},
		"redirecting": func(w http.ResponseWriter, r *http.Request) {
			pause(r, 1500*time.Millisecond)
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host, requests := newHost(t, slow)
			w := newFixture(t, anywhere)
			id, start := w.withWebhook(host.URL+"/"), time.Now()
			checkProblem(t, w.show(id, host.URL+"/"), 404, "NOT_FOUND")
			if took := time.Since(start); took > 9*time.Second || requests.Load() == 0 {
				t.Errorf("got a response after %v and %d requests, want it within 9 s after some", took, requests.Load())
			}
		})
	}
}

// pause waits for d, or until the client of r has disconnected.
func pause(r *http.Request, d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.Context().Done():
	}
}

func TestConcurrentRequestsShareAFetch(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	host, requests := newHost(t, func(http.ResponseWriter, *http.Request) { <-release })
	a := newCache(anywhere)
	var viewers, coming sync.WaitGroup
	coming.Add(20)
	for range 20 {
		viewers.Go(func() {
			coming.Done()
			if found, err := a.get(t.Context(), 1, host.URL); err != nil || found.png == nil {
				t.Error(found, err)
			}
		})
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.get(ended, 1, host.URL); err == nil { // a request that ends early returns, and does not stop the shared fetch
		t.Error("got no error for a request that has ended, want one")
	}
	coming.Wait()
	await(t, "a request to the host", func() bool { return requests.Load() > 0 })
	close(release)
	viewers.Wait()
	if n := requests.Load(); n != 1 {
		t.Errorf("got %d fetches, want 1", n)
	}
}

func TestFailuresExpireBeforePictures(t *testing.T) {
	t.Parallel()
	host, requests := newHost(t, immediately)
	missing, failures := newHost(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	a, now := newCache(anywhere), time.Now()
	a.now = func() time.Time { return now }
	for _, step := range []struct {
		later              time.Duration
		requests, failures int32
	}{{0, 1, 1}, {failedFor - 1, 1, 1}, {1, 1, 2}, {cachedFor - failedFor - 1, 1, 3}, {1, 2, 3}} {
		now = now.Add(step.later)
		found, err := a.get(t.Context(), 1, host.URL)
		none, err2 := a.get(t.Context(), 1, missing.URL)
		if err != nil || err2 != nil || found.png == nil || none.png != nil {
			t.Fatal(found, none, err, err2)
		}
		if requests.Load() != step.requests || failures.Load() != step.failures {
			t.Errorf("%v later: got %d requests and %d failures, want %d and %d", step.later, requests.Load(), failures.Load(), step.requests, step.failures)
		}
	}
}

func TestCacheEvictsTheLeastRecentlyUsed(t *testing.T) {
	t.Parallel()
	host, requests := newHost(t, immediately)
	a := newCache(anywhere)
	fetched := func(name string) bool {
		before := requests.Load()
		if found, err := a.get(t.Context(), 1, host.URL+"/"+name); err != nil || found.png == nil {
			t.Fatal(found, err)
		}
		return requests.Load() > before
	}
	for _, name := range []string{"first", "second", "first"} {
		fetched(name)
	}
	for i := range maxCached - 1 { // enough others to evict one
		a.cached.Add(strconv.Itoa(i), &avatar{expires: a.now().Add(time.Hour)})
	}
	if n := a.cached.Len(); n != maxCached || fetched("first") || !fetched("second") {
		t.Errorf("got %d cached avatars, or the wrong one evicted, want %d without the second", n, maxCached)
	}
}

func TestPicturesUpToTheLimitAreShown(t *testing.T) {
	t.Parallel()
	for size, shown := range map[int]bool{maxFetched: true, maxFetched + 1: false} {
		file := append(redPNG(t), make([]byte, maxFetched)...)[:size]
		host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(file) }))
		t.Cleanup(host.Close)
		found, err := newCache(anywhere).get(t.Context(), 1, host.URL)
		if err != nil || (found.png != nil) != shown {
			t.Errorf("%d bytes: got %v, %v, want a picture: %v", size, found, err, shown)
		}
		if shown {
			if picture, err := png.Decode(bytes.NewReader(found.png)); err != nil || picture.Bounds() != image.Rect(0, 0, side, side) {
				t.Error(picture, err)
			}
		}
	}
}

// TestAvatarsAreSmall checks maxPNGBytes with random noise, which compresses worst: the size of the cache is limited by it.
func TestAvatarsAreSmall(t *testing.T) {
	t.Parallel()
	noise := image.NewNRGBA(image.Rect(0, 0, side, side))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(random.Uint32())
	}
	out, err := newCache(anywhere).draw(encoded(t, noise))
	if err != nil || len(out) > maxPNGBytes {
		t.Errorf("got %d bytes, %v, want at most %d", len(out), err, maxPNGBytes)
	}
}
