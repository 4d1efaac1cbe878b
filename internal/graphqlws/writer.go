package graphqlws

import (
	"sync"
	"time"
)

const (
	writeSize = 32 << 10 // about what is written at once
	maxKept   = 4 * writeSize
	roundsPer = 64
)

// writer collects what one socket after another has to say and writes it. It waits for no client.
type writer struct {
	frames   []byte
	goodbye  bool // the last frame is a close frame
	turn     []*running
	leaving  []*running
	payloads [][]byte
	hungry   bool // an operation waits until others have delivered

	attempt func(fd uintptr) bool // one write without waiting
	n       int                   // what it wrote
	err     error
}

var writers = sync.Pool{New: func() any {
	w := &writer{frames: make([]byte, 0, writeSize+writeSize/4)}
	w.attempt = w.write
	return w
}}

// serve writes what s has to say. What the client does not take at once is waited for elsewhere.
func (w *writer) serve(s *socket) {
	more := w.collect(s)
	defer w.reset()
	if len(w.frames) == 0 {
		s.due = time.Time{}
		s.yield(more)
		return
	}
	if len(w.frames) > maxKept { // and keeps the other sockets waiting no longer
		w.handOver(s, 0, more)
		return
	}
	switch n, err := w.tryWrite(s); {
	case err != nil:
		s.abort()
		s.yield(false)
	case n < len(w.frames):
		w.handOver(s, n, more)
	default:
		s.wrote(w.goodbye)
		s.yield(more)
	}
}

// tryWrite writes what the connection takes without waiting, perhaps nothing.
func (w *writer) tryWrite(s *socket) (int, error) {
	if s.raw == nil {
		return 0, nil
	}
	if err := s.raw.Write(w.attempt); err != nil {
		return 0, err
	}
	return w.n, w.err
}

func (w *writer) reset() {
	clear(w.turn)
	clear(w.leaving)
	w.turn, w.leaving, w.goodbye, w.hungry = w.turn[:0], w.leaving[:0], false, false
	if w.frames = w.frames[:0]; cap(w.frames) > maxKept {
		w.frames = nil
	}
}

// collect fills frames from what s and its operations have ready, and says whether there is more.
func (w *writer) collect(s *socket) (more bool) {
	defer s.rescue()
	w.begin(s)
	for _, r := range w.leaving {
		s.close(r)
	}
	for _, r := range w.turn {
		if w.advance(r) {
			more = true
		}
	}
	w.end(s)
	return more || w.hungry && s.asked.Load() <= 0 // else the operations that are executing have s served again
}

// begin takes the answers and finds out whose turn it is, each time beginning with another operation.
func (w *writer) begin(s *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.leaving, s.leaving = append(w.leaving, s.leaving...), nil
	w.answers(s)
	s.first++
	for i := range s.operations {
		r := s.operations[(s.first+i)%len(s.operations)]
		if !r.working && r.woken.Load() {
			w.turn = append(w.turn, r)
		}
	}
}

// answers needs the socket's lock. Once the close frame is written, nothing is.
func (w *writer) answers(s *socket) {
	if !s.shut {
		w.frames = append(w.frames, s.out...)
	}
	s.out = nil
	s.makeRoom()
}

func (w *writer) end(s *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.shut:
		w.frames = w.frames[:0]
	case s.ended && !s.parting:
		w.answers(s)
		w.frames = appendClose(w.frames, s.code, s.reason)
		w.goodbye, s.parting = true, true
	}
}

// advance takes what r has ready, as long as there is room, and says whether it has more.
func (w *writer) advance(r *running) (unfinished bool) {
	for range roundsPer {
		if r.gone.Load() {
			return false
		}
		if len(w.frames) >= writeSize {
			return true
		}
		r.woken.Store(false)
		payloads, state := r.Ready(w.payloads[:0], Portion{Bytes: writeSize - len(w.frames), Requested: &r.socket.asked})
		for _, p := range payloads {
			w.frames = appendMessage(w.frames, r.id, nextMessage, p)
		}
		clear(payloads)
		w.payloads = payloads[:0]
		switch state {
		case Idle:
			return false
		case Blocked:
			r.socket.start(r)
			return false
		case Deferred:
			r.woken.Store(true)
			w.hungry = true
			return false
		case Done:
			w.finish(r)
			return false
		}
		r.woken.Store(true)
	}
	return true
}

// finish tells how r ended, unless the client let go of it in the same moment.
func (w *writer) finish(r *running) {
	s := r.socket
	errors, code, reason := r.Finish()
	s.mu.Lock()
	removed := s.remove(r)
	s.mu.Unlock()
	if !removed {
		return
	}
	s.close(r)
	switch {
	case code != 0:
		s.end(code, reason)
	case errors != nil:
		w.frames = appendMessage(w.frames, r.id, errorMessage, errors)
	default:
		w.frames = appendMessage(w.frames, r.id, completeMessage, nil)
	}
}
