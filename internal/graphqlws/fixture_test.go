package graphqlws

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
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/internal/backlog"
	"chattr/internal/fairslots"
	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// fixture is a server of sockets. Its operations only count, so that the tests see every rule of the transport and none of GraphQL.
type fixture struct {
	*testing.T
	server  *Server
	counts  *counting
	address string
	refused atomic.Pointer[model.Error] // the reason of the last handshake that was refused
}

func newFixture(t *testing.T, o Options) *fixture {
	t.Helper()
	f := &fixture{T: t, counts: &counting{t: t, free: make(chan struct{})}}
	f.server = f.counts.server(o)
	f.server.Refuse = func(w http.ResponseWriter, _ *http.Request, status int, err error) {
		reason := new(model.Error)
		if errors.As(err, &reason) {
			f.refused.Store(reason)
		}
		w.WriteHeader(status)
	}
	server := httptest.NewServer(httpbody.New(httpbody.Timeout).Handler(http.HandlerFunc(f.server.Serve)))
	t.Cleanup(server.Close)
	f.address = server.Listener.Addr().String()
	return f
}

// server returns a server of sockets whose operations are counted.
func (c *counting) server(o Options) *Server {
	o.Accept = func(r *http.Request) (Client, error) {
		if r.Header.Get("Authorization") == "Bearer" {
			return nil, model.Errorf(model.Unauthenticated, "The token is missing.")
		}
		return &testClient{counts: c}, nil
	}
	o.Recovered = func(_ context.Context, cause any) error { return fmt.Errorf("panic: %v", cause) }
	o.Slots, o.Backlog, o.Log = fairslots.New(16), backlog.New(), slog.New(slog.DiscardHandler)
	c.slots = fairslots.New(64)
	return New(o)
}

// bearerOwner is the only valid credential.
const bearerOwner = "Bearer the-token-of-the-owner"

// testClient is a client of a socket, with or without the credential of the owner.
type testClient struct {
	counts     *counting
	credential string
}

// ReadInit takes the credential from the payload of connection_init.
func (c *testClient) ReadInit(payload map[string]json.RawMessage) error {
	for name, value := range payload {
		if strings.EqualFold(name, "authorization") {
			return json.Unmarshal(value, &c.credential)
		}
	}
	return nil
}

// CredentialID returns 1 if the client has a credential.
func (c *testClient) CredentialID() int64 { return int64(min(len(c.credential), 1)) }

// Authenticate accepts bearerOwner only.
func (c *testClient) Authenticate(context.Context) (model.ID, error) {
	switch c.credential {
	case "":
		return 0, nil
	case bearerOwner:
		return 1, nil
	}
	return 0, model.Errorf(model.Unauthenticated, "The token is wrong.")
}

// WatchCredential does nothing: the credential stays valid.
func (c *testClient) WatchCredential(func()) (stop func()) { return func() {} }

// Open starts an operation that counts.
func (c *testClient) Open(payload []byte, wake func()) Operation { return c.counts.open(payload, wake) }

// dialRaw sends a handshake and returns the connection and the response.
func (f *fixture) dialRaw(headers string) (*testSocket, *http.Response) {
	f.Helper()
	conn, err := net.Dial("tcp", f.address)
	must(f.T, err)
	f.Cleanup(func() { _ = conn.Close() })
	must(f.T, conn.SetDeadline(time.Now().Add(testTimeout)))
	_, err = io.WriteString(conn, "GET /graphql HTTP/1.1\r\nHost: x\r\n"+headers+"\r\n")
	must(f.T, err)
	p := newTestSocket(f.T, conn)
	response, err := http.ReadResponse(p.in, nil)
	must(f.T, err)
	return p, response
}

const upgradeHeaders = "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
	"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-ws, graphql-transport-ws\r\n"

func (f *fixture) connect() *testSocket {
	f.Helper()
	p, response := f.dialRaw(upgradeHeaders)
	if response.StatusCode != http.StatusSwitchingProtocols {
		f.Fatal(response)
	}
	return p
}

// connectInitialized returns a socket whose connection_init was acknowledged.
func (f *fixture) connectInitialized() *testSocket {
	f.Helper()
	p := f.connect()
	p.initialize()
	return p
}

// connectAs returns a socket whose connection_init had that Authorization and was acknowledged.
func (f *fixture) connectAs(authorization string) *testSocket {
	f.Helper()
	p := f.connect()
	p.send(`{"type":"connection_init","payload":{"Authorization":"` + authorization + `"}}`)
	p.expect(`{"type":"connection_ack"}`)
	return p
}

// testSocket is the client's end of a socket. It writes and reads frames.
type testSocket struct {
	*testing.T
	conn net.Conn
	in   *bufio.Reader
}

func newTestSocket(t *testing.T, conn net.Conn) *testSocket {
	return &testSocket{T: t, conn: conn, in: bufio.NewReader(conn)}
}

// must ends the test if err is not nil.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// raw sends bytes.
func (p *testSocket) raw(bytes []byte) {
	p.Helper()
	_, err := p.conn.Write(bytes)
	must(p.T, err)
}

// masked returns a frame of a client; first is its first byte.
func masked(first byte, payload string) []byte {
	b := appendHeader(nil, 0, len(payload))
	b[0], b[1] = first, b[1]|maskBit
	mask := [4]byte{0x11, 0x82, 0x03, 0xf4}
	b = append(b, mask[:]...)
	body := []byte(payload)
	unmask(body, mask)
	return append(b, body...)
}

func (p *testSocket) send(message string) {
	p.Helper()
	p.raw(masked(finalBit|byte(opText), message))
}

func (p *testSocket) initialize() {
	p.Helper()
	p.send(`{"type":"connection_init"}`)
	p.expect(`{"type":"connection_ack"}`)
}

func (p *testSocket) subscribe(id, query string) {
	p.Helper()
	p.send(fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query))
}

// frame returns the next frame of the server.
func (p *testSocket) frame() (op opcode, payload []byte, err error) {
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

// read returns the next message. It responds to pings.
func (p *testSocket) read() string {
	p.Helper()
	for {
		op, payload, err := p.frame()
		must(p.T, err)
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

func (p *testSocket) expect(message string) {
	p.Helper()
	if got := p.read(); got != message {
		p.Fatalf("got %s, want %s", got, message)
	}
}

// closed returns the code with which the server closes the socket, 0 if the close frame has none. It skips messages.
func (p *testSocket) closed() int {
	p.Helper()
	for {
		op, payload, err := p.frame()
		must(p.T, err)
		switch {
		case op == opClose && len(payload) == 0:
			return 0
		case op == opClose:
			p.Logf("closed: %s", payload[2:])
			return int(binary.BigEndian.Uint16(payload))
		}
	}
}

// waitForClose waits until the server has closed the connection.
func (p *testSocket) waitForClose() {
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
	most    atomic.Int64  // the largest value of working
	free    chan struct{} // closed to end the work of `wait`
	ticks   atomic.Int64
	slots   *fairslots.Pool

	mu       sync.Mutex
	watching map[*counter]func()
}

// tick lets every `watch` return one more result.
func (c *counting) tick() {
	c.ticks.Add(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, wake := range c.watching {
		wake()
	}
}

func (c *counting) open(payload []byte, wake func()) Operation {
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

// lock fails the test if two methods run at the same time, or one after Close.
func (o *counter) lock() (unlock func()) {
	if !o.alone.CompareAndSwap(false, true) || o.closed.Load() {
		o.all.t.Error("not alone, or closed")
	}
	return func() { o.alone.Store(false) }
}

// Ready returns the results up to the current number.
func (o *counter) Ready(payloads [][]byte, p Portion) ([][]byte, State) {
	defer o.lock()()
	switch {
	case !o.begun:
		return payloads, Blocked
	case o.verb == "panic":
		panic("as asked")
	case o.verb == "watch":
		o.n = o.all.ticks.Load()
	}
	for p.Bytes > 0 && o.at < o.n {
		o.at++
		payloads = append(payloads, fmt.Appendf(nil, `{"data":{"n":%d%s}}`, o.at, strings.Repeat(" ", o.size)))
		p.Bytes -= len(payloads[len(payloads)-1])
	}
	switch {
	case o.at < o.n:
		return payloads, More
	case o.verb == "watch":
		return payloads, Idle
	}
	return payloads, Done
}

// Slots returns the pool of all operations.
func (o *counter) Slots() *fairslots.Pool { return o.all.slots }

// Work reads the query.
func (o *counter) Work(ctx context.Context) (again bool) {
	defer o.lock()()
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

// Finish ends the operation as the query says.
func (o *counter) Finish() (errors []byte, closeCode int, reason string) {
	defer o.lock()()
	switch o.verb {
	case "fail":
		return []byte(`[{"message":"as asked"}]`), 0, ""
	case "end":
		return nil, int(o.n), "as asked"
	}
	return nil, 0, ""
}

// Close counts the operation as closed.
func (o *counter) Close() {
	defer o.lock()()
	o.closed.Store(true)
	o.all.alive.Add(-1)
	o.all.mu.Lock()
	defer o.all.mu.Unlock()
	delete(o.all.watching, o)
}

// testTimeout is how long a test waits for what must happen.
const testTimeout = 20 * time.Second

// eventually waits for what must happen.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(testTimeout); !happened(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}
