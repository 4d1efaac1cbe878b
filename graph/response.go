package graph

import (
	"context"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/backlog"
	"chattr/internal/connections"
	"chattr/internal/graphqlws"
)

const (
	// maxBuffered is about how many bytes of a response net/http buffers without waiting for the client.
	maxBuffered = 4 << 10
	// responseBuffer is how many bytes of a large response the kernel holds. It is more than for streams, because a response is written as
	// fast as the client reads it, and a small buffer would slow down distant clients.
	responseBuffer = 4 * graphqlws.SendBuffer
)

// writeResponse responds in the media type that the request accepts. It is for small responses, see singleResponse.respond.
func writeResponse(w http.ResponseWriter, r *http.Request, status int, response *graphql.Response) {
	for _, part := range writeHead(w, r, status, response) {
		_, _ = w.Write(part)
	}
}

// writeHead writes the head of a response, and returns the parts of its body, so that a large one is not copied.
func writeHead(w http.ResponseWriter, r *http.Request, status int, response *graphql.Response) (body [3][]byte) {
	media := preferred(r, jsonType, responseType)
	if media == "" {
		media = jsonType
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff") // the texts of users are not escaped for HTML
	head, tail := envelope(response)
	w.Header().Set("Content-Length", strconv.Itoa(len(head)+len(response.Data)+len(tail))) // else a large one is sent in chunks
	w.WriteHeader(status)
	return [3][]byte{head, response.Data, tail}
}

// respond writes the response of an operation. Until the client has read it, it counts in the backlog. The connection is closed
// if the client reads nothing for stallLimit, or if the backlog is full and evicts this client.
func (p singleResponse) respond(w http.ResponseWriter, r *http.Request, status int, response *graphql.Response) {
	body := writeHead(w, r, status, response)
	size := len(body[0]) + len(body[1]) + len(body[2])
	if size <= maxBuffered {
		for _, part := range body {
			_, _ = w.Write(part)
		}
		return
	}
	out := largeResponse{w: w, control: http.NewResponseController(w), backlog: p.backlog}
	if size > responseBuffer {
		setSendBuffer(r.Context(), responseBuffer)
	}
	out.waiting = p.backlog.Add(backlogOwner(r.Context()), size, out.evict)
	defer p.backlog.Remove(out.waiting)
	for _, part := range body {
		if !out.write(part) {
			reset(r.Context())
			return
		}
	}
}

// backlogOwner returns what the bytes of the response to a request count against.
func backlogOwner(ctx context.Context) backlog.Owner {
	return backlog.Owner{User: actor(ctx).UserID(), Address: address(ctx)}
}

// largeResponse is a response that may have to wait for its client.
type largeResponse struct {
	w       http.ResponseWriter
	control *http.ResponseController
	backlog *backlog.Backlog
	waiting *backlog.Entry
	evicted atomic.Bool
}

// write writes a part of the body. It reports false if the connection is to be closed.
func (l *largeResponse) write(part []byte) bool {
	for len(part) > 0 {
		n := min(len(part), graphqlws.SendBuffer)
		_ = l.control.SetWriteDeadline(time.Now().Add(stallLimit))
		if l.evicted.Load() { // before the deadline was set
			_ = l.control.SetWriteDeadline(time.Now())
			return false
		}
		if _, err := l.w.Write(part[:n]); err != nil {
			return false
		}
		l.backlog.Progress(l.waiting)
		part = part[n:]
	}
	return true
}

// evict ends the wait for a client whose bytes exceed the limit of the backlog.
func (l *largeResponse) evict() {
	l.evicted.Store(true)
	_ = l.control.SetWriteDeadline(time.Now())
}

// reset lets the connection of a request be closed without the bytes that the kernel holds for its client. The client reads nothing, and
// the response would not be complete.
func reset(ctx context.Context) {
	if c, ok := connections.Of(ctx).(interface{ SetLinger(seconds int) error }); ok {
		_ = c.SetLinger(0)
	}
}

// setSendBuffer sets how many bytes the kernel holds for the client of a request.
func setSendBuffer(ctx context.Context, bytes int) {
	if c, ok := connections.Of(ctx).(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = c.SetWriteBuffer(bytes)
	}
}
