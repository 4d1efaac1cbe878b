package httpbody

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"chattr/internal/connections"
	"chattr/internal/model"
)

const (
	// moment is how long the rest of a body that nobody wants may take to arrive. After that the connection is closed.
	moment = 100 * time.Millisecond
	// maxDiscard is how many bytes of an unwanted body are read: many clients read the response only when they have sent
	// everything, and would see a broken connection instead of it.
	maxDiscard = 1 << 20
	// goodbye is how long net/http may read on after the response, so that its end is not lost in a reset of the connection.
	goodbye = 500 * time.Millisecond

	// buffered is about how many bytes of a response wait for nobody: net/http and the kernel hold them.
	buffered = 4 << 10
	partSize = 64 << 10
)

// exchange is one request with its response. It is the writer and the body that the handler has.
type exchange struct {
	http.ResponseWriter
	control  *http.ResponseController
	requests *Requests
	conn     net.Conn // nil in a server that does not track its connections

	source   io.ReadCloser // of the body
	deadline time.Time     // of the body
	silent   bool          // the client waits for 100 Continue before it sends the body
	failed   bool          // the body cannot be read any further
	arrived  atomic.Bool   // the body has been read to its end

	wrote    bool        // the head of the response
	size     int         // of the response, what was written
	paced    atomic.Bool // the handler sets the write deadlines itself
	closes   bool        // the connection, after the response
	hijacked atomic.Bool
}

// withBody returns a copy of r that reads its body through e. net/http must keep its own: it asks for its type.
func (e *exchange) withBody(r *http.Request) *http.Request {
	copied := *r
	e.source, copied.Body = r.Body, (*body)(e)
	e.silent = r.Header.Get("Expect") != ""
	e.deadline = time.Now().Add(e.requests.timeout)
	_ = e.control.SetReadDeadline(e.deadline) // a writer without deadlines leaves it to its server
	return &copied
}

// arrive notes that the body has been read to its end.
func (e *exchange) arrive() {
	e.arrived.Store(true)
	_ = e.control.SetReadDeadline(time.Time{})
	connections.Arrived(e.conn)
}

// body is the part of an exchange that reads.
type body exchange

// Read reads from the body. It fails with REQUEST_TIMEOUT when the body did not arrive in time, and with SHUTTING_DOWN when the
// server stops before.
func (b *body) Read(p []byte) (int, error) {
	e := (*exchange)(b)
	e.silent = false // net/http sends 100 Continue now
	n, err := e.source.Read(p)
	switch {
	case err == io.EOF:
		e.arrive()
	case errors.Is(err, os.ErrDeadlineExceeded):
		e.failed = true
		err = e.late()
	case err != nil:
		e.failed = true
	}
	return n, err
}

// Close does nothing: net/http closes the body after the handler.
func (b *body) Close() error { return nil }

// late is the error of a body that did not arrive in time.
func (e *exchange) late() error {
	if e.requests.stop.Load() != nil {
		return &model.Error{
			Code: model.ShuttingDown, RetryAfter: time.Second,
			Message: "The server is shutting down, and the body had not arrived; nothing was stored. Send the request again.",
		}
	}
	return model.Errorf(model.RequestTimeout, "The body did not arrive within %v; nothing was stored.", e.requests.timeout)
}

// limit applies the limits of a stopping server, if it is stopping. e.requests.mu must be held.
func (e *exchange) limit() {
	s := e.requests.stop.Load()
	if s == nil || e.hijacked.Load() {
		return
	}
	if !e.arrived.Load() && s.read.Before(e.deadline) {
		_ = e.control.SetReadDeadline(s.read)
		if e.arrived.Load() { // meanwhile
			_ = e.control.SetReadDeadline(time.Time{})
		}
	}
	_ = e.control.SetWriteDeadline(s.write)
}

// SetWriteDeadline sets the write deadline, which a stopping server limits. http.ResponseController calls it. From then on the
// handler sets all of them.
func (e *exchange) SetWriteDeadline(t time.Time) error {
	e.paced.Store(true)
	return e.setWriteDeadline(t)
}

func (e *exchange) setWriteDeadline(t time.Time) error {
	for {
		s := e.requests.stop.Load()
		if s != nil && (t.IsZero() || t.After(s.write)) {
			t = s.write
		}
		if err := e.control.SetWriteDeadline(t); err != nil || s == e.requests.stop.Load() {
			return err
		}
	}
}

// WriteHeader writes the head of the response. Before it does, it waits a moment for the rest of an unread body.
func (e *exchange) WriteHeader(status int) {
	if status >= http.StatusOK && !e.wrote {
		e.wrote = true
		e.settle()
	}
	e.ResponseWriter.WriteHeader(status)
}

// Write writes a part of the response.
func (e *exchange) Write(p []byte) (int, error) {
	if !e.wrote {
		e.WriteHeader(http.StatusOK)
	}
	if e.size += len(p); e.size <= buffered || e.paced.Load() {
		return e.ResponseWriter.Write(p)
	}
	return e.writeParts(p)
}

// writeParts writes p in parts, each of which the client must take within StallLimit.
func (e *exchange) writeParts(p []byte) (written int, err error) {
	for err == nil && len(p) > 0 {
		part := p[:min(len(p), partSize)]
		_ = e.setWriteDeadline(time.Now().Add(StallLimit))
		var n int
		n, err = e.ResponseWriter.Write(part)
		written += n
		p = p[len(part):]
	}
	return written, err
}

// FlushError sends what was written. http.ResponseController calls it.
func (e *exchange) FlushError() error {
	if !e.wrote {
		e.WriteHeader(http.StatusOK)
	}
	return e.control.Flush()
}

// Hijack lets the handler take over the connection, with its deadlines.
func (e *exchange) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	e.hijacked.Store(true)
	return e.control.Hijack()
}

// Unwrap returns the writer of net/http, for http.ResponseController.
func (e *exchange) Unwrap() http.ResponseWriter { return e.ResponseWriter }

// settle decides whether the connection can take another request. By itself net/http would wait for an unread body before it
// sends the response.
func (e *exchange) settle() {
	if !e.arrived.Load() && !e.discard(time.Now().Add(moment)) {
		e.Header().Set("Connection", "close")
		e.closes = true
	}
}

// finish ends the exchange. When the response is complete and closes the connection, it reads what a client still sends, so that
// the client finds the response. What net/http reads itself after that ends soon.
func (e *exchange) finish() {
	if e.hijacked.Load() {
		return
	}
	if !e.wrote {
		e.WriteHeader(http.StatusOK)
	}
	if !e.closes {
		return
	}
	if e.Header().Get("Content-Length") != "" && e.control.Flush() == nil { // without a length the response ends with the handler
		e.discard(e.deadline)
	}
	_ = e.control.SetReadDeadline(time.Now().Add(goodbye))
}

// discard reads the rest of the body, but not for longer than until, nor more than maxDiscard bytes. It reports whether the body
// has been read to its end.
func (e *exchange) discard(until time.Time) bool {
	if e.silent || e.failed {
		return false
	}
	if until.After(e.deadline) {
		until = e.deadline
	}
	if s := e.requests.stop.Load(); s != nil && until.After(s.read) {
		until = s.read
	}
	_ = e.control.SetReadDeadline(until)
	_, err := io.CopyN(io.Discard, e.source, maxDiscard)
	if err == io.EOF {
		e.arrive()
		return true
	}
	e.failed = err != nil && !errors.Is(err, os.ErrDeadlineExceeded)
	return false
}
