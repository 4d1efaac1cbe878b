package fairslots

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// queued runs all of the work over one slot, in the order in which it starts when it is enqueued in that order behind one that
// holds the slot.
func queued(t *testing.T, q *KeyedQueue, keys ...[]string) (order []string) {
	t.Helper()
	release, holds := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() { _ = q.Run(t.Context(), []string{"first"}, func() { close(holds); <-release }) })
	<-holds
	for i, k := range keys {
		all.Go(func() {
			if err := q.Run(t.Context(), k, func() { order = append(order, k[0]) }); err != nil {
				t.Error(err)
			}
		})
		for q.length() <= i { // until it waits
			time.Sleep(time.Microsecond)
		}
	}
	close(release)
	all.Wait()
	return order
}

func (q *KeyedQueue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiters)
}

// An address that enqueues much waits behind its own work.
func TestKeyedQueueAlternatesBetweenAddresses(t *testing.T) {
	t.Parallel()
	q := NewKeyedQueue(1, 100, time.Minute)
	got := queued(t, q, []string{"a"}, []string{"a"}, []string{"a"}, []string{"b"}, []string{"c"}, []string{"b"})
	if want := strings.Fields("a b c a b a"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Neither many accounts of one address nor many addresses for one account pass others.
func TestKeyedQueueCountsAddressAndAccount(t *testing.T) {
	t.Parallel()
	q := NewKeyedQueue(1, 100, time.Minute)
	got := queued(t, q,
		[]string{"a", "1"}, []string{"a", "2"}, []string{"a", "3"}, // many accounts
		[]string{"b", "9"}, []string{"c", "9"}, []string{"d", "9"}, // many addresses
		[]string{"e", "5"})
	if want := strings.Fields("a b e a c a d"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A waiting job is served before later jobs, even if these have new keys all the time.
func TestKeyedQueueStarvesNoKey(t *testing.T) {
	t.Parallel()
	q := NewKeyedQueue(1, 1000, time.Minute)
	keys := [][]string{{"slow"}, {"slow"}, {"slow"}}
	for i := range 100 {
		keys = append(keys, []string{fmt.Sprint("new ", i)})
	}
	order := queued(t, q, keys...)
	order = append(order, queued(t, q, keys...)...)
	if at := slices.Index(order[1:], "slow"); at > 102 {
		t.Errorf("the second one is served after %d", at)
	}
	if len(q.last) > maxStartedKeys+1 {
		t.Errorf("%d keys are kept", len(q.last))
	}
}

// Work that gives up leaves the queue, and takes no slot with it.
func TestKeyedQueueForgetsWorkThatGaveUp(t *testing.T) {
	t.Parallel()
	q := NewKeyedQueue(1, 2, time.Minute)
	release, holds, finished := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() { finished <- q.Run(context.Background(), nil, func() { close(holds); <-release }) }()
	<-holds
	ended, cancel := context.WithCancel(t.Context())
	gaveUp := make(chan error)
	for range 2 {
		go func() { gaveUp <- q.Run(ended, []string{"a"}, func() { t.Error("it ran") }) }()
	}
	for q.length() < 2 {
		time.Sleep(time.Microsecond)
	}
	if err := q.Run(t.Context(), []string{"b"}, func() {}); !errors.Is(err, ErrBusy) {
		t.Errorf("with a full queue: %v", err)
	}
	cancel()
	for range 2 {
		if err := <-gaveUp; err != context.Canceled {
			t.Errorf("got %v", err)
		}
	}
	close(release)
	<-finished
	if err := q.Run(t.Context(), []string{"a"}, func() {}); err != nil || q.slots != 1 || q.length() != 0 {
		t.Errorf("afterwards %v, %d slots, %d wait", err, q.slots, q.length())
	}
}
