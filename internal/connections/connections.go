// Package connections limits how many client connections a server has open, and selects which one to close when there are too
// many.
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
// SECURITY: opening connections costs an attacker little, and each connection uses a file descriptor (connection exhaustion).
// When there are too many, a connection that waits for its client is closed, so that clients with a credential can always
// connect.
type Connections struct {
	most int
	log  *logcount.Log

	mu      sync.Mutex
	open    int
	origins map[netip.Addr]*origin
}

// New returns Connections without a connection. The parameter most is the largest number of open connections.
func New(most int, log *slog.Logger) *Connections {
	return &Connections{
		most: most, origins: map[netip.Addr]*origin{},
		log: logcount.New(log, "connections were closed or refused, since there were too many", time.Minute),
	}
}

// Close logs the closed and refused connections that have not been logged yet. It closes no connection.
func (all *Connections) Close() { all.log.Flush() }

// Listener returns a listener that counts its connections. If there are too many when a new one arrives, it closes one:
//
//   - It first considers connections that wait for their client. It selects the address with the most of them; an IPv6 address
//     counts as its network of 64 bits. Of that address it closes the connection with the oldest request, one that waits for a
//     request before one whose body has not arrived.
//   - If there is none, it closes a connection with a request without a credential, of the address with the most of those.
//   - If there is none either, it refuses the new connection with status 503.
//
// It never closes a connection with a request that Protect was called for.
func (all *Connections) Listener(inner net.Listener) net.Listener { return &listener{inner, all} }

// listener is a listener whose connections are counted.
type listener struct {
	net.Listener
	all *Connections
}

// Accept returns the next connection. If the process has no free file descriptor, it closes a connection and tries again.
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

// admit counts a connection, and closes another one if there are too many. It returns nil if none may be closed.
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

// refusal is the response on a connection that is refused.
const refusal = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 10\r\nConnection: close\r\n" +
	"Content-Length: 112\r\n\r\n" +
	`{"title":"Service Unavailable","status":503,"code":"OVERLOADED","detail":"There are too many connections now."}` + "\n"

// refuse closes a connection. A client that has sent nothing yet receives the reason.
func refuse(c *net.TCPConn) {
	_ = c.SetWriteDeadline(time.Now().Add(time.Second)) // the response fits into the buffer of the kernel
	_, _ = c.Write([]byte(refusal))
	_ = c.Close()
}

// Track records what net/http does with a connection. Set http.Server.ConnState to it.
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

// connKey is the key of the connection in the context of a request.
type connKey struct{}

// WithConn adds a connection to the context of its requests. Set http.Server.ConnContext to it.
func WithConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// Of returns the connection of a request. It returns nil if WithConn was not called.
func Of(ctx context.Context) net.Conn {
	c, _ := ctx.Value(connKey{}).(net.Conn)
	return c
}

// Arrived records that the whole request on c has arrived. From now on the client waits for the server.
func Arrived(c net.Conn) {
	if c, ok := c.(*conn); ok {
		c.all.raise(c, working)
	}
}

// Protect keeps c open until its request has ended, or as long as it exists if it was hijacked. Call it when a request or a
// WebSocket has presented a valid credential.
func Protect(c net.Conn) {
	if c, ok := c.(*conn); ok {
		c.all.raise(c, protected)
	}
}

// addressOf returns the address that c counts for, or the zero Addr if it is unknown.
func addressOf(c *net.TCPConn) netip.Addr {
	address, _ := c.RemoteAddr().(*net.TCPAddr)
	if address == nil {
		return netip.Addr{}
	}
	return caller.Network(address.AddrPort().Addr().Unmap().WithZone(""))
}
