// Package httpbody reads the bodies of requests and writes those of responses, for every transport. It limits how long a server waits
// for its clients: for the body of a request, whether a handler reads it or not, and, while the server stops, for clients that neither
// send nor read.
package httpbody

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"chattr/internal/connections"
)

// Timeout is how long a request may take to arrive. Set http.Server.ReadTimeout to it as well: that deadline also covers what
// net/http reads before and after a handler runs.
const Timeout = 10 * time.Second

// StallLimit is how long a client may read nothing of its response before the server closes the connection.
const StallLimit = 15 * time.Second

// Requests are the requests that a server is handling. Create them with New.
type Requests struct {
	timeout time.Duration
	stop    atomic.Pointer[stop]

	mu   sync.Mutex
	open map[*exchange]struct{}
}

// stop holds the times until which a stopping server waits.
type stop struct{ read, write time.Time }

// New returns Requests whose bodies must arrive within timeout.
func New(timeout time.Duration) *Requests {
	return &Requests{timeout: timeout, open: map[*exchange]struct{}{}}
}

// Handler returns a handler that sets the deadlines of each request and calls next. It must be the outermost handler of a server.
//
//   - Reading a body that has not arrived within the timeout returns REQUEST_TIMEOUT.
//   - A request without a body, or whose body was read to its end, has no read deadline. net/http watches the connection
//     meanwhile, and would treat a deadline that has passed as a disconnected client.
//   - For a response larger than a few kilobytes, each part that the client reads extends the write deadline to StallLimit,
//     unless next sets write deadlines itself.
//   - If next has not read the whole body, the response closes the connection, unless the rest arrives within 100 ms and has at
//     most 1 MiB.
func (rs *Requests) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := &exchange{ResponseWriter: w, control: http.NewResponseController(w), requests: rs, conn: connections.Of(r.Context())}
		if r.Body == nil || r.Body == http.NoBody {
			e.arrive()
		} else {
			r = e.withBody(r)
		}
		rs.add(e)
		defer rs.remove(e)
		next.ServeHTTP(e, r)
		e.finish()
	})
}

// Stop limits how long the open requests may still take: read is for bodies that have not arrived, write is for responses that
// the client does not read. It does not limit requests that wait for neither.
//
// SECURITY: without these limits one client that sends nothing could keep a server from stopping (slowloris).
func (rs *Requests) Stop(read, write time.Duration) {
	now := time.Now()
	rs.stop.Store(&stop{read: now.Add(read), write: now.Add(write)})
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for e := range rs.open {
		e.limit()
	}
}

// add stores an open request and applies the limits of a stopping server to it.
func (rs *Requests) add(e *exchange) {
	rs.mu.Lock()
	rs.open[e] = struct{}{}
	e.limit()
	rs.mu.Unlock()
}

// remove removes a request that has ended.
func (rs *Requests) remove(e *exchange) {
	rs.mu.Lock()
	delete(rs.open, e)
	rs.mu.Unlock()
}
