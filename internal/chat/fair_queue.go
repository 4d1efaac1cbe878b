package chat

import (
	"container/heap"
	"context"
	"sync"
	"time"

	"chattr/internal/model"
)

// fairQueue runs work a few at a time, fairly between those that it is for: start-time fair queueing (Goyal, Vin, Cheng 1996).
// Each piece of work has keys, such as the address and the account that it is for. It gets a number that is one above the last
// number of each of its keys, and above that of the work which started last; the lowest number starts first. So somebody who
// enqueues much waits behind their own work, and others do not wait behind it.
type fairQueue struct {
	wait time.Duration // for a slot
	most int           // that wait at a time

	mu      sync.Mutex
	slots   int               // that are free
	started uint64            // the highest number that has started
	last    map[string]uint64 // the last number of each key, where that is above started
	order   uint64            // counts what was enqueued
	waiters waiters
}

func newFairQueue(slots, most int, wait time.Duration) *fairQueue {
	return &fairQueue{wait: wait, most: most, slots: slots, last: map[string]uint64{}}
}

// waiter is work that waits for a slot.
type waiter struct {
	number, order uint64
	ready         chan struct{} // closed when it has a slot
	at            int           // its place in the heap, -1 once it has left
}

// run waits for a slot and runs work. OVERLOADED if that takes too long or too much waits already; then work has not run.
func (q *fairQueue) run(ctx context.Context, keys []string, work func()) error {
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
			return overloadedHashing()
		}
	}
	defer q.release()
	work()
	return nil
}

func overloadedHashing() error {
	return &model.Error{
		Code: model.Overloaded, Message: "Too many passwords are being checked; try again in 2 seconds.", RetryAfter: hashRetry,
	}
}

func (q *fairQueue) enqueue(keys []string) (*waiter, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiters) >= q.most {
		return nil, overloadedHashing()
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

// startNext gives free slots to those who wait. q.mu must be held.
func (q *fairQueue) startNext() {
	for q.slots > 0 && len(q.waiters) > 0 {
		w := heap.Pop(&q.waiters).(*waiter)
		q.slots--
		q.started = max(q.started, w.number)
		close(w.ready)
	}
	if len(q.last) > 2*len(q.waiters)+keysKept {
		for key, number := range q.last {
			if number <= q.started {
				delete(q.last, key)
			}
		}
	}
}

// keysKept is how many keys of work that has started are kept until those that say nothing are dropped.
const keysKept = 64

// leave removes work that waits. It reports false if the work has a slot already.
func (q *fairQueue) leave(w *waiter) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if w.at < 0 {
		return false
	}
	heap.Remove(&q.waiters, w.at)
	return true
}

func (q *fairQueue) release() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.slots++
	q.startNext()
}

// waiters is a heap of those that wait.
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
