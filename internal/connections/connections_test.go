package connections

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// server is a listener with connections that a test can put into any stage.
type server struct {
	t        *testing.T
	all      *Connections
	listener net.Listener
	names    map[*conn]string
	open     []*conn
}

// newServer returns a server. The parameter most is the largest number of open connections. It is closed when the test ends.
func newServer(t *testing.T, most int) *server {
	t.Helper()
	inner, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	all := New(most, slog.New(slog.DiscardHandler))
	s := &server{t: t, all: all, listener: all.Listener(inner), names: map[*conn]string{}}
	t.Cleanup(func() {
		_ = inner.Close()
		for _, c := range s.open {
			_ = c.Close()
		}
	})
	return s
}

// connect opens a connection from a loopback address and returns the server's end.
func (s *server) connect(name, from string) *conn {
	s.t.Helper()
	s.dial(from)
	c, err := s.listener.Accept()
	if err != nil {
		s.t.Fatal(err)
	}
	accepted := c.(*conn)
	s.names[accepted] = name
	s.open = append(s.open, accepted)
	return accepted
}

// dial opens a connection from a loopback address and returns the client's end.
func (s *server) dial(from string) net.Conn {
	s.t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	c, err := dialer.DialContext(context.Background(), "tcp", s.listener.Addr().String())
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}

// isOpen reports whether the server has not closed a connection.
func isOpen(c *conn) bool { return c.SetReadDeadline(time.Time{}) == nil }

// closed returns the names of the connections that the server has closed.
func (s *server) closed() (names []string) {
	for _, c := range s.open {
		if !isOpen(c) {
			names = append(names, s.names[c])
		}
	}
	return names
}

// wantClosed fails the test unless exactly these connections are closed.
func (s *server) wantClosed(want ...string) {
	s.t.Helper()
	if got := s.closed(); !slices.Equal(got, want) {
		s.t.Errorf("closed %q, want %q", got, want)
	}
}

const (
	here  = "127.0.0.1"
	there = "127.0.0.2"
)

func TestOldestConnectionOfTheFullestAddressIsClosed(t *testing.T) {
	t.Parallel()
	s := newServer(t, 3)
	s.connect("other", there)
	s.connect("first", here)
	s.connect("second", here)
	s.wantClosed()
	s.connect("third", here)
	s.wantClosed("first")
	s.connect("fourth", here)
	s.wantClosed("first", "second")
}

func TestIdleConnectionsAreClosedBeforeThoseThatSend(t *testing.T) {
	t.Parallel()
	s := newServer(t, 2)
	slow, idle := s.connect("slow", here), s.connect("idle", here)
	s.all.Track(slow, http.StateActive)
	s.all.Track(idle, http.StateActive)
	Arrived(idle)
	s.all.Track(idle, http.StateIdle)
	again := s.connect("again", here)
	s.wantClosed("idle")
	s.all.Track(again, http.StateActive)
	s.connect("last", here)
	s.wantClosed("slow", "idle")
}

// Behind a reverse proxy, all connections have the address of the proxy. Those whose requests are being handled must be closed
// after all that wait for their client.
func TestRequestsBeingHandledAreClosedLast(t *testing.T) {
	t.Parallel()
	s := newServer(t, 3)
	first, second := s.connect("first", here), s.connect("second", here)
	s.all.Track(first, http.StateActive)
	s.all.Track(second, http.StateActive)
	Arrived(first)
	Arrived(second)
	s.connect("silent", there)
	third := s.connect("third", here)
	s.wantClosed("silent")
	s.all.Track(third, http.StateActive)
	Arrived(third)
	s.connect("fourth", here)
	s.wantClosed("first", "silent")
}

func TestRequestsWithACredentialAreNeverClosed(t *testing.T) {
	t.Parallel()
	s := newServer(t, 2)
	stream, socket := s.connect("stream", here), s.connect("socket", here)
	s.all.Track(stream, http.StateActive)
	Protect(stream)
	Arrived(stream) // the body arrives after the credential was checked
	s.all.Track(socket, http.StateActive)
	s.all.Track(socket, http.StateHijacked)
	Protect(socket)
	refused := s.dial(here)
	go func() { _, _ = s.listener.Accept() }()
	_ = refused.SetReadDeadline(time.Now().Add(10 * time.Second))
	response, err := io.ReadAll(refused)
	if err != nil || !strings.Contains(string(response), "503") || !strings.Contains(string(response), "OVERLOADED") {
		t.Errorf("a further connection received %q, %v; want 503 OVERLOADED", response, err)
	}
	s.wantClosed()
	s.all.Track(stream, http.StateIdle)
	// The goroutine above accepts this connection.
	s.dial(here)
	for deadline := time.Now().Add(10 * time.Second); isOpen(stream); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the stream has ended, and its connection was not closed for another one")
		}
	}
	s.wantClosed("stream")
}

func TestWebSocketsWithoutACredentialAreClosed(t *testing.T) {
	t.Parallel()
	s := newServer(t, 1)
	socket := s.connect("socket", here)
	s.all.Track(socket, http.StateActive)
	Arrived(socket)
	s.all.Track(socket, http.StateHijacked)
	s.connect("next", here)
	s.wantClosed("socket")
}

func TestClosedConnectionsAreNotCounted(t *testing.T) {
	t.Parallel()
	s := newServer(t, 1)
	for range 3 {
		c := s.connect("c", here)
		_ = c.Close()
		_ = c.Close()
		s.all.Track(c, http.StateClosed)
	}
	if s.all.open != 0 || len(s.all.origins) != 0 {
		t.Errorf("%d connections of %d addresses are counted, want none", s.all.open, len(s.all.origins))
	}
}
