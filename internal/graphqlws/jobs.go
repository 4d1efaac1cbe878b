package graphqlws

import (
	"context"

	"chattr/internal/fairslots"
)

// start has r work as soon as it has a slot. Its socket is woken afterwards.
func (s *socket) start(r *running) {
	s.mu.Lock()
	r.working = !r.gone.Load()
	working := r.working
	s.mu.Unlock()
	if working {
		r.Slots().Enqueue(&r.job)
	}
}

// run does one piece of work. The slot is taken.
func (r *running) run() {
	again := false
	defer func() { r.worked(again) }()
	defer r.socket.rescue()
	if ctx, wanted := r.toWork(); wanted {
		again = r.Work(ctx)
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
	return fairslots.WithJob(ctx, &r.job), true
}

// worked gives the slot back. If r has to work again, it waits for its next slot.
func (r *running) worked(again bool) {
	r.job.Release()
	s := r.socket
	s.mu.Lock()
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	gone := r.gone.Load()
	r.working = again && !gone
	again = r.working
	s.mu.Unlock()
	switch {
	case again:
		r.Slots().Enqueue(&r.job)
		return
	case gone:
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
	s.all.Log.ErrorContext(ctx, "operation failed", "requestId", s.request, "error", s.all.Recovered(ctx, cause))
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
