// Package graphqlws serves GraphQL over WebSocket with the protocol graphql-transport-ws. It does not execute operations: a Client opens
// them.
package graphqlws

import (
	"cmp"
	"context"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"time"

	"chattr/internal/backlog"
	"chattr/internal/caller"
	"chattr/internal/connections"
	"chattr/internal/fairslots"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// Options configure a Server. Accept, Refuse, Recovered, Slots, Log and Backlog are required.
type Options struct {
	Accept    func(*http.Request) (Client, error)                                 // returns the client that sends a handshake
	Refuse    func(w http.ResponseWriter, r *http.Request, status int, err error) // responds to a handshake that is refused
	Recovered func(ctx context.Context, cause any) error                          // turns a panic into an error for the log
	Slots     *fairslots.Pool                                                     // for authenticating clients
	Log       *slog.Logger
	Metrics   *metrics.Metrics // nil: nothing is counted
	Backlog   *backlog.Backlog
	Proxies   caller.Proxies // that are trusted to report the address of a client

	PerAddress int // sockets of one address; 0: only those without a credential are limited; below 0: no limit
	PerUser    int // sockets of one user; 0: no limit

	Done        <-chan struct{} // closed when the server stops: sockets are closed with 1012; nil: never
	DrainWindow time.Duration   // over which these closes are spread, so that not all clients connect again at the same time

	maxSockets int      // for tests; 0: connections.SocketLimit
	timeouts   timeouts // for tests; zero: defaultTimeouts
}

// Server is all WebSockets of this instance.
type Server struct {
	Options
	scheduler scheduler

	mu       sync.Mutex
	limiter  limiter
	open     map[*socket]struct{}
	draining bool
	empty    chan struct{} // closed when draining and no socket is left
}

// New returns a server. Call Drain before the database is closed.
func New(o Options) *Server {
	o.timeouts = cmp.Or(o.timeouts, defaultTimeouts)
	server := &Server{
		Options: o,
		// Half of the goroutines that can run at a time: writing is mostly the kernel's work, and events must be read meanwhile.
		scheduler: scheduler{maxGoroutines: max(1, runtime.GOMAXPROCS(0)/2)},
		limiter:   newLimiter(cmp.Or(o.maxSockets, connections.SocketLimit()), o.PerAddress, o.PerUser),
		open:      map[*socket]struct{}{}, empty: make(chan struct{}),
	}
	o.Metrics.WatchSockets(server.count)
	if o.Done != nil {
		go func() {
			<-o.Done
			server.closeSockets(o.DrainWindow)
		}()
	}
	return server
}

// count returns how many sockets are open.
func (server *Server) count() int {
	server.mu.Lock()
	defer server.mu.Unlock()
	return server.limiter.all
}

// Serve turns a request into a socket. The caller has checked its origin.
func (server *Server) Serve(w http.ResponseWriter, r *http.Request) {
	client, err := server.Accept(r)
	if err != nil {
		server.Refuse(w, r, problem.Status(err), err)
		return
	}
	h, err := readHandshake(r)
	if err != nil {
		h.addHeaders(w)
		server.Refuse(w, r, h.status, err)
		return
	}
	a := admission{address: server.Proxies.Address(r)}
	if err := server.admit(a.address); err != nil {
		server.Refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	conn, early, err := h.accept(w)
	if err != nil {
		server.release(&a)
		return
	}
	s := server.add(conn, early, a, client, problem.RequestID(r.Context()))
	if !h.hasSubprotocol {
		s.close(closeSubprotocol, "Subprotocol not acceptable")
	}
	go s.receiver.run() // this goroutine ends here, with everything that HTTP needed
}

// admit counts a new socket. It returns SHUTTING_DOWN or OVERLOADED if the socket is refused.
func (server *Server) admit(address netip.Addr) error {
	server.mu.Lock()
	defer server.mu.Unlock()
	if server.draining {
		return &model.Error{Code: model.ShuttingDown, Message: "The server is shutting down; connect again.", RetryAfter: time.Second}
	}
	if refusal := server.limiter.admit(address); refusal != "" {
		return &model.Error{Code: model.Overloaded, Message: refusal, RetryAfter: 10 * time.Second}
	}
	return nil
}

// assignUser counts a socket against its user. It returns LIMIT_REACHED if the user has as many as allowed.
func (server *Server) assignUser(s *socket, user model.ID) error {
	server.mu.Lock()
	defer server.mu.Unlock()
	if refusal := server.limiter.assignUser(s, user); refusal != "" {
		return model.Errorf(model.LimitReached, "%s", refusal)
	}
	return nil
}

// keepAnonymous counts a socket whose connection_init was read, unless it has a user. It returns OVERLOADED if too many sockets have no
// credential.
func (server *Server) keepAnonymous(s *socket) error {
	server.mu.Lock()
	defer server.mu.Unlock()
	if s.admission.stage == authenticated {
		return nil
	}
	if refusal := server.limiter.keepAnonymous(s); refusal != "" {
		return model.Errorf(model.Overloaded, "%s", refusal)
	}
	return nil
}

// add creates the socket of an admitted connection.
func (server *Server) add(conn net.Conn, early []byte, a admission, c Client, requestID string) *socket {
	s := &socket{server: server, conn: conn, raw: rawConn(conn), admission: a, client: c, requestID: requestID}
	s.protocol.socket = s
	s.receiver.init(s, early)
	server.mu.Lock()
	server.open[s] = struct{}{}
	server.limiter.add(s)
	draining := server.draining
	server.mu.Unlock()
	if draining {
		s.close(CloseRestart, serviceRestart)
	}
	return s
}

// remove forgets a socket.
func (server *Server) remove(s *socket) {
	server.mu.Lock()
	delete(server.open, s)
	server.mu.Unlock()
	if s.stopWatch != nil {
		s.stopWatch()
	}
	server.release(&s.admission)
}

// release stops counting a socket.
func (server *Server) release(a *admission) {
	server.mu.Lock()
	defer server.mu.Unlock()
	server.limiter.remove(a)
	server.checkEmpty()
}

// checkEmpty closes server.empty if the server drains and no socket is left. server.mu must be held.
func (server *Server) checkEmpty() {
	if !server.draining || server.limiter.all > 0 {
		return
	}
	select {
	case <-server.empty:
	default:
		close(server.empty)
	}
}

// serviceRestart is the reason of CloseRestart.
const serviceRestart = "Service restart"

// closeSockets refuses new sockets and closes the open ones with CloseRestart, spread over the window.
func (server *Server) closeSockets(window time.Duration) {
	server.mu.Lock()
	server.draining = true
	server.checkEmpty()
	open := slices.Collect(maps.Keys(server.open))
	server.mu.Unlock()
	started := time.Now()
	for i, s := range open {
		if wait := window*time.Duration(i)/time.Duration(len(open)) - time.Since(started); wait > 0 {
			time.Sleep(wait)
		}
		s.close(CloseRestart, serviceRestart)
	}
}

// drainTimeout is how long the clients of a stopping server may take to read what was written to them.
const drainTimeout = 5 * time.Second

// Drain refuses new sockets and waits until all sockets and their operations have ended. Open sockets end when Options.Done is closed;
// drainTimeout after the call their connections are closed. It returns the error of ctx if ctx ends first.
func (server *Server) Drain(ctx context.Context) error {
	server.mu.Lock()
	server.draining = true
	server.checkEmpty()
	server.mu.Unlock()
	// SECURITY: a client that does not read must not keep the server from stopping.
	timer := time.AfterFunc(drainTimeout, server.abort)
	defer timer.Stop()
	select {
	case <-server.empty:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// abort closes the connections of all sockets.
func (server *Server) abort() {
	server.mu.Lock()
	open := slices.Collect(maps.Keys(server.open))
	server.mu.Unlock()
	for _, s := range open {
		s.abort()
	}
}
