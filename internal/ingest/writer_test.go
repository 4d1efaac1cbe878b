package ingest

import (
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// fixture is a Writer on a database of its own, with a channel and a webhook.
type fixture struct {
	*Writer
	t       *testing.T
	channel *model.Channel
	webhook *model.Webhook
}

// refuseUsers refuses every post by a user.
func refuseUsers(_ *db.Tx, batch *db.Batch) error {
	for i := range batch.Undecided() {
		batch.Decide(i, errors.New("no user may post"))
	}
	return nil
}

func newFixture(t *testing.T, database *db.DB) *fixture {
	t.Helper()
	server := dbtest.Server(t, database, dbtest.User(t, database))
	channel := dbtest.Channel(t, database, server)
	hook := &model.Webhook{
		ID: dbtest.ID(t, database, model.KindWebhook), ServerID: server.ID, ChannelID: channel.ID, Name: "CI", TokenHash: []byte("hash"),
		Enabled: true, CreatedAt: model.Now(),
	}
	dbtest.OK(t, dbtest.ChangeServer(t.Context(), database, server.ID, func(tx *db.Tx) error {
		if _, err := tx.Channel(channel.ID); err != nil {
			return err
		}
		return tx.InsertWebhook(hook)
	}))
	w := NewWriter(database, refuseUsers, Options{Now: model.Now, Log: slog.Default(), Announce: func(model.ID) {}})
	t.Cleanup(w.Breaker().Stop)
	return &fixture{Writer: w, t: t, channel: channel, webhook: hook}
}

// message returns a message by the webhook.
func (f *fixture) message(content string) *model.Message {
	return &model.Message{
		ChannelID: f.channel.ID, AuthorKind: model.AuthorWebhook, AuthorID: f.webhook.ID, AuthorName: "CI", Content: content,
	}
}

// head returns the number of the last event in the channel.
func (f *fixture) head() int64 {
	f.t.Helper()
	heads, err := f.db.Heads(f.t.Context(), []model.ID{f.channel.ID})
	dbtest.OK(f.t, err)
	return heads[f.channel.ID].Number
}

// awaitIdle waits until the writer is idle.
func (f *fixture) awaitIdle() {
	f.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !f.IsIdle(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			f.t.Fatalf("the writer is busy: %+v", f.Depth())
		}
	}
}

// pretendPosts counts posts that do not exist.
func (f *fixture) pretendPosts(posts int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.posts += posts
}

// Posts beyond the limit are refused immediately, and those that waited are stored.
func TestOverloadIsRefusedImmediately(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	f := newFixture(t, dbtest.Open(t, url))
	release := dbtest.HoldHead(t, url, f.channel.ID)
	const limit = 20
	f.pretendPosts(maxPosts - limit)
	results := make(chan error)
	for i := range 2 * limit {
		go func() {
			_, err := f.Append(t.Context(), db.Post{Message: f.message(fmt.Sprint(i)), Webhook: f.webhook, By: db.ByURL()})
			results <- err
		}()
	}
	for range limit { // while the others wait
		if err := <-results; model.ErrorCode(err) != model.Overloaded {
			t.Fatalf("got %v, want %s", err, model.Overloaded)
		}
	}
	release()
	for range limit {
		dbtest.OK(t, <-results)
	}
	f.pretendPosts(limit - maxPosts)
	f.awaitIdle()
	if f.head() != limit {
		t.Errorf("the head is at %d, want %d", f.head(), limit)
	}
}

// However the connection breaks while the slow path stores a post, there is one row and one result.
func TestSlowPathStoresOneRowHoweverTheConnectionBreaks(t *testing.T) {
	t.Parallel()
	for name, how := range map[string]dbtest.Cut{
		"before the server": dbtest.BeforeServer, "before the response": dbtest.BeforeResponse, "instead of the response": dbtest.InsteadOf,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := dbtest.NewProxy(t, dbtest.MigratedPostgresURL(t))
			f := newFixture(t, dbtest.Open(t, proxy.URL))
			m := f.message("slow")
			m.ID, m.CreatedAt = dbtest.ID(t, f.db, model.KindMessage), model.Now()
			p := newPost(db.Post{Message: m, Webhook: f.webhook, By: db.ByURL()})
			proxy.CutWhen("COMMIT", how)
			f.slow.store(batch{p}, batch{p}.deadline(), nil)
			if posted := <-p.result; posted.Err != nil || posted.Message.Number != 1 {
				t.Errorf("got %+v, want message 1", posted)
			}
			if proxy.Cutting() {
				t.Error("no connection was cut")
			}
			heads, err := f.db.Heads(t.Context(), []model.ID{f.channel.ID})
			for range 3 { // the pool may still have a connection that the proxy is closing
				if model.ErrorCode(err) != model.StoreUnavailable {
					break
				}
				heads, err = f.db.Heads(t.Context(), []model.ID{f.channel.ID})
			}
			dbtest.OK(t, err)
			if got := heads[f.channel.ID].Number; got != 1 {
				t.Errorf("%d messages are stored, want 1", got)
			}
		})
	}
}
