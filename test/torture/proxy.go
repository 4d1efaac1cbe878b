//go:build linux

package main

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// proxy passes connections on, and cuts and delays them as a network does.
type proxy struct {
	address  string
	listener net.Listener
	dial     func() (net.Conn, error)
	postgres bool // what the other side sends are messages of PostgreSQL's protocol

	delay   atomic.Int64 // nanoseconds before each piece is passed on
	noHints atomic.Bool  // notifications of PostgreSQL are dropped

	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

// startProxy listens on a port of its own in front of what dial connects to.
func startProxy(dial func() (net.Conn, error), postgres bool) (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{
		address: listener.Addr().String(), listener: listener, dial: dial, postgres: postgres, conns: map[net.Conn]struct{}{},
	}
	go p.serve()
	return p, nil
}

func (p *proxy) serve() {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.connect(near)
	}
}

func (p *proxy) connect(near net.Conn) {
	far, err := p.dial()
	if err != nil {
		_ = near.Close()
		return
	}
	p.mu.Lock()
	p.conns[near], p.conns[far] = struct{}{}, struct{}{}
	p.mu.Unlock()
	go p.pass(far, near, p.copy)
	if p.postgres {
		p.pass(near, far, p.copyMessages)
	} else {
		p.pass(near, far, p.copy)
	}
}

// pass copies in one direction until one end closes, and then closes both.
func (p *proxy) pass(to, from net.Conn, copy func(to io.Writer, from io.Reader)) {
	copy(to, from)
	_, _ = to.Close(), from.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.conns, to)
	delete(p.conns, from)
}

func (p *proxy) copy(to io.Writer, from io.Reader) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		p.wait()
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func (p *proxy) wait() {
	if delay := time.Duration(p.delay.Load()); delay > 0 {
		time.Sleep(delay)
	}
}

// copyMessages copies what a PostgreSQL server sends, message by message (PostgreSQL documentation: Message Formats).
func (p *proxy) copyMessages(to io.Writer, from io.Reader) {
	in, out := bufio.NewReaderSize(from, 32<<10), bufio.NewWriterSize(to, 32<<10)
	for {
		header := make([]byte, 5)
		if _, err := io.ReadFull(in, header); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(header[1:])-4)
		if _, err := io.ReadFull(in, body); err != nil {
			return
		}
		if header[0] != 'A' || !p.noHints.Load() || isHeartbeat(body) {
			_, _ = out.Write(header)
			_, _ = out.Write(body)
		}
		if in.Buffered() == 0 {
			p.wait()
			if out.Flush() != nil {
				return
			}
		}
	}
}

// isHeartbeat reports whether a notification has no payload: an instance sends these to itself, and takes a connection
// without them for broken. When only the others are dropped, it cannot know that it misses hints.
func isHeartbeat(notification []byte) bool {
	n := len(notification)
	return n >= 2 && notification[n-1] == 0 && notification[n-2] == 0
}

// cut closes all connections.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn := range p.conns {
		_ = conn.Close()
	}
}

func (p *proxy) close() {
	_ = p.listener.Close()
	p.cut()
}
