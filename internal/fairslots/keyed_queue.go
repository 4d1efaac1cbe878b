package fairslots

import (
	"container/heap"
	"context"
	"errors"
	"sync"
	"time"
)

// ErrBusy means that work did not run: too much work waits, or no slot was free in time.
var ErrBusy = errors.New("too much work waits for a slot")

// KeyedQueue runs little work at a time, fairly between keys: start-time fair queueing (Goyal, Vin, Cheng 1996). Work has keys, such as
// the address and the account that it is for. It gets a number that is one above the last number of each of its keys, and above that of
// the work which started last; the lowest number starts first. So a client that enqueues much waits behind its own work, and others do
// not wait behind it. The methods are safe for concurrent use.
type KeyedQueue struct {
	wait time.Duration // for a slot
	most int           // work that waits at a time

	mu      sync.Mutex
	slots   int               // free ones
	started uint64            // the highest number that has started
	last    map[string]uint64 // the last number of each key, where that is above started
	order   uint64            // counts enqueued work
	waiters waiters
}

// NewKeyedQueue returns a queue with slots for running work. At most that much work waits, and none for longer than wait.
func NewKeyedQueue(slots, most int, wait time.Duration) *KeyedQueue {
	return &KeyedQueue{wait: wait, most: most, slots: slots, last: map[string]uint64{}}
}

// waiter is work that waits for a slot.
type waiter struct {
	number, order uint64
	ready         chan struct{} // closed when it has a slot
	at            int           // its place in the heap, -1 once it has left
}

// Run waits for a slot and runs work. It returns ErrBusy if that takes too long or too much work waits, and the error of ctx if ctx ends
// while it waits. Then work has not run.
func (q *KeyedQueue) Run(ctx context.Context, keys []string, work func()) error {
	w, err := q.enqueue(keys)
	if err != nil {
		return err
	}
	timer := time.NewTimer(q.wait)
	defer timer.Stop()
	select {
	case <-w.ready:
	case <-ctx.Done():
		if q.leave(w) {
			return ctx.Err()
		}
	case <-timer.C:
		if q.leave(w) {
			return ErrBusy
		}
	}
	defer q.release()
	work()
	return nil
}

// enqueue adds work to the queue.
func (q *KeyedQueue) enqueue(keys []string) (*waiter, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiters) >= q.most {
		return nil, ErrBusy
	}
	number := q.started
	for _, key := range keys {
		number = max(number, q.last[key])
	}
	number++
	for _, key := range keys {
		q.last[key] = number
	}
	q.order++
	w := &waiter{number: number, order: q.order, ready: make(chan struct{})}
	heap.Push(&q.waiters, w)
	q.startNext()
	return w, nil
}

// startNext gives free slots to waiting work. q.mu must be held.
func (q *KeyedQueue) startNext() {
	for q.slots > 0 && len(q.waiters) > 0 {
		w := heap.Pop(&q.waiters).(*waiter)
		q.slots--
		q.started = max(q.started, w.number)
		close(w.ready)
	}
	if len(q.last) > 2*len(q.waiters)+maxStartedKeys {
		for key, number := range q.last {
			if number <= q.started {
				delete(q.last, key)
			}
		}
	}
}

// maxStartedKeys is how many keys of work that has started are kept before they are dropped.
const maxStartedKeys = 64

// leave removes work that waits. It reports false if the work has a slot already.
func (q *KeyedQueue) leave(w *waiter) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if w.at < 0 {
		return false
	}
	heap.Remove(&q.waiters, w.at)
	return true
}

// release releases a slot.
func (q *KeyedQueue) release() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.slots++
	q.startNext()
}

// waiters is a heap of waiting work.
type waiters []*waiter

func (h waiters) Len() int { return len(h) }

func (h waiters) Less(i, j int) bool {
	if h[i].number != h[j].number {
		return h[i].number < h[j].number
	}
	return h[i].order < h[j].order
}

func (h waiters) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].at, h[j].at = i, j
}

// Push is for container/heap.
func (h *waiters) Push(w any) {
	w.(*waiter).at = len(*h)
	*h = append(*h, w.(*waiter))
}

// Pop is for container/heap.
func (h *waiters) Pop() any {
	all := *h
	w := all[len(all)-1]
	all[len(all)-1] = nil
	w.at, *h = -1, all[:len(all)-1]
	return w
}
