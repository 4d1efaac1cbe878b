package graphqlws

import (
	"sync"
	"sync/atomic"
	"time"
)

// The scheduling states of a socket. The writer that serves a socket is the only one that calls its operations and writes to it.
const (
	unscheduled uint32 = iota
	queued
	serving // it is being served, or waits for the client to read what was written
	repeat  // the same, and it is served once more afterwards
)

// scheduled is the place of a socket in the queue of the scheduler.
type scheduled struct {
	state atomic.Uint32
	next  *socket   // in the queue; guarded by scheduler.mu
	due   time.Time // the socket is not served before; used by the scheduler and by the writer that serves the socket
}

// writeInterval is the least time between the starts of two writes to a socket, unless there was more than one write could contain.
// Payloads that become ready meanwhile are written together. Under load this halves what an event costs, and no user sees the delay.
const writeInterval = 5 * time.Millisecond

// scheduler serves the sockets that have something to write, in the order in which they were scheduled. Its goroutines end when the queue
// is empty.
type scheduler struct {
	maxGoroutines int

	mu          sync.Mutex
	first, last *socket
	goroutines  int
	pausing     bool // one goroutine waits until the first socket is due, for all
}

// schedule lets a socket be served soon. It never waits, and may be called with any lock held.
func (sc *scheduler) schedule(s *socket) {
	state := &s.scheduled.state
	for {
		switch state.Load() {
		case unscheduled:
			if state.CompareAndSwap(unscheduled, queued) {
				sc.enqueue(s)
				return
			}
		case serving:
			if state.CompareAndSwap(serving, repeat) {
				return
			}
		default:
			return
		}
	}
}

// release ends serving a socket. The socket is queued again if it was scheduled meanwhile, or if more reports that it has more to write.
func (sc *scheduler) release(s *socket, more bool) {
	switch {
	case s.finish():
		s.server.remove(s)
	case more || !s.scheduled.state.CompareAndSwap(serving, unscheduled):
		if more {
			s.scheduled.due = time.Time{}
		}
		s.scheduled.state.Store(queued)
		sc.enqueue(s)
	}
}

// enqueue appends a socket to the queue.
func (sc *scheduler) enqueue(s *socket) {
	sc.mu.Lock()
	if sc.first == nil {
		sc.first = s
	} else {
		sc.last.scheduled.next = s
	}
	sc.last = s
	sc.startGoroutine()
	sc.mu.Unlock()
}

// startGoroutine starts a goroutine if there is work for it. sc.mu must be held.
func (sc *scheduler) startGoroutine() {
	if sc.first != nil && sc.goroutines < sc.maxGoroutines && !sc.pausing {
		sc.goroutines++
		go sc.run()
	}
}

// run serves sockets until the queue is empty.
func (sc *scheduler) run() {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	for s := sc.next(); s != nil; s = sc.next() {
		w.serve(s)
	}
}

// next returns the socket to be served now. It returns nil if the queue is empty, or if another goroutine waits for the first socket. A
// socket waits at most writeInterval for those before it: they were written to before it came.
func (sc *scheduler) next() *socket {
	sc.mu.Lock()
	defer sc.mu.Unlock()
	for sc.first != nil && !sc.pausing {
		s, now := sc.first, time.Now()
		if wait := s.scheduled.due.Sub(now); wait > 0 {
			sc.pause(wait)
			continue
		}
		sc.first, s.scheduled.next = s.scheduled.next, nil
		s.scheduled.due = now.Add(writeInterval)
		s.scheduled.state.Store(serving)
		return s
	}
	sc.goroutines--
	return nil
}

// pause releases sc.mu for the duration.
func (sc *scheduler) pause(wait time.Duration) {
	sc.pausing = true
	sc.mu.Unlock()
	time.Sleep(wait)
	sc.mu.Lock()
	sc.pausing = false
	sc.startGoroutine()
}
