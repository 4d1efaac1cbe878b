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
)

// Options are what may be different for sockets. The zero value is the usual.
type Options struct {
	Done        <-chan struct{} // closed when the server shuts down: sockets are told to come back
	DrainWindow time.Duration   // over which that is spread, so that the others are not run over

	most       int // sockets; 0: connections.SocketLimit
	PerAddress int // of all sockets; 0: only those without a credential are limited; below 0: no limit
	PerUser    int // 0: no limit

	Proxies   caller.Proxies                                                      // that are trusted to report the client's address
	Accept    func(*http.Request) (Client, error)                                 // returns the client that sends a handshake
	Refuse    func(w http.ResponseWriter, r *http.Request, status int, err error) // responds to a handshake that is refused
	Recovered func(ctx context.Context, cause any) error                          // turns a panic into an error for the log
	Slots     *fairslots.Pool                                                     // for authenticating
	Log       *slog.Logger
	Metrics   *metrics.Metrics // nil: nothing is counted
	Backlog   *backlog.Backlog

	times times // zero: usualTimes
}

// sockets are all WebSockets of this instance.
type Server struct {
	Options
	pump pump

	mu       sync.Mutex
	seats    seats
	open     map[*socket]struct{}
	draining bool
	empty    chan struct{} // closed when draining and nobody is left
}

// pumpGoroutines is half of what can run at once: writing is mostly the kernel's work, and whoever reads the events has to run
// too.
func pumpGoroutines() int { return max(1, runtime.GOMAXPROCS(0)/2) }

func New(options Options) *Server {
	options.times = cmp.Or(options.times, usualTimes)
	all := &Server{
		Options: options, pump: pump{most: pumpGoroutines()},
		seats: newSeats(cmp.Or(options.most, connections.SocketLimit()), options.PerAddress, options.PerUser),
		open:  map[*socket]struct{}{}, empty: make(chan struct{}),
	}
	options.Metrics.WatchSockets(all.count)
	if options.Done != nil {
		go func() {
			<-options.Done
			all.close(options.DrainWindow)
		}()
	}
	return all
}

// count is how many sockets there are.
func (all *Server) count() int {
	all.mu.Lock()
	defer all.mu.Unlock()
	return all.seats.all
}

// admit takes a seat, or says why there is none.
func (all *Server) admit(address netip.Addr) error {
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.draining {
		return &model.Error{Code: model.ShuttingDown, Message: "The server is shutting down; connect again.", RetryAfter: time.Second}
	}
	if full := all.seats.take(address); full != "" {
		return &model.Error{Code: model.Overloaded, Message: full, RetryAfter: 10 * time.Second}
	}
	return nil
}

// discharge gives the seat back.
func (all *Server) discharge(place *seat) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.seats.leave(place)
	all.announce()
}

// announce tells who drains that nobody is left. Needs the lock.
func (all *Server) announce() {
	if !all.draining || all.seats.all > 0 {
		return
	}
	select {
	case <-all.empty:
	default:
		close(all.empty)
	}
}

// enter begins a socket, whose seat is taken.
func (all *Server) enter(conn net.Conn, early []byte, place seat, c Client, request string) *socket {
	s := &socket{all: all, conn: conn, raw: rawConn(conn), seat: place, client: c, request: request}
	s.hearing.begin(s, early)
	all.mu.Lock()
	all.open[s] = struct{}{}
	all.seats.enter(s)
	draining := all.draining
	all.mu.Unlock()
	if draining {
		s.end(CloseRestart, restarting)
	}
	return s
}

func (all *Server) leave(s *socket) {
	all.mu.Lock()
	delete(all.open, s)
	all.mu.Unlock()
	if s.stopWatch != nil {
		s.stopWatch()
	}
	all.discharge(&s.seat)
}

const restarting = "Service restart"

// close refuses new sockets and tells those that are open to come back, spread over the window.
func (all *Server) close(window time.Duration) {
	all.mu.Lock()
	all.draining = true
	all.announce()
	leaving := make([]*socket, 0, len(all.open))
	for s := range all.open {
		leaving = append(leaving, s)
	}
	all.mu.Unlock()
	begin := time.Now()
	for i, s := range leaving {
		if wait := window*time.Duration(i)/time.Duration(len(leaving)) - time.Since(begin); wait > 0 {
			time.Sleep(wait)
		}
		s.end(CloseRestart, restarting)
	}
}

// drainTimeout is how long the clients of a stopping server may take to read what was written to them.
const drainTimeout = 5 * time.Second

// Drain waits until all sockets and their operations have ended. From its call on there are no new ones; open ones end when
// options.Done is closed, and after drainTimeout their connections are closed.
func (all *Server) Drain(ctx context.Context) error {
	all.mu.Lock()
	all.draining = true
	all.announce()
	all.mu.Unlock()
	// SECURITY: a client that does not read must not keep the server from stopping.
	cut := time.AfterFunc(drainTimeout, all.abort)
	defer cut.Stop()
	select {
	case <-all.empty:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// abort closes the connections of all sockets.
func (all *Server) abort() {
	all.mu.Lock()
	open := slices.Collect(maps.Keys(all.open))
	all.mu.Unlock()
	for _, s := range open {
		s.abort()
	}
}
