package chat

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"weak"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/ingest"
	"chattr/internal/model"
)

// After a storm of failures nothing is left of it: no lane, no post that waits, no goroutine, no message in memory.
func TestNothingIsLeftOfAStorm(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	proxy := dbtest.NewProxy(t, url)
	w := newFixture(t, dbtest.Open(t, proxy.URL))
	s := &storm{fixture: w, channels: []model.ID{w.channel.ID, w.makeChannel("a").ID, w.makeChannel("b").ID}}
	for _, channel := range s.channels {
		s.hooks = append(s.hooks, must(w.Webhooks.Create(t.Context(), w.owner, CreateWebhookInput{ChannelID: channel, Name: "CI"})).Webhook)
	}
	for sender := range 64 {
		s.senders.Go(func() { s.send(sender) })
	}
	for _, channel := range s.channels {
		reach(t, &s.stored, s.stored.Load()+200)
		release := dbtest.HoldHead(t, url, channel)
		reach(t, &s.stored, s.stored.Load()+50)
		for range 5 {
			proxy.CutAll()
			time.Sleep(5 * time.Millisecond)
		}
		release()
		proxy.SetUnavailable(true)
		time.Sleep(50 * time.Millisecond)
		proxy.SetUnavailable(false)
	}
	proxy.SetUnavailable(true)
	reach(t, &s.refused, 200) // after their time
	proxy.SetUnavailable(false)
	reach(t, &s.stored, s.stored.Load()+200)
	if ingestGoroutines(w.ingest) == "" {
		t.Error("the goroutines of a storm are not seen")
	}
	s.over.Store(true)
	s.senders.Wait()
	s.isOver()
	t.Logf("%d stored, %d refused", s.stored.Load(), s.refused.Load())
}

type storm struct {
	*fixture
	channels        []model.ID
	hooks           []*model.Webhook // of the channels
	senders         sync.WaitGroup
	over            atomic.Bool
	stored, refused atomic.Int64

	mu       sync.Mutex
	messages []weak.Pointer[model.Message]
}

// send posts until the storm is over, every second time with a key that another sender uses too.
func (s *storm) send(sender int) {
	for n := 0; !s.over.Load(); n++ {
		hook := s.hooks[(sender+n)%len(s.hooks)]
		m := webhookMessage(hook, fmt.Sprint(n), nil, nil)
		p := db.Post{Message: m, Webhook: hook, By: db.ByURL()}
		if n%3 == 0 { // by a user
			p = db.Post{Message: m, By: db.ByActor(s.owner, s.server.ID)}
		}
		if n%2 == 0 {
			p.Key = must(newKey(new(fmt.Sprintf("%d-%d", sender/2, n)), m.ChannelID, s.owner.User.ID, m.Content, nil, nil))
		}
		s.mu.Lock()
		s.messages = append(s.messages, weak.Make(m))
		s.mu.Unlock()
		if _, err := s.ingest.Append(context.Background(), p); err == nil {
			s.stored.Add(1)
		} else {
			s.refused.Add(1)
			time.Sleep(time.Millisecond)
		}
	}
}

// reach waits until a counter is at least at n.
func reach(t *testing.T, counter *atomic.Int64, n int64) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); counter.Load() < n; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d", counter.Load(), n)
		}
	}
}

// isOver checks that nothing is left. The goroutine that responded to the last post may need a moment to end.
func (s *storm) isOver() {
	s.t.Helper()
	w, left := s.ingest, ""
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if left = ingestGoroutines(w); left == "" && w.IsIdle() {
			break
		}
	}
	if left != "" || !w.IsIdle() {
		s.t.Errorf("the writer is not idle: %+v, and\n%s", w.Depth(), left)
	}
	runtime.GC()
	alive := 0
	for _, m := range s.messages {
		if m.Value() != nil {
			alive++
		}
	}
	if alive > 64 { // what the last senders' stacks and pools still refer to
		s.t.Errorf("%d of %d messages are still in memory", alive, len(s.messages))
	}
}

// ingestGoroutines returns the stacks of the goroutines that work for a writer.
func ingestGoroutines(w *ingest.Writer) (stacks string) {
	slow := reflect.ValueOf(w).Elem().FieldByName("slow").Pointer()
	all := make([]byte, 16<<20)
	all = all[:runtime.Stack(all, true)]
	for stack := range strings.SplitSeq(string(all), "\n\n") {
		of := func(receiver string, pointer uintptr) bool {
			return strings.Contains(stack, receiver) && strings.Contains(stack, fmt.Sprintf("(%#x", pointer))
		}
		if of("ingest.(*Writer).", reflect.ValueOf(w).Pointer()) || of("ingest.(*slowPath).", slow) {
			stacks += stack + "\n\n"
		}
	}
	return stacks
}
