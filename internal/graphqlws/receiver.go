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

// maxMessage is how many bytes a message of a client can have.
const maxMessage = 64 << 10

// frameLimit is how many frames a socket reads. Frames that come faster are read later.
var frameLimit = ratelimit.Limit{Interval: time.Second / 20, Burst: 100}

// receiver reads what the client of a socket sends. Only its goroutine uses it.
type receiver struct {
	socket   *socket
	frames   frameReader
	message  *[]byte   // the part of a message that has arrived; nil between messages
	started  time.Time // when the first bytes of the message arrived
	received time.Time // when the last bytes of the client arrived
	bucket   ratelimit.Bucket
}

// messageBuffers are the buffers of messages, so that a socket holds one only while a message arrives.
var messageBuffers = sync.Pool{New: func() any { return new([]byte) }}

// errClosedByClient ends the receiver after a close frame of the client.
var errClosedByClient = errors.New("the client has closed the socket")

// init prepares the receiver of a socket. early are the bytes that came with the handshake.
func (r *receiver) init(s *socket, early []byte) {
	r.socket, r.frames.src, r.received = s, r, time.Now()
	if len(early) > 0 {
		r.frames.src = io.MultiReader(bytes.NewReader(early), r)
	}
}

// run reads what the client sends until the connection ends.
func (r *receiver) run() {
	s := r.socket
	defer func() {
		if cause := recover(); cause != nil { // the end of the last message is not known, so the next one cannot be read
			s.logPanic(cause)
			s.stopReceiving(false)
		}
	}()
	s.setReadDeadline(s.server.timeouts.init)
	err := r.readFrames()
	broken := (*protocolError)(nil)
	if errors.As(err, &broken) {
		s.close(broken.code, broken.reason)
		for err = nil; err == nil; { // bytes that are not read would destroy the close frame on its way
			_, err = r.Read(r.frames.buf[:])
		}
	}
	r.dropMessage()
	s.stopReceiving(errors.Is(err, errClosedByClient))
}

// readFrames reads frames until one ends the socket. It returns a *protocolError, errClosedByClient or the error of the connection.
func (r *receiver) readFrames() error {
	for {
		r.socket.waitUntilReadable()
		h, err := r.frames.header()
		if err != nil {
			return err
		}
		if wait := r.bucket.Reserve(frameLimit, time.Now()); wait > 0 {
			time.Sleep(wait)
		}
		if h.op >= opClose {
			err = r.readControl(h)
		} else {
			err = r.readData(h)
		}
		if err != nil {
			return err
		}
	}
}

// readControl reads the rest of a control frame and responds to it.
func (r *receiver) readControl(h frameHeader) error {
	var buffer [maxControl]byte
	payload, err := r.frames.payload(buffer[:0], h)
	switch {
	case err != nil:
		return err
	case h.op == opPing:
		r.socket.reply(appendFrame(nil, opPong, payload))
	case h.op == opClose:
		code, err := readClose(payload)
		if err != nil {
			return err
		}
		r.socket.close(code, "")
		return errClosedByClient
	}
	return nil
}

// readData reads the rest of a frame of a message, and handles the message if it is complete.
func (r *receiver) readData(h frameHeader) (err error) {
	switch {
	case (h.op == opContinuation) != (r.message != nil):
		return malformed("Fragments out of order")
	case r.message == nil:
		r.message, r.started = messageBuffers.Get().(*[]byte), time.Now()
	}
	if len(*r.message)+h.length > maxMessage {
		return &protocolError{closeTooBig, "Message too big"}
	}
	if h.op == opBinary {
		r.socket.close(closeInvalid, "Only text messages")
	}
	if *r.message, err = r.frames.payload(*r.message, h); err != nil || !h.final {
		return err
	}
	defer r.dropMessage()
	r.handle(*r.message)
	return nil
}

// handle does what a message asks for.
func (r *receiver) handle(message []byte) {
	switch {
	case r.socket.isClosing(): // messages that arrive until the client closes, too, are ignored
	case !utf8.Valid(message):
		r.socket.close(closeNotUTF8, "Not UTF-8")
	default:
		r.socket.protocol.handle(message)
	}
}

// dropMessage returns the buffer of the message, if there is one.
func (r *receiver) dropMessage() {
	if r.message == nil {
		return
	}
	*r.message = (*r.message)[:0]
	messageBuffers.Put(r.message)
	r.message = nil
}

// Read waits for bytes of the client. It returns an error if the client was silent for too long, or takes too long for a message.
func (r *receiver) Read(p []byte) (int, error) {
	s := r.socket
	for {
		n, err := s.conn.Read(p)
		if n > 0 {
			r.received = time.Now()
			if r.message != nil && r.received.Sub(r.started) > s.server.timeouts.message {
				return 0, os.ErrDeadlineExceeded
			}
			return n, nil
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) || !r.extendDeadline() {
			return 0, err
		}
	}
}

// extendDeadline sets a new deadline for a client that was silent until the last one. It pings the client, or closes the socket. It
// reports whether to wait on.
func (r *receiver) extendDeadline() bool {
	s := r.socket
	t, silence, idle := s.server.timeouts, time.Since(r.received), s.idleTime()
	switch {
	case s.isCloseSent(), silence >= t.silence:
		return false
	case !s.protocol.initReceived:
		s.close(closeInitTimeout, "Connection initialisation timeout")
	case idle <= 0:
		idle = t.idle
		s.close(closeNormal, "No credential, and no operation for "+t.idle.String())
	case silence >= t.ping:
		s.reply([]byte{finalBit | byte(opPing), 0})
	}
	s.setReadDeadline(max(min(t.untilPing(), t.silence-silence, idle), 1))
	return true
}
