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

// fixture is a server with one webhook, and a user who may manage it.
type fixture struct {
	chat          *chat.Chat
	proxies       caller.Proxies
	otherInstance *chat.Chat // another instance on the same database
	actor         model.Actor
	handler       *Handler
	address       string // of the server: http://127.0.0.1:port
	channel       *model.Channel
	webhook       *model.Webhook
	path          string // of the webhook
}

const publicURL = "https://chattr.example"

// newFixture returns a fixture with default options.
func newFixture(t *testing.T) *fixture { return newFixtureWith(t, chat.Options{}) }

// newFixtureWith returns a fixture with a database of its own, whose public URL is publicURL.
func newFixtureWith(t *testing.T, o chat.Options) *fixture {
	t.Helper()
	database := dbtest.SQLite(t)
	o.PublicURL = publicURL
	w := &fixture{chat: chat.New(database, new(pubsub.Local), o)}
	w.otherInstance = chat.New(database, new(pubsub.Local), o)
	proxies, err := caller.ParseProxies("127.0.0.1") // a test can set its client address with X-Forwarded-For
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

// run runs the background work of w.chat until the test and its requests have ended.
func (w *fixture) run(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.chat.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); <-ended })
}

// newWebhook creates a webhook in the channel, and returns it with the path of its URL.
func (w *fixture) newWebhook(t *testing.T) (webhook *model.Webhook, path string) {
	t.Helper()
	made, err := w.chat.Webhooks.Create(t.Context(), w.actor, chat.CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI", AvatarURL: new("https://a.example/ci.png")})
	must(t, err)
	return made.Webhook, strings.TrimPrefix(made.URL, publicURL)
}

// failing is the output of a log. The test fails if anything is written to it.
type failing struct{ t *testing.T }

// Write fails the test.
func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("logged: %s", line)
	return len(line), nil
}

// must ends the test if there is an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fullResponse is a response whose body was read into text.
type fullResponse struct {
	*http.Response
	text string
}

// send sends a request with these header lines of the form "Name: value", and returns the response.
func (w *fixture) send(t *testing.T, method, path string, body io.Reader, lines ...string) fullResponse {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.address+path, body)
	must(t, err)
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	return do(t, r)
}

// client returns an error for a redirect, because there must be none.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("a redirect") }}

// do sends r and returns the response.
func do(t *testing.T, r *http.Request) fullResponse {
	t.Helper()
	response, err := client.Do(r)
	must(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	must(t, err)
	return fullResponse{response, string(text)}
}

const jsonType = "Content-Type: application/json"

// post posts a body to the webhook, as JSON, and returns the response.
func (w *fixture) post(t *testing.T, body string, lines ...string) fullResponse {
	t.Helper()
	return w.send(t, http.MethodPost, w.path, strings.NewReader(body), append([]string{jsonType}, lines...)...)
}

// message returns the message in the body of a 200 response, with ids as JSON strings. It ends the test for any other response.
func (a fullResponse) message(t *testing.T) sentMessage {
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

// sentMessage is a message as the response to a post has it.
type sentMessage struct {
	ID, ChannelID, Content, CreatedAt, Cursor string
	Author                                    struct {
		Kind, ID, Name string
		AvatarURL      *string
	}
}

// problem returns the problem document of an error response. It checks the headers and members that every such response has.
func (a fullResponse) problem(t *testing.T) problem.Document {
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

// checkHeaders checks the headers that every response has.
func (a fullResponse) checkHeaders(t *testing.T) {
	t.Helper()
	if a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("X-Content-Type-Options") != "nosniff" ||
		len(a.Header.Get("X-Request-Id")) < 20 || a.ContentLength <= 0 {
		t.Errorf("%s: headers %v, length %d", a.Status, a.Header, a.ContentLength)
	}
}

// posts returns how many messages were posted to the channel. It posts one more message, and subtracts one from the number in its
// cursor.
func (w *fixture) posts(t *testing.T) int64 {
	t.Helper()
	cursor, err := model.ParseCursor(w.post(t, `{"content":"count"}`).message(t).Cursor)
	must(t, err)
	return cursor.Number - 1
}
