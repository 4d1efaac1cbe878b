package graph

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chattr/internal/graphqlws"
)

func TestEventStreamCarriesEventsWithTheirCursors(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	l := w.listen(w.watch(w.post("zero")))
	for _, content := range []string{"one", "two", "three"} {
		cursor := w.post(content)
		got := l.next()
		if got.event != "next" || got.id != cursor || !strings.Contains(got.raw, `"content":"`+content+`"`) {
			t.Fatalf("got %+v, want %s at %s", got, content, cursor)
		}
	}
}

func TestEventStreamResumesAfterLastEventID(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	first := w.post("one")
	second := w.post("two")
	third := w.post("three")
	// The header replaces the repeated argument.
	l := w.listen(w.watch(first), "Last-Event-ID", second)
	if got := l.next(); got.id != third {
		t.Fatalf("resumed at %+v, want %s", got, third)
	}
}

func TestEventStreamByGet(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	after := w.post("one")
	second := w.post("two")
	response := w.send("GET", w.url+"?query="+url.QueryEscape(w.watch(after)), "",
		"Accept", "text/event-stream", "Cookie", sessionCookie+w.session())
	if response.Header.Get("Cache-Control") != "no-cache" || response.Header.Get("X-Accel-Buffering") != "no" {
		t.Error(response.Header)
	}
	if got := newListener(w, response).next(); got.id != second {
		t.Fatalf("got %+v", got)
	}
}

func TestEventStreamReportsWhyItEnds(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for query, code := range map[string]string{
		w.watch("garbage"):           "CURSOR_INVALID",
		"subscription { nonsense }":  "GRAPHQL_VALIDATION_FAILED",
		"subscription {":             "GRAPHQL_PARSE_FAILED",
		"{ a: viewer { nonsense } }": "GRAPHQL_VALIDATION_FAILED",
		`subscription { channelEvents(channelId: "1") { kind } }`:                                                          "NOT_FOUND",
		`subscription { a: channelEvents(channelId: "1") { kind } b: channelEvents(channelId: "1") { kind } }`:             "GRAPHQL_VALIDATION_FAILED",
		`subscription { channelEvents(channelId: "1") @skip(if: true) { kind } }`:                                          "GRAPHQL_VALIDATION_FAILED",
		`subscription ($c: ID!) { channelEvents(channelId: $c) { kind } }`:                                                 "BAD_USER_INPUT",
		`subscription { ...F } fragment F on Subscription { channelEvents(channelId: "2") { message { author { id } } } }`: "NOT_FOUND",
	} {
		l := w.listen(query)
		if got := l.next(); got.event != "next" || got.code() != code || got.id != "" {
			t.Errorf("%s: %+v, want %s", query, got, code)
		}
		if got := l.next(); got.event != "complete" {
			t.Errorf("%s: %+v, want complete", query, got)
		}
	}
}

func TestEventStreamOfAQuery(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	l := w.listen("{ viewer { user { name } } }")
	if got := l.next(); !strings.Contains(got.raw, `"name":"owner"`) {
		t.Fatalf("%+v", got)
	}
	if got := l.next(); got.event != "complete" {
		t.Fatalf("%+v", got)
	}
}

func TestEventStreamIsNotCompleteWhenTheServerStops(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*fixture){
		"handler": func(w *fixture) { close(w.done) },
		"chat":    func(w *fixture) { w.chat.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newFixture(t)
			l := w.listen(w.watch(w.post("one")))
			w.post("two")
			if got := l.next(); got.event != "next" {
				t.Fatalf("%+v", got)
			}
			stop(w)
			if got := l.next(); got.event != "" {
				t.Fatalf("%+v after the end", got)
			}
		})
	}
}

func TestEventStreamOfADeletedChannelEndsWithNotFound(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	l := w.listen(w.watch(w.post("one")))
	_, a := w.ask(`mutation { deleteChannel(input: {channelId: "`+w.channel.String()+`"}) { channel { id } } }`, "Authorization", bearerOwner)
	if a.code() != "" {
		t.Fatal(a.raw)
	}
	if got := l.next(); got.code() != "NOT_FOUND" {
		t.Fatalf("%+v", got)
	}
	if got := l.next(); got.event != "complete" {
		t.Fatalf("%+v", got)
	}
}

// stalled is a connection to a client that reads nothing: a write ends when its deadline passes, which it does immediately.
type stalled struct {
	*httptest.ResponseRecorder
	deadlines chan time.Time
}

func (s stalled) SetWriteDeadline(t time.Time) error {
	s.deadlines <- t
	return nil
}

func (s stalled) Write([]byte) (int, error) { return 0, net.ErrClosed }

func TestEventStreamCutsAClientThatTakesNothing(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	gate := transports{batchWait: batchWait, known: authenticator{chat: w.chat}, schema: newSchema(&resolver{chat: w.chat})}
	server := newRouter(gate.executor(), gate, graphqlws.Options{})
	r := httptest.NewRequest(http.MethodGet, "/graphql?query="+url.QueryEscape(w.watch("")), nil)
	r.Header.Set("Accept", "text/event-stream")
	out := stalled{httptest.NewRecorder(), make(chan time.Time, 1)}
	server.ServeHTTP(out, r.WithContext(withActor(r.Context(), w.owner)))
	if left := time.Until(<-out.deadlines); left <= 0 || left > stallLimit {
		t.Fatalf("the write may take %v", left)
	}
}
