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

// Proxy forwards connections of a program to its PostgreSQL server. It can break or silence them, to simulate network failures.
type Proxy struct {
	URL string // of the database, through the proxy

	listener      net.Listener
	dial          func() (net.Conn, error)
	isUnavailable atomic.Bool // new connections are closed immediately

	mu     sync.Mutex
	links  map[*link]bool
	silent bool // new connections start silent
	cut    func(request []byte) Cut
}

// link is a pair of connections: one from the program to the proxy, and one from the proxy to the server.
type link struct {
	program, server net.Conn
	lost            atomic.Bool // the next response of the server is dropped, and the connections break
	silent          atomic.Bool // all data is dropped, and the connections stay open
}

// Cut says how the proxy handles a request of the program, and whether it breaks the connection.
type Cut int

// The values of Cut.
const (
	Pass           Cut = iota // the proxy forwards the request, and nothing breaks
	BeforeServer              // the connection breaks before the server gets the request
	BeforeResponse            // the server gets the request, and the connection breaks immediately
	InsteadOf                 // the server executes the request, and the connection breaks when it responds
)

// NewProxy starts a proxy of the database at a URL. It stops when the test ends.
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

// dialer returns a function that connects to the server in a URL, by TCP or by the unix socket in the directory that the parameter
// host names.
func dialer(u *url.URL) func() (net.Conn, error) {
	if folder := u.Query().Get("host"); folder != "" {
		port := cmp.Or(u.Port(), "5432")
		return func() (net.Conn, error) { return net.Dial("unix", folder+"/.s.PGSQL."+port) }
	}
	address := u.Host
	return func() (net.Conn, error) { return net.Dial("tcp", address) }
}

// CutWhen makes the proxy treat the next request that contains text as how says, once. A second call replaces the first.
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

// Cutting reports whether the request that CutWhen waits for has not come yet.
func (p *Proxy) Cutting() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cut != nil
}

// SetUnavailable makes the server unavailable, or available again. While it is unavailable, the existing connections are broken and new ones
// are closed immediately.
func (p *Proxy) SetUnavailable(isUnavailable bool) {
	p.isUnavailable.Store(isUnavailable)
	if isUnavailable {
		p.CutAll()
	}
}

// CutAll breaks all connections.
func (p *Proxy) CutAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.links {
		_ = l.program.Close()
		_ = l.server.Close()
	}
}

// SetSilent makes the proxy drop all data and keep the connections open, as a network that loses its route does: neither end learns
// that the other one is unreachable. After SetSilent(false), new connections work. The silenced ones stay silent until CutAll.
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

// serve accepts connections until the listener is closed. It adds the goroutines that it starts to serving.
func (p *Proxy) serve(serving *sync.WaitGroup) {
	for {
		program, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := p.dial()
		if err != nil || p.isUnavailable.Load() {
			_ = program.Close()
			continue
		}
		l := &link{program: program, server: server}
		p.mu.Lock()
		p.links[l] = true
		l.silent.Store(p.silent)
		p.mu.Unlock()
		serving.Go(func() { p.forwardRequests(l) })
		serving.Go(func() { p.forwardResponses(l) })
	}
}

// forwardRequests forwards the requests of the program, and applies the cut of each. It takes each read as one request, because requests are
// small and arrive in one piece.
func (p *Proxy) forwardRequests(l *link) {
	defer p.closeLink(l)
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
		if _, err := l.server.Write(buffer[:n]); err != nil || how == BeforeResponse {
			return
		}
	}
}

// forwardResponses forwards the responses of the server, until one must be dropped.
func (p *Proxy) forwardResponses(l *link) {
	defer p.closeLink(l)
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

// howToCut returns how to handle a request. It returns Pass if CutWhen does not wait for one.
func (p *Proxy) howToCut(request []byte) Cut {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cut == nil {
		return Pass
	}
	return p.cut(request)
}

// closeLink closes both connections of a link when one of them has ended. It keeps a silent link open, because neither end must notice.
func (p *Proxy) closeLink(l *link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l.silent.Load() {
		return // CutAll closes it
	}
	_ = l.program.Close()
	_ = l.server.Close()
	delete(p.links, l)
}
