package pubsubtest

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"runtime/pprof"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// patience is how long a test waits for anything. It is long because tests share the processor with others.
const patience = 30 * time.Second

// channel returns the id of the nth channel.
func channel(n int) model.ID { return model.NewID(1_000_000_000_000+int64(n), model.KindChannel, 1) }

// changes replaces the database in tests: it counts the changes of each channel.
type changes struct {
	mu    sync.Mutex
	moved map[model.ID]int
}

// move counts a change of a channel.
func (t *changes) move(c model.ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.moved[c]++
}

// instance is a running Broker with a subscriber. The subscriber reads the changes only when it receives a hint.
type instance struct {
	pubsub.Broker
	changes *changes
	log     *lines
	label   string
	cancel  context.CancelFunc
	ended   chan struct{}

	mu       sync.Mutex
	received map[model.ID]int // the number of hints of each channel; for 0, of hints of all channels
	seen     map[model.ID]int // the changes when the last hint arrived
	changed  chan struct{}
	slow     chan struct{} // receive waits until it is closed
}

var instances atomic.Int64

// newChanges returns changes without channels.
func newChanges() *changes { return &changes{moved: map[model.ID]int{}} }

// start runs an instance and waits until it has a link.
func start(t *testing.T, open func(testing.TB, *slog.Logger) pubsub.Broker, changes *changes) *instance {
	t.Helper()
	i := startAlone(t, open, changes)
	i.await(t, "a link", func() bool { return i.received[0] > 0 })
	return i
}

// startAlone runs an instance without waiting for a link. The instance ends with the test.
func startAlone(t *testing.T, open func(testing.TB, *slog.Logger) pubsub.Broker, changes *changes) *instance {
	t.Helper()
	i := &instance{
		changes: changes, log: &lines{}, label: fmt.Sprint("instance-", instances.Add(1)), ended: make(chan struct{}),
		received: map[model.ID]int{}, seen: map[model.ID]int{}, changed: make(chan struct{}), slow: make(chan struct{}),
	}
	close(i.slow)
	i.Broker = open(t, slog.New(slog.NewTextHandler(i.log, nil)))
	i.Subscribe(i.receive)
	ctx, cancel := context.WithCancel(context.Background())
	i.cancel = cancel
	go func() {
		defer close(i.ended)
		pprof.Do(ctx, pprof.Labels("instance", i.label), i.Run) // goroutines inherit the label
	}()
	t.Cleanup(func() { i.end(t) })
	return i
}

// end stops the instance. It fails the test if Run does not return in time or leaves a goroutine running. A second call does
// nothing.
func (i *instance) end(t *testing.T) {
	t.Helper()
	i.cancel()
	select {
	case <-i.ended:
	case <-time.After(patience):
		t.Errorf("Run does not return; its goroutines:\n%s", i.goroutines())
	}
	for deadline := time.Now().Add(patience); i.goroutines() != ""; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Errorf("Run left goroutines behind:\n%s", i.goroutines())
			return
		}
	}
}

// goroutines returns the stacks of Run and of the goroutines that it has started, or "" if there are none.
func (i *instance) goroutines() (stacks string) {
	var all bytes.Buffer
	_ = pprof.Lookup("goroutine").WriteTo(&all, 1)
	for stack := range strings.SplitSeq(all.String(), "\n\n") {
		if strings.Contains(stack, `"`+i.label+`"`) {
			stacks += stack + "\n\n"
		}
	}
	return stacks
}

// receive is the subscriber. It blocks until slow is closed, then counts the hint and reads the changes.
func (i *instance) receive(h pubsub.Hint) {
	i.mu.Lock()
	slow := i.slow
	i.mu.Unlock()
	<-slow
	i.mu.Lock()
	defer i.mu.Unlock()
	i.received[h.Channel]++
	i.look(h.Channel)
	close(i.changed)
	i.changed = make(chan struct{})
}

// look copies the changes of a channel, or of all channels if c is 0. i.mu must be held.
func (i *instance) look(c model.ID) {
	i.changes.mu.Lock()
	defer i.changes.mu.Unlock()
	if c != 0 {
		i.seen[c] = i.changes.moved[c]
		return
	}
	for c, n := range i.changes.moved {
		i.seen[c] = n
	}
}

// post changes a channel and then publishes the change, as an instance does when it stores a post.
func (i *instance) post(c model.ID) {
	i.changes.move(c)
	i.Publish(c)
}

// isUpToDate reports whether the instance has seen the last change of every channel. i.mu must be held, as await does.
func (i *instance) isUpToDate() bool {
	i.changes.mu.Lock()
	defer i.changes.mu.Unlock()
	for c, n := range i.changes.moved {
		if i.seen[c] != n {
			return false
		}
	}
	return true
}

// await waits until done returns true. It calls done with i.mu held, first immediately and then after every hint. It fails the
// test after patience.
func (i *instance) await(t testing.TB, what string, done func() bool) {
	t.Helper()
	deadline := time.After(patience)
	for {
		i.mu.Lock()
		ok, changed := done(), i.changed
		i.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			t.Fatalf("waited %s for %s\n%s", patience, what, i.log.text())
		}
	}
}

// hintsForAll returns the number of hints for all channels that the instance has received.
func (i *instance) hintsForAll() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.received[0]
}

// lines collects the text of a log.
type lines struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.Write(b)
}

func (l *lines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.String()
}
