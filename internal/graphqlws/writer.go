package graphqlws

import (
	"sync"
	"time"
)

const (
	writeSize = 32 << 10      // about how many bytes are written at a time
	maxKept   = 4 * writeSize // the capacity up to which the buffer of a writer is kept
	maxRounds = 64            // how often an operation is called before the next one is
)

// writer collects what one socket after another has to write, and writes it. It waits for no client.
type writer struct {
	frames     []byte
	closeFrame bool // the last frame is a close frame
	operations []*runningOperation
	released   []*runningOperation
	payloads   [][]byte
	deferred   bool // an operation waits until others have delivered

	attempt func(fd uintptr) bool // one write without waiting
	n       int                   // how many bytes attempt wrote
	err     error
}

var writers = sync.Pool{New: func() any {
	w := &writer{frames: make([]byte, 0, writeSize+writeSize/4)}
	w.attempt = w.write
	return w
}}

// serve writes what s has ready. If the client does not read it immediately, a goroutine of its own waits for the client.
func (w *writer) serve(s *socket) {
	more := w.collect(s)
	defer w.reset()
	if len(w.frames) == 0 {
		s.scheduled.due = time.Time{}
		s.server.scheduler.release(s, more)
		return
	}
	if len(w.frames) > maxKept { // one large write would delay the other sockets
		w.handOver(s, 0, more)
		return
	}
	switch n, err := w.tryWrite(s); {
	case err != nil:
		s.abort()
		s.server.scheduler.release(s, false)
	case n < len(w.frames):
		w.handOver(s, n, more)
	default:
		s.confirmWritten(w.closeFrame)
		s.server.scheduler.release(s, more)
	}
}

// tryWrite writes as many bytes as the connection accepts without waiting, perhaps none.
func (w *writer) tryWrite(s *socket) (int, error) {
	if s.raw == nil {
		return 0, nil
	}
	if err := s.raw.Write(w.attempt); err != nil {
		return 0, err
	}
	return w.n, w.err
}

// reset prepares the writer for the next socket.
func (w *writer) reset() {
	clear(w.operations)
	clear(w.released)
	w.operations, w.released, w.closeFrame, w.deferred = w.operations[:0], w.released[:0], false, false
	if w.frames = w.frames[:0]; cap(w.frames) > maxKept {
		w.frames = nil
	}
}

// collect appends what s and its operations have ready to frames, and reports whether there is more.
func (w *writer) collect(s *socket) (more bool) {
	defer s.recoverPanic()
	w.selectOperations(s)
	for _, r := range w.released {
		s.closeOperation(r)
	}
	for _, r := range w.operations {
		if w.advance(r) {
			more = true
		}
	}
	w.closeIfNeeded(s)
	return more || w.deferred && s.requested.Load() <= 0 // else the operations that are executing schedule s again
}

// selectOperations appends the replies, and selects the operations that may have something ready. Each time it starts with another
// operation.
func (w *writer) selectOperations(s *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.released, s.released = append(w.released, s.released...), nil
	w.appendReplies(s)
	s.firstOperation++
	for i := range s.operations {
		r := s.operations[(s.firstOperation+i)%len(s.operations)]
		if !r.working && r.woken.Load() {
			w.operations = append(w.operations, r)
		}
	}
}

// appendReplies appends the replies, unless the connection is closed. s.mu must be held.
func (w *writer) appendReplies(s *socket) {
	if !s.connClosed {
		w.frames = append(w.frames, s.replies...)
	}
	s.replies = nil
	s.allowReading()
}

// closeIfNeeded appends the close frame if the socket closes. It drops all frames if the connection is closed.
func (w *writer) closeIfNeeded(s *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.connClosed:
		w.frames = w.frames[:0]
	case s.closing && !s.closeQueued:
		w.appendReplies(s)
		w.frames = appendClose(w.frames, s.code, s.reason)
		w.closeFrame, s.closeQueued = true, true
	}
}

// advance appends what r has ready, up to the size of a write, and reports whether it has more.
func (w *writer) advance(r *runningOperation) (more bool) {
	for range maxRounds {
		if r.ended.Load() {
			return false
		}
		if len(w.frames) >= writeSize {
			return true
		}
		r.woken.Store(false)
		payloads, state := r.Ready(w.payloads[:0], Portion{Bytes: writeSize - len(w.frames), Requested: &r.socket.requested})
		for _, p := range payloads {
			w.frames = appendMessage(w.frames, r.id, nextMessage, p)
		}
		clear(payloads)
		w.payloads = payloads[:0]
		switch state {
		case Idle:
			return false
		case Blocked:
			r.enqueue()
			return false
		case Deferred:
			r.woken.Store(true)
			w.deferred = true
			return false
		case Done:
			w.finish(r)
			return false
		}
		r.woken.Store(true)
	}
	return true
}

// finish appends the message that ends an operation, unless the client has completed it meanwhile.
func (w *writer) finish(r *runningOperation) {
	s := r.socket
	errors, code, reason := r.Finish()
	s.mu.Lock()
	removed := s.remove(r)
	s.mu.Unlock()
	if !removed {
		return
	}
	s.closeOperation(r)
	switch {
	case code != 0:
		s.close(code, reason)
	case errors != nil:
		w.frames = appendMessage(w.frames, r.id, errorMessage, errors)
	default:
		w.frames = appendMessage(w.frames, r.id, completeMessage, nil)
	}
}
