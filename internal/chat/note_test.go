package chat

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// However many posts there are at once, each instance writes the time of use once a minute at most, in a statement of its own,
// and not at all when another has.
func TestUseOfAWebhookIsNotedOnceAMinute(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		var touches, now atomic.Int64
		clock := func() time.Time { return time.Unix(now.Load(), 0).UTC() }
		now.Store(time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC).Unix())
		opened := func() *db.DB {
			return dbtest.OpenWith(t, url, db.Options{OnQuery: func(query string) {
				if strings.HasPrefix(query, "UPDATE") && strings.Contains(query, "last_used_at = ") {
					touches.Add(1)
				}
			}})
		}
		one := newFixture(t, opened())
		two := New(opened(), &pubsub.Local{}, Options{})
		one.o.Now, two.o.Now = clock, clock
		hook, token := one.makeWebhook()
		post := func(instances ...*Chat) int64 {
			touches.Store(0)
			var posts sync.WaitGroup
			for _, c := range instances {
				for range 20 {
					posts.Go(func() {
						_, err := c.Webhooks.Execute(t.Context(), netip.Addr{}, ExecuteWebhookInput{AppID: hook.ID, Token: token, Content: "x"})
						if err != nil {
							t.Error(err)
						}
					})
				}
			}
			posts.Wait()
			one.background.Wait()
			two.background.Wait()
			w, err := one.db.Webhook(t.Context(), hook.ID)
			dbtest.OK(t, err)
			if w.LastUsedAt == nil || clock().Sub(*w.LastUsedAt) >= noteEvery {
				t.Errorf("at %v it was last used at %v", clock(), w.LastUsedAt)
			}
			return touches.Load()
		}
		if n := post(one.Chat); n != 1 {
			t.Errorf("the first posts wrote %d times", n)
		}
		now.Add(59)
		if n := post(one.Chat, two); n != 0 {
			t.Errorf("posts in the same minute wrote %d times", n)
		}
		now.Add(1)
		if n := post(one.Chat, two); n < 1 || n > 2 {
			t.Errorf("posts on two instances wrote %d times", n)
		}
	})
}

// While a write is under way there is no other. One that failed is made good by the next use; one that did not is enough for
// its minute, and is forgotten after it.
func TestOneNoteAtATime(t *testing.T) {
	t.Parallel()
	now := model.Now()
	c := &core{o: Options{Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}}
	var began atomic.Int64
	result := make(chan error)
	note := func(id model.ID) {
		c.note(id, nil, func(context.Context, time.Time, time.Time) error {
			began.Add(1)
			return <-result
		})
	}
	for i, step := range []struct {
		result error
		pause  time.Duration
		writes bool
	}{
		{errors.New("no"), 0, true}, {nil, time.Second, true}, {nil, noteEvery - 1, false}, {nil, 1, true},
	} {
		now = now.Add(step.pause)
		began.Store(0)
		for range 5 {
			note(1)
		}
		if step.writes {
			result <- step.result
		}
		c.background.Wait()
		if n := began.Load(); n != map[bool]int64{true: 1}[step.writes] {
			t.Errorf("step %d: %d writes", i, n)
		}
	}
	now = now.Add(noteEvery)
	note(2)
	result <- nil
	c.background.Wait()
	if len(c.uses.noted) != 1 {
		t.Errorf("%d uses are remembered", len(c.uses.noted))
	}
}

// A clock that is set back does not keep uses from being written.
func TestUsesAreWrittenAfterTheClockWasSetBack(t *testing.T) {
	each(t, func(w *fixture) {
		now := model.Now()
		w.o.Now = func() time.Time { return now }
		hook, token := w.makeWebhook()
		for _, at := range []time.Time{now, now.Add(-2 * time.Hour)} {
			now = at
			must(w.execute(hook.ID, token, "x"))
			w.background.Wait()
			got := must(w.db.Webhook(w.t.Context(), hook.ID))
			if got.LastUsedAt == nil || !got.LastUsedAt.Equal(at) {
				w.t.Errorf("got %v, want %v", got.LastUsedAt, at)
			}
			w.webhookCache.remove(hook.ID)
		}
	})
}
