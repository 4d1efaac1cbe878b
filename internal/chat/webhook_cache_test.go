package chat

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"chattr/internal/model"
)

// A burst of posts by a webhook that is not cached yet does not count as a burst of failed attempts.
func TestBurstForAnUncachedWebhookIsNoFailedAttempt(t *testing.T) {
	each(t, func(w *fixture) {
		created := must(w.Webhooks.Create(w.t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
		cold := New(w.db, w.broker, w.o)
		in := ExecuteWebhookInput{AppID: created.Webhook.ID, Token: tokenOf(created.URL), Content: "x"}
		var all sync.WaitGroup
		for range 300 {
			all.Go(func() {
				if _, err := cold.Webhooks.Authenticate(w.t.Context(), home, in.AppID, in.Token); err != nil {
					w.t.Error(err)
				}
			})
		}
		all.Wait()
	})
}

// Concurrent reads of a webhook share the first one if it succeeds. Its error belongs to its caller only.
func TestReadsShareSuccessesOnly(t *testing.T) {
	t.Parallel()
	t.Run("success", func(t *testing.T) {
		t.Parallel()
		if reads, failed := readConcurrently(t, nil); reads != 1 || failed != 0 {
			t.Errorf("got %d reads and %d errors, want 1 and 0", reads, failed)
		}
	})
	t.Run("error", func(t *testing.T) {
		t.Parallel()
		if reads, failed := readConcurrently(t, context.Canceled); reads != 20 || failed != 1 {
			t.Errorf("got %d reads and %d errors, want 20 and 1", reads, failed)
		}
	})
}

// readConcurrently reads a webhook 20 times concurrently. The first read fails with err, if that is not nil. It returns how many reads
// there were, and how many callers got err.
func readConcurrently(t *testing.T, err error) (reads, failed int32) {
	t.Helper()
	var called, refused atomic.Int32
	synctest.Test(t, func(t *testing.T) {
		cache, want, release := newWebhookCache(), &model.Webhook{ID: 1}, make(chan struct{})
		read := func() (*model.Webhook, error) {
			if called.Add(1) == 1 {
				<-release
				return want, err
			}
			return want, nil
		}
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				switch got, failure := cache.readOnce(newAttempt(1, "secret"), read); {
				case failure != nil:
					refused.Add(1)
				case got != want:
					t.Errorf("got %v, want the webhook", got)
				}
			})
		}
		synctest.Wait()
		close(release)
		all.Wait()
	})
	return called.Load(), refused.Load()
}

func TestWebhookCacheEvictsTheLeastRecentlyUsed(t *testing.T) {
	t.Parallel()
	cache := newWebhookCache()
	attempts := func(id model.ID) attempt { return newAttempt(id, "secret") }
	add := func(id model.ID) {
		a := attempts(id)
		cache.add(&model.Webhook{ID: id, TokenHash: a.hash[:]})
	}
	for id := range model.ID(maxCachedWebhooks) {
		add(id)
	}
	if cache.get(attempts(0)) == nil {
		t.Fatal("got no webhook 0, want it in the cache")
	}
	add(maxCachedWebhooks)
	for id, want := range map[model.ID]bool{0: true, 1: false, maxCachedWebhooks: true} {
		if got := cache.get(attempts(id)) != nil; got != want {
			t.Errorf("webhook %d is cached: got %v, want %v", id, got, want)
		}
	}
	if cache.get(newAttempt(0, "another")) != nil {
		t.Error("got a webhook for another token, want none")
	}
	cache.remove(0)
	if cache.get(attempts(0)) != nil {
		t.Error("got a removed webhook, want none")
	}
}
