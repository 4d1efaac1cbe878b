package pubsubtest

import (
	"net"
	"sync"
	"testing"
)

// Wire is a TCP proxy that a test can break.
type Wire struct {
	listener        net.Listener
	network, target string
	running         sync.WaitGroup

	mu      sync.Mutex
	state   state
	changed chan struct{} // closed and replaced when the state changes
	open    map[net.Conn]struct{}
}

type state int

const (
	whole state = iota
	cut         // connections break, and so do new ones
	held        // connections stay, and carry nothing
	closed
)

// NewWire leads to target until the test ends.
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

// Addr is the address to connect to instead of the target's.
func (w *Wire) Addr() string { return w.listener.Addr().String() }

// Cut breaks every connection, and new ones until Mend.
func (w *Wire) Cut() { w.become(cut) }

// Hold has connections, old and new, carry nothing until Mend.
func (w *Wire) Hold() { w.become(held) }

// Mend makes the wire whole.
func (w *Wire) Mend() { w.become(whole) }

// Break breaks every connection; new ones are good.
func (w *Wire) Break() {
	w.Cut()
	w.Mend()
}

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

func (w *Wire) accept() {
	for {
		conn, err := w.listener.Accept()
		if err != nil {
			return
		}
		if w.keep(conn) {
			w.running.Go(func() { w.lead(conn) })
		}
	}
}

// keep remembers a connection for as long as the wire is good for it.
func (w *Wire) keep(conn net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state == cut || w.state == closed {
		_ = conn.Close()
		return false
	}
	w.open[conn] = struct{}{}
	return true
}

func (w *Wire) lead(conn net.Conn) {
	defer w.forget(conn)
	peer, err := net.Dial(w.network, w.target)
	if err != nil || !w.keep(peer) {
		return
	}
	defer w.forget(peer)
	w.running.Go(func() { w.carry(peer, conn) })
	w.carry(conn, peer)
}

func (w *Wire) carry(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		w.passable()
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// passable waits while the wire is held.
func (w *Wire) passable() {
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

// connections is how many there are, both ends counted.
func (w *Wire) connections() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.open)
}

func (w *Wire) forget(conn net.Conn) {
	_ = conn.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, conn)
}
