// Package connections bounds how many connections a server has open, and decides which one is closed when there are too many.
package connections

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/caller"
	"chattr/internal/logcount"
)

// Connections are all client connections of a process, of all its listeners. Create them with New. The methods are safe for
// concurrent use.
//
// SECURITY: connections cost an attacker nothing, and each holds a file. When there are too many, one closes that waits for its
// client, so that a client with a credential can always connect.
type Connections struct {
	most int
	log  *logcount.Log

	mu      sync.Mutex
	open    int
	origins map[netip.Addr]*origin
}

// New returns Connections of which at most that many are open.
func New(most int, log *slog.Logger) *Connections {
	return &Connections{
		most: most, origins: map[netip.Addr]*origin{},
		log: logcount.New(log, "connections were closed or refused, since there were too many", time.Minute),
	}
}

// Close logs what was counted.
func (all *Connections) Close() { all.log.Flush() }

// Listener returns a listener whose connections are counted. If there are too many, it closes one that waits for its client: of
// the address (of IPv6, the network of 64 bits) with the most of them, an idle or silent one if there is one, the oldest first.
// Only if no connection waits for its client, it closes one with a request without a credential. If there is none either, it
// refuses the new connection with status 503.
//
// Connections with a request that Protect was called for are never closed.
func (all *Connections) Listener(inner net.Listener) net.Listener { return &listener{inner, all} }

type listener struct {
	net.Listener
	all *Connections
}

// Accept returns the next connection.
func (l *listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			if isOutOfFiles(err) && l.all.closeOne() {
				continue
			}
			return nil, err
		}
		tcp, ok := c.(*net.TCPConn)
		if !ok {
			return c, nil
		}
		if conn := l.all.admit(tcp); conn != nil {
			return conn, nil
		}
		refuse(tcp)
	}
}

// admit counts a connection. It returns nil if there are too many.
func (all *Connections) admit(tcp *net.TCPConn) *conn {
	c := &conn{TCPConn: tcp, all: all, from: addressOf(tcp)}
	all.mu.Lock()
	victim := (*conn)(nil)
	if all.open >= all.most {
		if victim = all.victim(); victim == nil {
			all.mu.Unlock()
			all.log.Add("refused", nil, "what", "refused")
			return nil
		}
		all.remove(victim)
	}
	all.add(c)
	all.mu.Unlock()
	if victim != nil {
		all.log.Add("closed", nil, "what", "closed")
		_ = victim.Close()
	}
	return c
}

// closeOne closes a connection. It returns false if none may be closed.
func (all *Connections) closeOne() bool {
	all.mu.Lock()
	victim := all.victim()
	if victim != nil {
		all.remove(victim)
	}
	all.mu.Unlock()
	if victim == nil {
		return false
	}
	all.log.Add("closed", nil, "what", "closed")
	_ = victim.Close()
	return true
}

const refusal = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 10\r\nConnection: close\r\n" +
	"Content-Length: 112\r\n\r\n" +
	`{"title":"Service Unavailable","status":503,"code":"OVERLOADED","detail":"There are too many connections now."}` + "\n"

// refuse closes a connection. A client that has sent nothing yet receives why.
func refuse(c *net.TCPConn) {
	_ = c.SetWriteDeadline(time.Now().Add(time.Second)) // it fits into the buffer of the kernel
	_, _ = c.Write([]byte(refusal))
	_ = c.Close()
}

// Track notes what net/http does with a connection. It is http.Server.ConnState.
func (all *Connections) Track(c net.Conn, state http.ConnState) {
	c1, ok := c.(*conn)
	if !ok {
		return
	}
	switch state {
	case http.StateActive:
		all.set(c1, sending)
	case http.StateIdle, http.StateHijacked:
		all.set(c1, waiting)
	}
}

type connKey struct{}

// WithConn adds a connection to the context of its requests. It is http.Server.ConnContext.
func WithConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// Of returns the connection of a request; nil if WithConn was not called.
func Of(ctx context.Context) net.Conn {
	c, _ := ctx.Value(connKey{}).(net.Conn)
	return c
}

// Arrived notes that the request on c has arrived completely: the client waits for the server now.
func Arrived(c net.Conn) {
	if c, ok := c.(*conn); ok {
		c.all.raise(c, working)
	}
}

// Protect keeps c open until its request has ended, or as long as it lives if it was hijacked. Call it when a request, or a
// WebSocket, has shown a valid credential.
func Protect(c net.Conn) {
	if c, ok := c.(*conn); ok {
		c.all.raise(c, protected)
	}
}

func addressOf(c *net.TCPConn) netip.Addr {
	address, _ := c.RemoteAddr().(*net.TCPAddr)
	if address == nil {
		return netip.Addr{}
	}
	return caller.Network(address.AddrPort().Addr().Unmap().WithZone(""))
}
