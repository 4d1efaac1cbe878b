package pubsubtest

import (
	"net"
	"sync"
	"testing"
)

// Wire is a TCP proxy that a test can interrupt.
type Wire struct {
	listener        net.Listener
	network, target string
	running         sync.WaitGroup

	mu      sync.Mutex
	state   state
	changed chan struct{} // closed and replaced when the state changes
	open    map[net.Conn]struct{}
}

// state is whether a wire carries data.
type state int

const (
	whole state = iota
	cut         // closes all connections, including new ones
	held        // keeps connections open but carries no data
	closed
)

// NewWire returns a proxy to target on a loopback port. It is closed when the test ends.
func NewWire(t testing.TB, network, target string) *Wire {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &Wire{
		listener: listener, network: network, target: target,
		changed: make(chan struct{}), open: map[net.Conn]struct{}{},
	}
	w.running.Go(w.accept)
	t.Cleanup(func() {
		_ = listener.Close()
		w.become(closed)
		w.running.Wait()
	})
	return w
}

// Addr returns the address to connect to instead of the target.
func (w *Wire) Addr() string { return w.listener.Addr().String() }

// Cut closes all connections. Until Restore is called, it also closes new ones.
func (w *Wire) Cut() { w.become(cut) }

// Hold stops all connections, including new ones, from carrying data until Restore is called.
func (w *Wire) Hold() { w.become(held) }

// Restore ends Cut and Hold.
func (w *Wire) Restore() { w.become(whole) }

// Break closes all connections. New connections work.
func (w *Wire) Break() {
	w.Cut()
	w.Restore()
}

// become sets the state and closes the connections if the state requires it.
func (w *Wire) become(s state) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state = s
	close(w.changed)
	w.changed = make(chan struct{})
	if s == cut || s == closed {
		for conn := range w.open {
			_ = conn.Close()
		}
		clear(w.open)
	}
}

// accept accepts connections until the listener is closed.
func (w *Wire) accept() {
	for {
		conn, err := w.listener.Accept()
		if err != nil {
			return
		}
		if w.track(conn) {
			w.running.Go(func() { w.proxy(conn) })
		}
	}
}

// track stores an open connection, so that it can be closed. If the wire is cut or closed, track closes the connection and
// returns false.
func (w *Wire) track(conn net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state == cut || w.state == closed {
		_ = conn.Close()
		return false
	}
	w.open[conn] = struct{}{}
	return true
}

// proxy connects to the target and copies data in both directions.
func (w *Wire) proxy(conn net.Conn) {
	defer w.untrack(conn)
	peer, err := net.Dial(w.network, w.target)
	if err != nil || !w.track(peer) {
		return
	}
	defer w.untrack(peer)
	w.running.Go(func() { w.copy(peer, conn) })
	w.copy(conn, peer)
}

// copy copies data from one connection to another until one of them is closed. It waits while the wire is held.
func (w *Wire) copy(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		w.waitWhileHeld()
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// waitWhileHeld blocks while the wire is held.
func (w *Wire) waitWhileHeld() {
	for {
		w.mu.Lock()
		state, changed := w.state, w.changed
		w.mu.Unlock()
		if state != held {
			return
		}
		<-changed
	}
}

// connections returns the number of open connections. Each proxied connection counts as two.
func (w *Wire) connections() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.open)
}

// untrack closes a connection and removes it from the open ones.
func (w *Wire) untrack(conn net.Conn) {
	_ = conn.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, conn)
}
