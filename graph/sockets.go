package graph

import (
	"cmp"
	"context"
	"maps"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"time"

	"chattr/internal/backlog"
	"chattr/internal/connections"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// socketOptions are what may be different for sockets. The zero value is the usual.
type socketOptions struct {
	done        <-chan struct{} // closed when the server shuts down: sockets are told to come back
	drainWindow time.Duration   // over which that is spread, so that the others are not run over

	most       int // sockets; 0: connections.SocketLimit
	perAddress int // of all sockets; 0: only those without a credential are limited; below 0: no limit
	perUser    int // 0: no limit

	metrics *metrics.Metrics // nil: nobody counts
	backlog *backlog.Backlog // nil: one of its own

	times times // zero: usualTimes
}

// sockets are all WebSockets of this instance.
type sockets struct {
	presenter
	known   authenticator
	metrics *metrics.Metrics
	opener  opener
	times   times
	pump    pump
	work    *workSlots
	backlog *backlog.Backlog

	mu       sync.Mutex
	seats    seats
	open     map[*socket]struct{}
	draining bool
	empty    chan struct{} // closed when draining and nobody is left
}

// pumpGoroutines is half of what can run at once: writing is mostly the kernel's work, and whoever reads the events has to run
// too.
func pumpGoroutines() int { return max(1, runtime.GOMAXPROCS(0)/2) }

func newSockets(known authenticator, present presenter, o opener, work *workSlots, options socketOptions) *sockets {
	all := &sockets{
		presenter: present, known: known, metrics: options.metrics, opener: o, times: cmp.Or(options.times, usualTimes),
		pump: pump{most: pumpGoroutines()}, work: work, backlog: cmp.Or(options.backlog, backlog.New()),
		seats: newSeats(cmp.Or(options.most, connections.SocketLimit()), options.perAddress, options.perUser),
		open:  map[*socket]struct{}{}, empty: make(chan struct{}),
	}
	options.metrics.WatchSockets(all.count)
	if options.done != nil {
		go func() {
			<-options.done
			all.close(options.drainWindow)
		}()
	}
	return all
}

// count is how many sockets there are.
func (all *sockets) count() int {
	all.mu.Lock()
	defer all.mu.Unlock()
	return all.seats.all
}

// admit takes a seat, or says why there is none.
func (all *sockets) admit(address netip.Addr) error {
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
func (all *sockets) discharge(place *seat) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.seats.leave(place)
	all.announce()
}

// announce tells who drains that nobody is left. Needs the lock.
func (all *sockets) announce() {
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
func (all *sockets) enter(conn net.Conn, early []byte, place seat, who credential, request string) *socket {
	s := &socket{all: all, conn: conn, raw: rawConn(conn), seat: place, request: request}
	s.hearing.begin(s, early, who)
	all.mu.Lock()
	all.open[s] = struct{}{}
	all.seats.enter(s)
	draining := all.draining
	all.mu.Unlock()
	if draining {
		s.end(closeRestart, restarting)
	}
	return s
}

func (all *sockets) leave(s *socket) {
	all.mu.Lock()
	delete(all.open, s)
	all.mu.Unlock()
	s.watch.Stop()
	all.discharge(&s.seat)
}

const restarting = "Service restart"

// close refuses new sockets and tells those that are open to come back, spread over the window.
func (all *sockets) close(window time.Duration) {
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
		s.end(closeRestart, restarting)
	}
}

// drainTimeout is how long the clients of a stopping server may take to read what was written to them.
const drainTimeout = 5 * time.Second

// Drain waits until all sockets and their operations have ended. From its call on there are no new ones; open ones end when
// options.done is closed, and after drainTimeout their connections are closed.
func (all *sockets) Drain(ctx context.Context) error {
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
func (all *sockets) abort() {
	all.mu.Lock()
	open := slices.Collect(maps.Keys(all.open))
	all.mu.Unlock()
	for _, s := range open {
		s.abort()
	}
}
