package graphqlws

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"chattr/internal/fairslots"
)

// runningOperation is an operation of a socket with the id that the client gave it. The methods of Operation are called by the writer
// that serves the socket, or by the job while it works.
type runningOperation struct {
	Operation
	socket *socket
	id     string // as JSON

	woken atomic.Bool // Ready may return something new
	ended atomic.Bool // nothing of it is written any more

	// guarded by socket.mu:
	working bool
	cancel  context.CancelFunc // ends the work

	job fairslots.Job // its work
}

// start opens an operation and schedules its socket.
func start(s *socket, id string, payload json.RawMessage) {
	r := &runningOperation{socket: s, id: id}
	r.job = fairslots.Job{Owner: fairslots.Owner{Address: s.admission.address, User: int64(s.admission.user), Conn: s}, Start: r.run}
	r.Operation = s.client.Open(payload, r.wake)
	if !s.add(r) {
		r.Close()
		return
	}
	s.server.scheduler.schedule(s)
}

// wake lets Ready be called soon.
func (r *runningOperation) wake() {
	r.woken.Store(true)
	r.socket.server.scheduler.schedule(r.socket)
}

// enqueue lets r work when it has a slot. Its socket is served afterwards.
func (r *runningOperation) enqueue() {
	s := r.socket
	s.mu.Lock()
	r.working = !r.ended.Load()
	working := r.working
	s.mu.Unlock()
	if working {
		r.Slots().Enqueue(&r.job)
	}
}

// run does one piece of work in the slot of the job.
func (r *runningOperation) run() {
	again := false
	defer func() { r.stop(again) }()
	defer r.socket.recoverPanic()
	if ctx, ok := r.workContext(); ok {
		again = r.Work(ctx)
	}
}

// workContext returns the context of the work. It reports false if the operation has ended.
func (r *runningOperation) workContext() (ctx context.Context, ok bool) {
	s := r.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.ended.Load() {
		return nil, false
	}
	ctx, r.cancel = context.WithCancel(s.context())
	return fairslots.WithJob(ctx, &r.job), true
}

// stop releases the slot. If r has to work again, it waits for its next slot.
func (r *runningOperation) stop(again bool) {
	r.job.Release()
	s := r.socket
	s.mu.Lock()
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
	}
	ended := r.ended.Load()
	r.working = again && !ended
	again = r.working
	s.mu.Unlock()
	switch {
	case again:
		r.Slots().Enqueue(&r.job)
		return
	case ended:
		s.closeOperation(r)
	}
	r.wake()
}
