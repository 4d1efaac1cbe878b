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

	mu     sync.Mutex
	links  map[*link]bool
	silent bool
	cut    func(request []byte) Cut
}

// link is a connection of the program with the one to the server behind it.
type link struct {
	program, server net.Conn
	lost            atomic.Bool // the answer under way does not arrive
	silent          atomic.Bool // nothing arrives any more, and neither end is told so
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
	p := &Proxy{listener: listener, dial: dialer(u), links: map[*link]bool{}}
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
	for l := range p.links {
		_ = l.program.Close()
		_ = l.server.Close()
	}
}

// SetSilent has everything vanish without a word, as behind a network that has lost its way: connections stay open, and nobody
// hears of the other end. When it is over, new connections work; those from before never do again.
func (p *Proxy) SetSilent(silent bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent = silent
	for l := range p.links {
		if silent {
			l.silent.Store(true)
		}
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
		l := &link{program: program, server: server}
		p.mu.Lock()
		p.links[l] = true
		l.silent.Store(p.silent)
		p.mu.Unlock()
		serving.Go(func() { p.requests(l) })
		serving.Go(func() { p.answers(l) })
	}
}

// requests passes on what the program sends. Requests are small: each arrives in one piece.
func (p *Proxy) requests(l *link) {
	defer p.forget(l)
	buffer := make([]byte, 64<<10)
	for {
		n, err := l.program.Read(buffer)
		if err != nil {
			return
		}
		if l.silent.Load() {
			continue
		}
		how := p.howToCut(buffer[:n])
		l.lost.Store(how == InsteadOf)
		if how == BeforeServer {
			return
		}
		if _, err := l.server.Write(buffer[:n]); err != nil || how == BeforeAnswer {
			return
		}
	}
}

// answers passes on what the server says, until an answer is to be lost.
func (p *Proxy) answers(l *link) {
	defer p.forget(l)
	buffer := make([]byte, 64<<10)
	for {
		n, err := l.server.Read(buffer)
		if err != nil || l.lost.Load() {
			return
		}
		if l.silent.Load() {
			continue
		}
		if _, err := l.program.Write(buffer[:n]); err != nil {
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

// forget ends a connection when one end has, unless nobody may be told.
func (p *Proxy) forget(l *link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l.silent.Load() {
		return // until CutAll
	}
	_ = l.program.Close()
	_ = l.server.Close()
	delete(p.links, l)
}
