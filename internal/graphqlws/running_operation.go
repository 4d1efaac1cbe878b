package graphqlws

import (
	"context"
	"encoding/json"
	"slices"
	"sync/atomic"
	"time"

	"chattr/internal/fairslots"
)

// running is an operation under the id that the client gave it. Its methods are called by who has the socket's turn, or while
// it is working by its job.
type running struct {
	Operation
	socket *socket
	id     string // as it is written: quoted

	woken atomic.Bool // ready may have something new
	gone  atomic.Bool // nothing of it is written any more

	// guarded by the socket's lock:
	working bool
	cancel  context.CancelFunc // ends the work

	job fairslots.Job // its work
}

func quote(id string) string {
	quoted, _ := json.Marshal(id) // strings can always be written
	return string(quoted)
}

func (r *running) wake() {
	r.woken.Store(true)
	r.socket.schedule()
}

// running is the operation of that id, nil when there is none. Needs the lock.
func (s *socket) running(id string) *running {
	for _, r := range s.operations {
		if r.id == id {
			return r
		}
	}
	return nil
}

// add lets r begin. It says no when the socket has ended meanwhile.
func (s *socket) add(r *running) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return false
	}
	s.operations = append(s.operations, r)
	s.live++
	r.woken.Store(true)
	return true
}

// remove takes r out, so that its id can be used again at once. It says no when it was out already.
func (s *socket) remove(r *running) bool {
	if r == nil || r.gone.Load() {
		return false
	}
	s.operations = slices.DeleteFunc(s.operations, func(o *running) bool { return o == r })
	r.gone.Store(true)
	if len(s.operations) == 0 {
		s.idleFrom = time.Now()
	}
	return true
}

// release has r, which nobody wants any more, closed by whoever is allowed to. Needs the lock.
func (s *socket) release(r *running) {
	r.gone.Store(true)
	switch {
	case !r.working:
		s.leaving = append(s.leaving, r)
	case r.cancel != nil:
		r.cancel()
	}
}

// drop closes r.
func (s *socket) drop(r *running) {
	defer func() {
		s.mu.Lock()
		s.live--
		s.makeRoom()
		s.mu.Unlock()
	}()
	r.Close()
}
