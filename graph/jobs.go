package graph

import (
	"context"
	"sync"
)

// maxJobs is how many operations of sockets work at a time; the others wait for their turn.
const maxJobs = 64

// jobs runs what operations do that waits.
type jobs struct {
	mu          sync.Mutex
	busy        int
	first, last *running // waiting
}

// start has r work. Its socket is woken afterwards.
func (j *jobs) start(r *running) {
	s := r.socket
	s.mu.Lock()
	r.working = !r.gone.Load()
	s.mu.Unlock()
	if r.working && j.begin(r) {
		go j.run(r)
	}
}

// begin queues r and says no when there are enough at work.
func (j *jobs) begin(r *running) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.busy < maxJobs:
		j.busy++
		return true
	case j.first == nil:
		j.first = r
	default:
		j.last.behind = r
	}
	j.last = r
	return false
}

func (j *jobs) run(r *running) {
	for r != nil {
		r.job()
		r = j.following()
	}
}

func (j *jobs) following() *running {
	j.mu.Lock()
	defer j.mu.Unlock()
	r := j.first
	if r == nil {
		j.busy--
		return nil
	}
	j.first, r.behind = r.behind, nil
	return r
}

func (r *running) job() {
	defer r.worked()
	defer r.socket.rescue()
	if ctx, wanted := r.toWork(); wanted {
		r.work(ctx)
	}
}

// toWork is the context of the work, unless nobody waits for it any more.
func (r *running) toWork() (ctx context.Context, wanted bool) {
	s := r.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.gone.Load() {
		return nil, false
	}
	ctx, r.cancel = context.WithCancel(s.context())
	return ctx, true
}

func (r *running) worked() {
	s := r.socket
	s.mu.Lock()
	r.working = false
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	gone := r.gone.Load()
	s.mu.Unlock()
	if gone {
		s.close(r)
	}
	r.wake()
}

// rescue ends the socket instead of the process after a panic that belongs to no operation. Defer it.
func (s *socket) rescue() {
	if cause := recover(); cause != nil {
		s.logPanic(cause)
		s.end(closeInternal, "Internal error")
	}
}

func (s *socket) logPanic(cause any) {
	ctx := s.context()
	s.all.log.ErrorContext(ctx, "operation failed", "requestId", s.request, "error", recovered(ctx, cause))
}

// close drops r. A panic is logged, and the other operations of the socket go on.
func (s *socket) close(r *running) {
	defer func() {
		if cause := recover(); cause != nil {
			s.logPanic(cause)
		}
	}()
	s.drop(r)
}
