package graph

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/cors"
	"chattr/internal/httpbody"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

const (
	ownerToken  = "the-owner-token-of-these-tests-only"
	friend      = "https://friend.example" // a listed origin
	otherOrigin = "https://stranger.example"
)

// testTimeout is how long a test waits for what must happen.
const testTimeout = 20 * time.Second

// fixture is a handler with chat and a database, served on a port.
type fixture struct {
	*testing.T
	chat    *chat.Chat
	owner   model.Actor
	channel model.ID
	url     string
	handler http.Handler
	done    chan struct{}
	log     *logged
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	hash := sha256.Sum256([]byte(ownerToken))
	quiet := slog.New(slog.DiscardHandler)
	c := chat.New(dbtest.SQLite(t), &pubsub.Local{}, chat.Options{
		PublicURL: "https://chat.example", OwnerTokenHash: hash[:], OpenSignUp: true, Log: quiet,
	})
	w := &fixture{T: t, chat: c, done: make(chan struct{}), log: &logged{}}
	w.run()
	handler := New(c, Options{
		PublicURL: "https://chat.example", Origins: cors.New("https://chat.example", []string{friend}, quiet), Avatars: true, Done: w.done,
		Log: slog.New(slog.NewTextHandler(w.log, nil)),
	})
	w.handler = handler
	server := httptest.NewServer(httpbody.New(httpbody.Timeout).Handler(handler))
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	w.url = server.URL
	w.populate()
	return w
}

func (w *fixture) run() {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { w.chat.Run(ctx) })
	w.Cleanup(func() {
		cancel()
		running.Wait()
	})
}

func (w *fixture) populate() {
	w.Helper()
	ctx := w.Context()
	_, err := w.chat.Begin(ctx, false)
	w.must(err)
	w.owner, err = w.chat.SignIn.Authenticate(ctx, ownerToken)
	w.must(err)
	server, err := w.chat.Servers.Create(ctx, w.owner, chat.CreateServerInput{Name: "Server"})
	w.must(err)
	channel, err := w.chat.Channels.Create(ctx, w.owner, chat.CreateChannelInput{ServerID: server.Server.ID, Name: "general"})
	w.must(err)
	w.channel = channel.Channel.ID
}

func (w *fixture) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// post posts a message and returns its cursor.
func (w *fixture) post(content string) string {
	w.Helper()
	posted, err := w.chat.Messages.Post(w.Context(), w.owner, chat.PostMessageInput{ChannelID: w.channel, Content: content})
	w.must(err)
	return posted.Cursor.String()
}

func (w *fixture) watch(after string) string {
	if after != "" {
		after = fmt.Sprintf(", after: %q", after)
	}
	return fmt.Sprintf(`subscription { channelEvents(channelId: "%d"%s) { cursor kind message { content author { name } channel { name } } } }`,
		w.channel, after)
}

// sessionCookie is the name of the session cookie for the fixture's public URL, with `=`.
const sessionCookie = "__Host-chattr_session="

// session signs the owner in and returns the cookie.
func (w *fixture) session() string {
	w.Helper()
	link, err := w.chat.SignIn.OperatorSignInLink(w.Context(), model.OwnerName)
	w.must(err)
	_, secret, _ := strings.Cut(link, "#sign-in=")
	in, err := w.chat.SignIn.SignIn(w.Context(), secret)
	w.must(err)
	return in.Cookie
}

// send sends a request; headers are pairs.
func (w *fixture) send(method, url, body string, headers ...string) *http.Response {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), testTimeout)
	w.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	w.must(err)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] != "Authorization" { // it may occur twice
			r.Header.Del(headers[i])
		}
		r.Header.Add(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	response, err := http.DefaultClient.Do(r)
	w.must(err)
	w.Cleanup(func() { _ = response.Body.Close() })
	return response
}

const bearerOwner = "Bearer " + ownerToken

// ask posts an operation as JSON.
func (w *fixture) ask(query string, headers ...string) (*http.Response, response) {
	w.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	w.must(err)
	response := w.send("POST", w.url, string(body), append([]string{"Content-Type", "application/json"}, headers...)...)
	return response, w.read(response)
}

func (w *fixture) read(response *http.Response) (a response) {
	w.Helper()
	raw, err := io.ReadAll(response.Body)
	w.must(err)
	if err := json.Unmarshal(raw, &a); err != nil {
		w.Fatalf("%v in %s", err, raw)
	}
	a.raw = string(raw)
	return a
}

// response is a GraphQL response.
type response struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct {
			Code, RequestID string
			RetryAfter      int
			Errors          []model.FieldError
		}
	}
	raw string
}

func (a response) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

// listen opens a stream of server-sent events.
func (w *fixture) listen(query string, headers ...string) *listener {
	w.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	w.must(err)
	response := w.send("POST", w.url, string(body), append([]string{
		"Content-Type", "application/json", "Accept", "text/event-stream", "Authorization", bearerOwner,
	}, headers...)...)
	if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
		w.Fatalf("Content-Type %q: %+v", got, w.read(response))
	}
	return newListener(w, response)
}

func newListener(w *fixture, response *http.Response) *listener {
	return &listener{fixture: w, lines: bufio.NewScanner(response.Body)}
}

// listener reads server-sent events.
type listener struct {
	*fixture
	lines *bufio.Scanner
}

type sent struct {
	event, id string
	response
}

// next returns the next event. Its name is "" at the end of the stream.
func (l *listener) next() (s sent) {
	l.Helper()
	for l.lines.Scan() {
		name, value, _ := strings.Cut(l.lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case name == "event":
			s.event = value
		case name == "id":
			s.id = value
		case name == "data" && value != "":
			l.must(json.Unmarshal([]byte(value), &s.response))
			s.raw = value
		case l.lines.Text() == "" && s.event != "":
			return s
		}
	}
	return sent{}
}

// logged collects log lines.
type logged struct {
	mu    sync.Mutex
	lines strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.String()
}

// eventually waits until happened returns true.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(testTimeout); !happened(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}
