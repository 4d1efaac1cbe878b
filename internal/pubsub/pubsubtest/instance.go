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

// patience is how long anything may take: plenty, because tests share their cores with others.
const patience = 30 * time.Second

func channel(n int) model.ID { return model.NewID(1_000_000_000_000+int64(n), model.KindChannel, 1) }

// truth is what a database would know of channels: how often each has moved.
type truth struct {
	mu    sync.Mutex
	moved map[model.ID]int
}

func (t *truth) move(c model.ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.moved[c]++
}

// instance is a Broker that runs, and a subscriber that looks at the truth when it gets a hint, and only then.
type instance struct {
	pubsub.Broker
	truth  *truth
	log    *lines
	label  string
	cancel context.CancelFunc
	ended  chan struct{}

	mu      sync.Mutex
	heard   map[model.ID]int // how many hints of each channel came; of 0, how many said everything
	seen    map[model.ID]int // what was the truth when one came
	changed chan struct{}
	slow    chan struct{} // receive waits until it is closed
}

var instances atomic.Int64

func newTruth() *truth { return &truth{moved: map[model.ID]int{}} }

// start runs an instance and waits until it has a link.
func start(t *testing.T, open func(testing.TB, *slog.Logger) pubsub.Broker, facts *truth) *instance {
	t.Helper()
	i := startAlone(t, open, facts)
	i.await(t, "a link", func() bool { return i.heard[0] > 0 })
	return i
}

func startAlone(t *testing.T, open func(testing.TB, *slog.Logger) pubsub.Broker, facts *truth) *instance {
	t.Helper()
	i := &instance{
		truth: facts, log: &lines{}, label: fmt.Sprint("instance-", instances.Add(1)), ended: make(chan struct{}),
		heard: map[model.ID]int{}, seen: map[model.ID]int{}, changed: make(chan struct{}), slow: make(chan struct{}),
	}
	close(i.slow)
	i.Broker = open(t, slog.New(slog.NewTextHandler(i.log, nil)))
	i.Subscribe(i.receive)
	ctx, cancel := context.WithCancel(context.Background())
	i.cancel = cancel
	go func() {
		defer close(i.ended)
		pprof.Do(ctx, pprof.Labels("instance", i.label), i.Run) // what it starts inherits the label
	}()
	t.Cleanup(func() { i.end(t) })
	return i
}

// end fails the test if the instance takes too long or leaves a goroutine behind. A second call does nothing.
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

// goroutines are the stacks of those that Run has started, itself included.
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

func (i *instance) receive(h pubsub.Hint) {
	i.mu.Lock()
	slow := i.slow
	i.mu.Unlock()
	<-slow
	i.mu.Lock()
	defer i.mu.Unlock()
	i.heard[h.Channel]++
	i.look(h.Channel)
	close(i.changed)
	i.changed = make(chan struct{})
}

func (i *instance) look(c model.ID) {
	i.truth.mu.Lock()
	defer i.truth.mu.Unlock()
	if c != 0 {
		i.seen[c] = i.truth.moved[c]
		return
	}
	for c, n := range i.truth.moved {
		i.seen[c] = n
	}
}

// post is what an instance does with a post: it stores, and publishes after.
func (i *instance) post(c model.ID) {
	i.truth.move(c)
	i.Publish(c)
}

// knowsTheTruth is a condition for await.
func (i *instance) knowsTheTruth() bool {
	i.truth.mu.Lock()
	defer i.truth.mu.Unlock()
	for c, n := range i.truth.moved {
		if i.seen[c] != n {
			return false
		}
	}
	return true
}

// await waits until done, which is asked again after every hint, says so.
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
			t.Fatalf("waited in vain for %s\n%s", what, i.log.text())
		}
	}
}

// everything is how often the instance was told that everything may have moved.
func (i *instance) everything() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.heard[0]
}

// lines are a log.
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
