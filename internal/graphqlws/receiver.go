package graphqlws

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
	"time"
	"unicode/utf8"

	"chattr/internal/ratelimit"
)

// hearing is what the goroutine that reads has to itself.
type hearing struct {
	frames       frameReader
	message      *[]byte          // what has come of one; nil between messages
	began, heard time.Time        // the message; anything
	bucket       ratelimit.Bucket // of frames
	greeted      bool             // connection_init has come
	acknowledged bool
}

// messages are the buffers of messages, so that a socket holds one only while a message comes in.
var messages = sync.Pool{New: func() any { return new([]byte) }}

// begin takes what came with the handshake already.
func (h *hearing) begin(s *socket, early []byte) {
	h.frames.src, h.heard = s, time.Now()
	if len(early) > 0 {
		h.frames.src = io.MultiReader(bytes.NewReader(early), s)
	}
}

// errGoodbye is the end of a socket by a close frame of the client.
var errGoodbye = errors.New("the client has closed the socket")

// listen reads what the client sends until there is no more to come.
func (s *socket) listen() {
	defer func() {
		if cause := recover(); cause != nil { // what the client sends next cannot be told apart any more
			s.logPanic(cause)
			s.lost(false)
		}
	}()
	s.readFor(s.all.times.hello)
	err := s.hearAll()
	broken := (*breach)(nil)
	if errors.As(err, &broken) {
		s.end(broken.code, broken.reason)
		for err = nil; err == nil; { // it may be on its way still, and must not destroy the close frame
			_, err = s.Read(s.frames.buf[:])
		}
	}
	s.forgetMessage()
	s.lost(errors.Is(err, errGoodbye))
}

func (s *socket) hearAll() error {
	for {
		s.waitForRoom()
		h, err := s.frames.header()
		if err != nil {
			return err
		}
		if wait := s.bucket.Reserve(frameLimit, time.Now()); wait > 0 {
			time.Sleep(wait)
		}
		if h.op >= opClose {
			err = s.control(h)
		} else {
			err = s.data(h)
		}
		if err != nil {
			return err
		}
	}
}

func (s *socket) control(h frameHeader) error {
	var room [maxControl]byte
	payload, err := s.frames.payload(room[:0], h)
	switch {
	case err != nil:
		return err
	case h.op == opPing:
		s.send(appendFrame(nil, opPong, payload))
	case h.op == opClose:
		code, err := closing(payload)
		if err != nil {
			return err
		}
		s.end(code, "")
		return errGoodbye
	}
	return nil
}

// data reads a frame of a message, and has the message understood when it is whole.
func (s *socket) data(h frameHeader) (err error) {
	switch {
	case (h.op == opContinuation) != (s.message != nil):
		return malformed("Fragments out of order")
	case s.message == nil:
		s.message, s.began = messages.Get().(*[]byte), time.Now()
	}
	if len(*s.message)+h.length > maxMessage {
		return &breach{closeTooBig, "Message too big"}
	}
	if h.op == opBinary {
		s.end(closeInvalid, "Only text messages")
	}
	if *s.message, err = s.frames.payload(*s.message, h); err != nil || !h.final {
		return err
	}
	defer s.forgetMessage()
	s.understand(*s.message)
	return nil
}

func (s *socket) understand(message []byte) {
	switch {
	case s.hasEnded(): // what comes until the client closes, too, is not looked at
	case !utf8.Valid(message):
		s.end(closeNotUTF8, "Not UTF-8")
	default:
		s.receive(message)
	}
}

func (s *socket) forgetMessage() {
	if s.message == nil {
		return
	}
	*s.message = (*s.message)[:0]
	messages.Put(s.message)
	s.message = nil
}

// Read waits for bytes of the client as long as it shows that it is there.
func (s *socket) Read(p []byte) (int, error) {
	for {
		n, err := s.conn.Read(p)
		if n > 0 {
			s.heard = time.Now()
			if s.message != nil && s.heard.Sub(s.began) > s.all.times.message {
				return 0, os.ErrDeadlineExceeded
			}
			return n, nil
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) || !s.patient() {
			return 0, err
		}
	}
}

// patient says whether to go on waiting for a client that was silent until the deadline.
func (s *socket) patient() bool {
	t, silence, idle := s.all.times, time.Since(s.heard), s.mayIdle()
	switch {
	case s.hasSaidGoodbye(), silence >= t.silence:
		return false
	case !s.greeted:
		s.end(closeInitTimeout, "Connection initialisation timeout")
	case idle <= 0:
		idle = t.idle
		s.end(closeNormal, "No credential, and no operation for "+t.idle.String())
	case silence >= t.ping:
		s.send([]byte{finalBit | byte(opPing), 0})
	}
	s.readFor(max(min(t.untilPing(), t.silence-silence, idle), 1))
	return true
}

// readFor sets the deadline, unless all that is waited for is the client's goodbye.
func (s *socket) readFor(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.saidGoodbye {
		_ = s.conn.SetReadDeadline(time.Now().Add(d))
	}
}

func (s *socket) hasEnded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ended
}

func (s *socket) hasSaidGoodbye() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.saidGoodbye
}
