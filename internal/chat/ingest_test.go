package chat

import (
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/ingest"
	"chattr/internal/model"
)

// Posts to a channel that is locked wait, posts to others do not, and those that waited are stored when the channel is released.
func TestLockedChannelDelaysOnlyItsPosts(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	w := newFixture(t, dbtest.Open(t, url))
	held, free := w.channel.ID, w.makeChannel("free").ID
	release := dbtest.HoldHead(t, url, held)
	var waiting sync.WaitGroup
	post := func(channel model.ID) error {
		_, err := w.Messages.Post(t.Context(), w.owner, PostMessageInput{ChannelID: channel, Content: "x"})
		return err
	}
	for range 20 {
		waiting.Go(func() {
			if err := post(held); err != nil {
				t.Error(err)
			}
		})
	}
	began := time.Now()
	for range 10 {
		w.ok(post(free))
	}
	if took := time.Since(began); took > ingest.StoreTimeout/2 { // they would have waited for lock_timeout
		t.Errorf("posts to another channel took %v", took)
	}
	release()
	waiting.Wait()
	if n := w.head().Number; n != 20 {
		t.Errorf("%d posts are stored, want 20", n)
	}
	w.ok(post(held))
	for deadline := time.Now().Add(10 * time.Second); w.ingest.Depth().Lanes > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d channels still have a lane, want 0", w.ingest.Depth().Lanes)
		}
	}
}

// Concurrent posts with the same key on several instances, on the fast path and the slow path, are one message.
func TestManyPostsWithOneKey(t *testing.T) {
	each(t, func(w *fixture) {
		made := must(w.Webhooks.Create(w.t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
		instances := []*Chat{w.Chat, New(w.db, w.broker, w.o), New(w.db, w.broker, w.o)}
		for round := range 20 {
			var fresh atomic.Int64
			var ids sync.Map
			var all sync.WaitGroup
			for i := range 50 {
				all.Go(func() {
					p, err := instances[i%len(instances)].Webhooks.Execute(w.t.Context(), netip.Addr{}, ExecuteWebhookInput{
						AppID: made.Webhook.ID, Token: tokenOf(made.URL), Content: "once", IdempotencyKey: new(fmt.Sprint(round)),
					})
					if err != nil {
						w.t.Error(err)
						return
					}
					ids.Store(p.Message.ID, true)
					if !p.Replayed {
						fresh.Add(1)
					}
				})
			}
			all.Wait()
			n := 0
			ids.Range(func(any, any) bool { n++; return true })
			if n != 1 || fresh.Load() != 1 || w.head().Number != int64(round+1) {
				w.t.Fatalf("round %d: %d messages, %d not replayed, head %d", round, n, fresh.Load(), w.head().Number)
			}
		}
	})
}
