package webhookapi

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/httpbody"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/pubsub"
)

// world is a server with one webhook, and who may manage it.
type world struct {
	chat      *chat.Chat
	proxies   caller.Proxies
	elsewhere *chat.Chat // another instance on the same database
	actor     model.Actor
	handler   *Handler
	address   string // of the server: http://127.0.0.1:port
	channel   *model.Channel
	webhook   *model.Webhook
	path      string // of the webhook
}

const publicURL = "https://chattr.example"

func newWorld(t *testing.T) *world { return newWorldWith(t, chat.Options{}) }

func newWorldWith(t *testing.T, o chat.Options) *world {
	t.Helper()
	database := dbtest.SQLite(t)
	o.PublicURL = publicURL
	w := &world{chat: chat.New(database, new(pubsub.Local), o)}
	w.elsewhere = chat.New(database, new(pubsub.Local), o)
	proxies, err := caller.ParseProxies("127.0.0.1") // a test can say where it posts from
	must(t, err)
	w.proxies = proxies
	w.actor = model.Actor{User: dbtest.User(t, database)}
	w.channel = dbtest.Channel(t, database, dbtest.Server(t, database, w.actor.User))
	w.webhook, w.path = w.newWebhook(t)
	w.handler = New(w.chat, Options{Log: slog.New(slog.NewTextHandler(failing{t}, nil)), Proxies: w.proxies})
	w.run(t)
	host := httptest.NewServer(httpbody.New(httpbody.Timeout).Handler(w.handler))
	t.Cleanup(host.Close)
	w.address = host.URL
	return w
}

// run does chat's work in the background, until the test and its requests are over.
func (w *world) run(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.chat.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); <-ended })
}

func (w *world) newWebhook(t *testing.T) (webhook *model.Webhook, path string) {
	t.Helper()
	made, err := w.chat.CreateWebhook(t.Context(), w.actor, chat.CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI", AvatarURL: new("https://a.example/ci.png")})
	must(t, err)
	return made.Webhook, strings.TrimPrefix(made.URL, publicURL)
}

// failing is a log in which nothing must be written.
type failing struct{ t *testing.T }

func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("logged: %s", line)
	return len(line), nil
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answered is an answer with its body read.
type answered struct {
	*http.Response
	text string
}

// send makes a request; header lines are "Name: value".
func (w *world) send(t *testing.T, method, path string, body io.Reader, lines ...string) answered {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.address+path, body)
	must(t, err)
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	return do(t, r)
}

// client follows no redirect: there must be none.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("a redirect") }}

func do(t *testing.T, r *http.Request) answered {
	t.Helper()
	response, err := client.Do(r)
	must(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	must(t, err)
	return answered{response, string(text)}
}

const jsonType = "Content-Type: application/json"

// post posts a body to the webhook.
func (w *world) post(t *testing.T, body string, lines ...string) answered {
	t.Helper()
	return w.send(t, http.MethodPost, w.path, strings.NewReader(body), append([]string{jsonType}, lines...)...)
}

// message is the message of a 200, with ids as the sender sees them.
func (a answered) message(t *testing.T) sentMessage {
	t.Helper()
	if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("%s: %v %s", a.Status, a.Header, a.text)
	}
	a.checkHeaders(t)
	var body struct{ Message sentMessage }
	decoder := json.NewDecoder(strings.NewReader(a.text))
	decoder.DisallowUnknownFields()
	must(t, decoder.Decode(&body))
	return body.Message
}

type sentMessage struct {
	ID, ChannelID, Content, CreatedAt, Cursor string
	Author                                    struct {
		Kind, ID, Name string
		AvatarURL      *string
	}
}

// problem is the problem of a refusal; what every refusal has in common is checked.
func (a answered) problem(t *testing.T) problem.Document {
	t.Helper()
	var p problem.Document
	must(t, json.Unmarshal([]byte(a.text), &p))
	if p.Type != "about:blank" || p.Title == "" || p.Status != a.StatusCode || p.Detail == "" || p.RequestID != a.Header.Get("X-Request-Id") {
		t.Errorf("%s: %s", a.Status, a.text)
	}
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("%s: Content-Type is %s", a.Status, got)
	}
	a.checkHeaders(t)
	return p
}

func (a answered) checkHeaders(t *testing.T) {
	t.Helper()
	if a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("X-Content-Type-Options") != "nosniff" ||
		len(a.Header.Get("X-Request-Id")) < 20 || a.ContentLength <= 0 {
		t.Errorf("%s: headers %v, length %d", a.Status, a.Header, a.ContentLength)
	}
}

// posts is how many messages the channel has had: the number of the one posted now, less one.
func (w *world) posts(t *testing.T) int64 {
	t.Helper()
	cursor, err := model.ParseCursor(w.post(t, `{"content":"count"}`).message(t).Cursor)
	must(t, err)
	return cursor.Number - 1
}
