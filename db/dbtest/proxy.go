package dbtest

import (
	"bytes"
	"cmp"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
)

// Proxy stands between a program and its PostgreSQL server, and cuts their connections as a network would.
type Proxy struct {
	URL string // of the database, through the proxy

	listener net.Listener
	dial     func() (net.Conn, error)
	away     atomic.Bool

	mu    sync.Mutex
	conns map[net.Conn]bool
	cut   func(request []byte) Cut
}

// Cut is what happens to a connection when the program sends a certain request.
type Cut int

// The ways to cut a connection.
const (
	Pass         Cut = iota
	BeforeServer     // the request never arrives
	BeforeAnswer     // the request arrives, and the connection breaks at once
	InsteadOf        // the request is carried out, and the connection breaks in the place of its answer
)

// NewProxy stands before the database that the URL names, until the test ends.
func NewProxy(t testing.TB, databaseURL string) *Proxy {
	t.Helper()
	u, err := url.Parse(databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{listener: listener, dial: dialer(u), conns: map[net.Conn]bool{}}
	query := u.Query()
	query.Del("host")
	query.Set("sslmode", "disable")
	u.Host, u.RawQuery = listener.Addr().String(), query.Encode()
	p.URL = u.String()
	var serving sync.WaitGroup
	serving.Go(func() { p.serve(&serving) })
	t.Cleanup(func() { _ = listener.Close(); p.CutAll(); serving.Wait() })
	return p
}

// dialer connects to what the URL names: an address, or a socket in a folder.
func dialer(u *url.URL) func() (net.Conn, error) {
	if folder := u.Query().Get("host"); folder != "" {
		port := cmp.Or(u.Port(), "5432")
		return func() (net.Conn, error) { return net.Dial("unix", folder+"/.s.PGSQL."+port) }
	}
	address := u.Host
	return func() (net.Conn, error) { return net.Dial("tcp", address) }
}

// CutWhen has the next request that contains the text cut its connection in that way, once.
func (p *Proxy) CutWhen(text string, how Cut) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cut = func(request []byte) Cut {
		if !bytes.Contains(request, []byte(text)) {
			return Pass
		}
		p.cut = nil
		return how
	}
}

// Cutting says whether CutWhen still waits for its request.
func (p *Proxy) Cutting() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cut != nil
}

// SetAway makes the server unreachable, or reachable again: connections break and new ones are closed at once.
func (p *Proxy) SetAway(away bool) {
	p.away.Store(away)
	if away {
		p.CutAll()
	}
}

// CutAll breaks every connection.
func (p *Proxy) CutAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn := range p.conns {
		_ = conn.Close()
	}
}

func (p *Proxy) serve(serving *sync.WaitGroup) {
	for {
		program, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := p.dial()
		if err != nil || p.away.Load() {
			_ = program.Close()
			continue
		}
		p.mu.Lock()
		p.conns[program], p.conns[server] = true, true
		p.mu.Unlock()
		lost := new(atomic.Bool)
		serving.Go(func() { p.requests(program, server, lost) })
		serving.Go(func() { p.answers(program, server, lost) })
	}
}

// requests passes on what the program sends. Requests are small: each arrives in one piece.
func (p *Proxy) requests(program, server net.Conn, lost *atomic.Bool) {
	defer p.forget(program, server)
	buffer := make([]byte, 64<<10)
	for {
		n, err := program.Read(buffer)
		if err != nil {
			return
		}
		how := p.howToCut(buffer[:n])
		lost.Store(how == InsteadOf)
		if how == BeforeServer {
			return
		}
		if _, err := server.Write(buffer[:n]); err != nil || how == BeforeAnswer {
			return
		}
	}
}

// answers passes on what the server says, until an answer is to be lost.
func (p *Proxy) answers(program, server net.Conn, lost *atomic.Bool) {
	defer p.forget(program, server)
	buffer := make([]byte, 64<<10)
	for {
		n, err := server.Read(buffer)
		if err != nil || lost.Load() {
			return
		}
		if _, err := program.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func (p *Proxy) howToCut(request []byte) Cut {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cut == nil {
		return Pass
	}
	return p.cut(request)
}

func (p *Proxy) forget(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, conn := range conns {
		_ = conn.Close()
		delete(p.conns, conn)
	}
}
