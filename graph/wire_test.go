package graph

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/internal/cors"
	"chattr/internal/httpbody"
)

// wire is a server of sockets over a real chat. Its operations do nothing but count, so that the tests see every rule of the
// wire and none of GraphQL.
type wire struct {
	*world
	sockets *sockets
	counts  *counting
	address string
}

func newWire(t *testing.T, o socketOptions) *wire {
	t.Helper()
	w := newWorld(t)
	known := authenticator{chat: w.chat, origins: origins{cors.New("https://chat.example", nil, slog.New(slog.DiscardHandler))}}
	v := &wire{world: w, counts: &counting{t: t, free: make(chan struct{})}}
	v.sockets = newSockets(known, presenter{log: slog.New(slog.NewTextHandler(w.log, nil))}, v.counts, newWorkSlots(), o)
	server := httptest.NewServer(httpbody.New(httpbody.Timeout).Handler(http.HandlerFunc(v.sockets.serve)))
	t.Cleanup(server.Close)
	v.address = server.Listener.Addr().String()
	return v
}

// dialRaw opens a socket and returns it with what the server answered.
func (v *wire) dialRaw(headers string) (*peer, *http.Response) {
	v.Helper()
	conn, err := net.Dial("tcp", v.address)
	v.must(err)
	v.Cleanup(func() { _ = conn.Close() })
	v.must(conn.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(conn, "GET /graphql HTTP/1.1\r\nHost: x\r\n"+headers+"\r\n")
	v.must(err)
	p := newPeer(v.T, conn)
	response, err := http.ReadResponse(p.in, nil)
	v.must(err)
	return p, response
}

const upgradeHeaders = "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
	"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-ws, graphql-transport-ws\r\n"

func (v *wire) connect() *peer {
	v.Helper()
	p, response := v.dialRaw(upgradeHeaders)
	if response.StatusCode != http.StatusSwitchingProtocols {
		v.Fatal(response)
	}
	return p
}

// welcome connects and is acknowledged.
func (v *wire) welcome() *peer {
	v.Helper()
	p := v.connect()
	p.greet()
	return p
}

// welcomeAs connects and is acknowledged with an Authorization.
func (v *wire) welcomeAs(authorization string) *peer {
	v.Helper()
	p := v.connect()
	p.say(`{"type":"connection_init","payload":{"Authorization":"` + authorization + `"}}`)
	p.expect(`{"type":"connection_ack"}`)
	return p
}

// peer is a client that writes and reads frames as they are.
type peer struct {
	*testing.T
	conn net.Conn
	in   *bufio.Reader
}

func newPeer(t *testing.T, conn net.Conn) *peer {
	return &peer{T: t, conn: conn, in: bufio.NewReader(conn)}
}

func (p *peer) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// raw sends bytes as they are.
func (p *peer) raw(bytes []byte) {
	p.Helper()
	_, err := p.conn.Write(bytes)
	p.must(err)
}

// masked is a frame of a client; first is its first byte.
func masked(first byte, payload string) []byte {
	b := appendHeader(nil, 0, len(payload))
	b[0], b[1] = first, b[1]|maskBit
	mask := [4]byte{0x11, 0x82, 0x03, 0xf4}
	b = append(b, mask[:]...)
	body := []byte(payload)
	unmask(body, mask)
	return append(b, body...)
}

func (p *peer) say(message string) {
	p.Helper()
	p.raw(masked(finalBit|byte(opText), message))
}

func (p *peer) greet() {
	p.Helper()
	p.say(`{"type":"connection_init"}`)
	p.expect(`{"type":"connection_ack"}`)
}

func (p *peer) subscribe(id, query string) {
	p.Helper()
	p.say(fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query))
}

// frame is the next frame of the server.
func (p *peer) frame() (op opcode, payload []byte, err error) {
	var head [2]byte
	if _, err := io.ReadFull(p.in, head[:]); err != nil {
		return 0, nil, err
	}
	if head[0]&0x70 != 0 || head[0]&finalBit == 0 || head[1]&maskBit != 0 {
		p.Errorf("the server sent a frame that begins with %x", head)
	}
	length, more := uint64(head[1]), map[byte]int{length16: 2, length64: 8}[head[1]]
	if more > 0 {
		var long [8]byte
		if _, err := io.ReadFull(p.in, long[8-more:]); err != nil {
			return 0, nil, err
		}
		length = binary.BigEndian.Uint64(long[:])
	}
	payload = make([]byte, length)
	_, err = io.ReadFull(p.in, payload)
	return opcode(head[0] & 0x0f), payload, err
}

// hear is the next message. Pings are answered.
func (p *peer) hear() string {
	p.Helper()
	for {
		op, payload, err := p.frame()
		p.must(err)
		switch op {
		case opText:
			return string(payload)
		case opPing:
			p.raw(masked(finalBit|byte(opPong), string(payload)))
		default:
			p.Fatalf("got opcode %x with %q", op, payload)
		}
	}
}

func (p *peer) expect(message string) {
	p.Helper()
	if got := p.hear(); got != message {
		p.Fatalf("got %s, want %s", got, message)
	}
}

// closed is the code with which the server ends the socket, after any messages; 0 when it says none.
func (p *peer) closed() int {
	p.Helper()
	for {
		op, payload, err := p.frame()
		p.must(err)
		switch {
		case op == opClose && len(payload) == 0:
			return 0
		case op == opClose:
			p.Logf("closed: %s", payload[2:])
			return int(binary.BigEndian.Uint16(payload))
		}
	}
}

// gone waits until the server has closed the connection.
func (p *peer) gone() {
	p.Helper()
	for {
		if _, err := p.in.ReadByte(); err != nil {
			if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
				p.Fatal("the connection is still open")
			}
			return
		}
	}
}

// counting opens operations that count.
type counting struct {
	t       *testing.T
	alive   atomic.Int64
	working atomic.Int64
	most    atomic.Int64  // that ever worked at a time
	free    chan struct{} // closed: `wait` is over
	ticks   atomic.Int64

	mu       sync.Mutex
	watching map[*counter]func()
}

// tick lets every `watch` count one further.
func (c *counting) tick() {
	c.ticks.Add(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, wake := range c.watching {
		wake()
	}
}

func (c *counting) open(_ netip.Addr, _ credential, payload []byte, wake func()) operation {
	c.alive.Add(1)
	o := &counter{all: c, payload: payload, wake: wake, at: c.ticks.Load()}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.watching == nil {
		c.watching = map[*counter]func(){}
	}
	c.watching[o] = wake
	return o
}

// counter is an operation. Its query says what it does:
//
//	count N SIZE    N results, then complete
//	watch           a result for each tick
//	wait            works until it is freed or cancelled
//	fail            an error
//	end CODE        the end of the socket
//	panic, panicking work
type counter struct {
	all     *counting
	payload []byte
	wake    func()

	alone  atomic.Bool
	closed atomic.Bool
	begun  bool
	verb   string
	n, at  int64
	size   int
}

// enter fails the test when two methods run at the same time, or one after close.
func (o *counter) enter() func() {
	if !o.alone.CompareAndSwap(false, true) || o.closed.Load() {
		o.all.t.Error("not alone, or closed")
	}
	return func() { o.alone.Store(false) }
}

func (o *counter) ready(payloads [][]byte, p portion) ([][]byte, operationState) {
	defer o.enter()()
	switch {
	case !o.begun:
		return payloads, blocked
	case o.verb == "panic":
		panic("as asked")
	case o.verb == "watch":
		o.n = o.all.ticks.Load()
	}
	for p.bytes > 0 && o.at < o.n {
		o.at++
		payloads = append(payloads, fmt.Appendf(nil, `{"data":{"n":%d%s}}`, o.at, strings.Repeat(" ", o.size)))
		p.bytes -= len(payloads[len(payloads)-1])
	}
	switch {
	case o.at < o.n:
		return payloads, more
	case o.verb == "watch":
		return payloads, idle
	}
	return payloads, done
}

func (o *counter) kind() workKind { return streaming }

func (o *counter) work(ctx context.Context) (again bool) {
	defer o.enter()()
	now := o.all.working.Add(1)
	defer o.all.working.Add(-1)
	for most := o.all.most.Load(); now > most && !o.all.most.CompareAndSwap(most, now); most = o.all.most.Load() {
	}
	o.begun = true
	var asked struct{ Query string }
	_ = json.Unmarshal(o.payload, &asked)
	_, _ = fmt.Sscan(asked.Query, &o.verb)
	switch o.verb {
	case "count", "end":
		_, _ = fmt.Sscan(asked.Query, &o.verb, &o.n, &o.size)
		o.at = 0
	case "panicking":
		panic("as asked")
	case "wait":
		select {
		case <-o.all.free:
		case <-ctx.Done():
		}
	}
	if o.verb == "end" {
		o.at = o.n
	}
	return false
}

func (o *counter) finish() (errors []byte, closeCode int, reason string) {
	defer o.enter()()
	switch o.verb {
	case "fail":
		return []byte(`[{"message":"as asked"}]`), 0, ""
	case "end":
		return nil, int(o.n), "as asked"
	}
	return nil, 0, ""
}

func (o *counter) close() {
	defer o.enter()()
	o.closed.Store(true)
	o.all.alive.Add(-1)
	o.all.mu.Lock()
	defer o.all.mu.Unlock()
	delete(o.all.watching, o)
}

// eventually waits for what must happen.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !happened(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}
