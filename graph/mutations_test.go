package graph

import (
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// newLimitedFixture returns a fixture with a bucket for the mutations of each user, which refills by a thousandth a second.
func newLimitedFixture(t *testing.T, changes int) *fixture {
	t.Helper()
	hash := sha256.Sum256([]byte(ownerToken))
	c := chat.New(dbtest.SQLite(t), &pubsub.Local{}, chat.Options{
		PublicURL: "https://chat.example", OwnerTokenHash: hash[:], MutationRate: 1e-3, MutationBurst: changes,
		Log: slog.New(slog.DiscardHandler),
	})
	w := &fixture{T: t, chat: c, done: make(chan struct{}), log: &logged{}}
	w.run()
	server := httptest.NewServer(New(c, Options{PublicURL: "https://chat.example", Log: slog.New(slog.NewTextHandler(w.log, nil))}))
	t.Cleanup(server.Close)
	w.url = server.URL
	w.populate()
	return w
}

// Each mutation of a document counts against the rate limit of its user, apart from posts. A refusal has the time to wait.
func TestMutationsAreLimited(t *testing.T) {
	t.Parallel()
	w := newLimitedFixture(t, 3)
	var fields strings.Builder
	for i := range 4 {
		fmt.Fprintf(&fields, "m%d: createServer(input: {name: \"s\"}) { server { id } } ", i)
	}
	_, got := w.ask("mutation { "+fields.String()+"}", "Authorization", bearerOwner)
	if len(got.Errors) != 1 || got.code() != string(model.RateLimited) || fmt.Sprint(got.Errors[0].Path) != "[m3]" ||
		got.Errors[0].Extensions.RetryAfter < 900 {
		t.Errorf("got %s", got.raw)
	}
	post := fmt.Sprintf("mutation { __typename postMessage(input: {channelId: \"%d\", content: \"x\"}) { message { id } } }", w.channel)
	if _, got := w.ask(post, "Authorization", bearerOwner); got.code() != "" {
		t.Errorf("a post: got %s", got.raw)
	}
	if _, got := w.ask("{ viewer { servers { edges { node { id } } } } }", "Authorization", bearerOwner); strings.Count(got.raw, `"id"`) != 4 {
		t.Errorf("got %s, want the first server and three others", got.raw)
	}
	for range 5 {
		if _, got := w.ask(`mutation { createServer(input: {name: "s"}) { server { id } } }`); got.code() != string(model.Unauthenticated) {
			t.Errorf("without a credential: got %s", got.raw)
		}
	}
}
