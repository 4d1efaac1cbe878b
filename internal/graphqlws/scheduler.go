package graphqlws

import (
	"sync"
	"time"
)

// What a socket's turn can be. Whoever serves it is alone with the operations and with writing.
const (
	resting uint32 = iota
	queued         // to be served
	served         // being served, or waiting for the client to take what was written
	again          // the same, and to be served once more
)

// schedule has the socket served soon. It never waits, so anybody may call it with any lock held.
func (s *socket) schedule() {
	for {
		switch s.turn.Load() {
		case resting:
			if s.turn.CompareAndSwap(resting, queued) {
				s.all.pump.add(s)
				return
			}
		case served:
			if s.turn.CompareAndSwap(served, again) {
				return
			}
		default:
			return
		}
	}
}

// yield gives the turn back, to take a new one behind all others if there is more to do.
func (s *socket) yield(more bool) {
	switch {
	case s.isOver():
		s.all.leave(s)
	case more || !s.turn.CompareAndSwap(served, resting):
		if more {
			s.due = time.Time{}
		}
		s.turn.Store(queued)
		s.all.pump.add(s)
	}
}

// writeInterval is how soon after a write the next one to the same socket begins, unless there was more than one could carry:
// what comes meanwhile goes along. Under load that halves what an event costs, and nobody sees the delay.
const writeInterval = 5 * time.Millisecond

// pump serves the sockets that have something to write, each in its turn. Its goroutines end when there is nothing to do.
type pump struct {
	most int // goroutines

	mu          sync.Mutex
	first, last *socket
	busy        int
	pausing     bool // one of them waits until the first socket is due, for all
}

func (p *pump) add(s *socket) {
	p.mu.Lock()
	if p.first == nil {
		p.first = s
	} else {
		p.last.next = s
	}
	p.last = s
	p.begin()
	p.mu.Unlock()
}

// begin needs the lock.
func (p *pump) begin() {
	if p.first != nil && p.busy < p.most && !p.pausing {
		p.busy++
		go p.run()
	}
}

func (p *pump) run() {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	for s := p.following(); s != nil; s = p.following() {
		w.serve(s)
	}
}

// following is the socket whose turn it is, nil when there is nothing to do. Nobody waits longer for those before than
// writeInterval: they were written to before it came.
func (p *pump) following() *socket {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.first != nil && !p.pausing {
		s, now := p.first, time.Now()
		if wait := s.due.Sub(now); wait > 0 {
			p.pause(wait)
			continue
		}
		p.first, s.next = s.next, nil
		s.due = now.Add(writeInterval)
		s.turn.Store(served)
		return s
	}
	p.busy--
	return nil
}

// pause gives the lock away for that long.
func (p *pump) pause(wait time.Duration) {
	p.pausing = true
	p.mu.Unlock()
	time.Sleep(wait)
	p.mu.Lock()
	p.pausing = false
	p.begin()
}
