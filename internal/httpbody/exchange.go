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
	// unreadWait is how long the rest of an unread body may take to arrive. After that the connection is closed.
	unreadWait = 100 * time.Millisecond
	// maxDiscard is how many bytes of an unread body are discarded. Many clients read the response only after they have sent
	// everything. If the server closed the connection before, they would see an error instead of the response.
	maxDiscard = 1 << 20
	// lingerTime is how long net/http may continue to read after the response. A connection that is closed while data arrives is
	// reset, and the client could lose the end of the response.
	lingerTime = 500 * time.Millisecond

	// buffered is about how many bytes of a response are written without waiting for the client, because net/http and the kernel
	// buffer them. partSize is the size of the parts in which larger responses are written.
	buffered = 4 << 10
	partSize = 64 << 10
)

// exchange is a request with its response. The handler uses it as its http.ResponseWriter and, converted to body, as the body of
// the request.
type exchange struct {
	http.ResponseWriter
	control  *http.ResponseController
	requests *Requests
	conn     net.Conn // nil if the server does not call connections.WithConn

	source   io.ReadCloser // reads the body
	deadline time.Time     // of the arrival of the body
	silent   bool          // the client waits for status 100 (Continue) before it sends the body
	failed   bool          // the body cannot be read any further
	arrived  atomic.Bool   // the body has been read to its end

	wrote    bool        // the head of the response was written
	size     int         // written bytes of the response
	paced    atomic.Bool // the handler sets the write deadlines itself
	closes   bool        // the connection is closed after the response
	hijacked atomic.Bool
}

// withBody returns a copy of r that reads its body through e. r itself must keep its body, because net/http checks the type of
// it.
func (e *exchange) withBody(r *http.Request) *http.Request {
	copied := *r
	e.source, copied.Body = r.Body, (*body)(e)
	e.silent = r.Header.Get("Expect") != ""
	e.deadline = time.Now().Add(e.requests.timeout)
	_ = e.control.SetReadDeadline(e.deadline) // fails only for writers without deadlines, as in tests
	return &copied
}

// arrive records that the body has been read to its end, and removes the read deadline.
func (e *exchange) arrive() {
	e.arrived.Store(true)
	_ = e.control.SetReadDeadline(time.Time{})
	connections.Arrived(e.conn)
}

// body is an exchange as the body of its request.
type body exchange

// Read reads from the body. It returns REQUEST_TIMEOUT if the body did not arrive in time, and SHUTTING_DOWN if the server stops
// first.
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

// late returns the error of a body that did not arrive in time.
func (e *exchange) late() error {
	if e.requests.stop.Load() != nil {
		return &model.Error{
			Code: model.ShuttingDown, RetryAfter: time.Second,
			Message: "The server is shutting down, and the body had not arrived; nothing was stored. Send the request again.",
		}
	}
	return model.Errorf(model.RequestTimeout, "The body did not arrive within %v; nothing was stored.", e.requests.timeout)
}

// limit applies the limits of a stopping server, if the server is stopping. e.requests.mu must be held.
func (e *exchange) limit() {
	s := e.requests.stop.Load()
	if s == nil || e.hijacked.Load() {
		return
	}
	if !e.arrived.Load() && s.read.Before(e.deadline) {
		_ = e.control.SetReadDeadline(s.read)
		if e.arrived.Load() { // another goroutine read the end of the body between the two calls
			_ = e.control.SetReadDeadline(time.Time{})
		}
	}
	_ = e.control.SetWriteDeadline(s.write)
}

// SetWriteDeadline sets the write deadline. A stopping server limits it. http.ResponseController calls this method. After the
// first call, the exchange sets no write deadlines itself.
func (e *exchange) SetWriteDeadline(t time.Time) error {
	e.paced.Store(true)
	return e.setWriteDeadline(t)
}

// setWriteDeadline sets the write deadline, limited by the time at which a stopping server stops to wait. It repeats this if the
// server started to stop meanwhile.
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

// WriteHeader writes the head of the response. If the body was not read, it first waits up to unreadWait for the rest.
func (e *exchange) WriteHeader(status int) {
	if status >= http.StatusOK && !e.wrote {
		e.wrote = true
		e.decideReuse()
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

// writeParts writes p in parts. The client must read each part within StallLimit.
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

// FlushError sends the buffered part of the response. http.ResponseController calls it.
func (e *exchange) FlushError() error {
	if !e.wrote {
		e.WriteHeader(http.StatusOK)
	}
	return e.control.Flush()
}

// Hijack gives the handler control of the connection and its deadlines.
func (e *exchange) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	e.hijacked.Store(true)
	return e.control.Hijack()
}

// Unwrap returns the writer of net/http, for http.ResponseController.
func (e *exchange) Unwrap() http.ResponseWriter { return e.ResponseWriter }

// decideReuse makes the response close the connection if the body cannot be read to its end within unreadWait. Without it,
// net/http would wait for an unread body before it sends the response.
func (e *exchange) decideReuse() {
	if !e.arrived.Load() && !e.discard(time.Now().Add(unreadWait)) {
		e.Header().Set("Connection", "close")
		e.closes = true
	}
}

// finish completes the exchange after the handler has returned. If the response closes the connection, finish discards what the
// client still sends, so that the client receives the response. It limits the time that net/http reads after that to lingerTime.
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
	if e.Header().Get("Content-Length") != "" && e.control.Flush() == nil { // else it ends with the handler
		e.discard(e.deadline)
	}
	_ = e.control.SetReadDeadline(time.Now().Add(lingerTime))
}

// discard reads the rest of the body, at most until the given time and at most maxDiscard bytes. It reports whether the body has
// been read to its end.
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
