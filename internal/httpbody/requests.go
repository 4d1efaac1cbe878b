// Package httpbody bounds how long a server waits for its clients: until the body of a request has arrived, whether a handler
// reads it or not, and until a stopping server is rid of clients that neither send nor read.
package httpbody

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"chattr/internal/connections"
)

// Timeout is how long a request may take to arrive. Set it as http.Server.ReadTimeout as well: that deadline also covers what is
// read before and after a handler runs.
const Timeout = 10 * time.Second

// StallLimit is how long a client may take none of its response. Then the connection is closed.
const StallLimit = 15 * time.Second

// Requests are the requests that a server is handling. Create one with New.
type Requests struct {
	timeout time.Duration
	stop    atomic.Pointer[stop]

	mu   sync.Mutex
	open map[*exchange]struct{}
}

// stop says until when a stopping server waits.
type stop struct{ read, write time.Time }

// New returns Requests whose bodies may take as long as timeout to arrive.
func New(timeout time.Duration) *Requests {
	return &Requests{timeout: timeout, open: map[*exchange]struct{}{}}
}

// Handler returns a handler that calls next and sets the deadlines of each request. It must be the outermost handler of a server.
//
//   - A body that has not arrived in time fails to be read with REQUEST_TIMEOUT.
//   - A request whose body has been read to its end, or that has none, has no read deadline any more: net/http watches the
//     connection, and would take a passed deadline for a client that left.
//   - A response larger than a few kilobytes gets its write deadline again with each part that the client takes, unless next sets
//     write deadlines itself.
//   - A response whose request has a body that next did not read closes the connection, unless the rest arrives in a moment.
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

// Stop bounds what the open requests may still take: read for bodies that have not arrived, write for responses that are not
// read. A request that waits for neither is left alone.
//
// SECURITY: without these bounds one silent client could keep a server from stopping.
func (rs *Requests) Stop(read, write time.Duration) {
	now := time.Now()
	rs.stop.Store(&stop{read: now.Add(read), write: now.Add(write)})
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for e := range rs.open {
		e.limit()
	}
}

func (rs *Requests) add(e *exchange) {
	rs.mu.Lock()
	rs.open[e] = struct{}{}
	e.limit()
	rs.mu.Unlock()
}

func (rs *Requests) remove(e *exchange) {
	rs.mu.Lock()
	delete(rs.open, e)
	rs.mu.Unlock()
}
