package chat

import (
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

func waitingPosts(channels ...model.ID) (posts []*waitingPost) {
	for _, channel := range channels {
		posts = append(posts, &waitingPost{Post: db.Post{Message: &model.Message{ChannelID: channel}}, size: 10})
	}
	return posts
}

// A flood of posts to one channel leaves the others their share of a batch, and keeps its own order.
func TestBatchesAreShared(t *testing.T) {
	t.Parallel()
	var channels []model.ID
	for range 3 * maxBatch {
		channels = append(channels, 1)
	}
	flood := waitingPosts(append(channels, 2, 3)...)
	batch, rest := cutBatch(flood)
	if len(batch) != maxBatch/3+2 || batch[len(batch)-1].Message.ChannelID != 3 || len(batch)+len(rest) != len(flood) {
		t.Errorf("took %d, left %d", len(batch), len(rest))
	}
	for i, w := range batch[:maxBatch/3] {
		if w != flood[i] {
			t.Fatalf("post %d is out of order", i)
		}
	}
	if rest[0] != flood[maxBatch/3] {
		t.Error("what waits is out of order")
	}
}

func TestBatchesAreBounded(t *testing.T) {
	t.Parallel()
	large := waitingPosts(1, 1, 2)
	for _, w := range large {
		w.size = maxBatchBytes
	}
	for n := len(large); n > 0; n-- {
		var batch []*waitingPost
		if batch, large = cutBatch(large); len(batch) != 1 || len(large) != n-1 {
			t.Fatalf("took %d of %d", len(batch), n)
		}
	}
}

// What is more than may wait is refused at once, and what waited is stored.
func TestOverloadIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	w := newWorld(t, dbtest.Open(t, url))
	release := dbtest.HoldHead(t, url, w.channel.ID)
	const room = 20
	w.ingest.fill(maxWaiting - room)
	answers := make(chan error)
	for i := range 2 * room {
		go func() {
			_, err := w.PostMessage(t.Context(), w.owner, PostMessageInput{ChannelID: w.channel.ID, Content: fmt.Sprint(i)})
			answers <- err
		}()
	}
	for range room { // while the others wait
		w.code(model.Overloaded, <-answers)
	}
	release()
	for range room {
		w.ok(<-answers)
	}
	for w.ingest.busy() { // the last answer is given just before
		time.Sleep(time.Millisecond)
	}
	w.ingest.fill(room - maxWaiting)
	if w.head().Number != room || w.ingest.posts != 0 || w.ingest.bytes != 0 {
		t.Errorf("the head is at %d; left behind: %d posts, %d bytes", w.head().Number, w.ingest.posts, w.ingest.bytes)
	}
}

// fill has it believe that so many more wait.
func (in *ingest) fill(posts int) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.posts += posts
}

// A channel that somebody holds keeps its own posts waiting and no others, and they are stored when it is let go.
func TestOneLockedChannelHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	w := newWorld(t, dbtest.Open(t, url))
	held, free := w.channel.ID, w.makeChannel("free").ID
	release := dbtest.HoldHead(t, url, held)
	var waiting sync.WaitGroup
	post := func(channel model.ID) error {
		_, err := w.PostMessage(t.Context(), w.owner, PostMessageInput{ChannelID: channel, Content: "x"})
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
	if took := time.Since(began); took > storeTimeout/2 { // they would have waited for lock_timeout
		t.Errorf("posts to another channel took %v", took)
	}
	release()
	waiting.Wait()
	if n := w.head().Number; n != 20 {
		t.Errorf("%d posts are stored, want 20", n)
	}
	w.ok(post(held))
	w.ingest.mu.Lock()
	defer w.ingest.mu.Unlock()
	for channel := range w.ingest.lanes {
		t.Errorf("channel %v still has a lane", channel)
	}
}

// Posts with the same key, plain and not, at once and over several instances, are one message.
func TestManyPostsWithOneKey(t *testing.T) {
	each(t, func(w *world) {
		made := must(w.CreateWebhook(w.t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
		instances := []*Chat{w.Chat, New(w.db, w.broker, w.o), New(w.db, w.broker, w.o)}
		for round := range 20 {
			var fresh atomic.Int64
			var ids sync.Map
			var all sync.WaitGroup
			for i := range 50 {
				all.Go(func() {
					p, err := instances[i%len(instances)].ExecuteWebhook(w.t.Context(), netip.Addr{}, ExecuteWebhookInput{
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

func (in *ingest) busy() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.writing
}
