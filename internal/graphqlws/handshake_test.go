package graphqlws

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestHandshake(t *testing.T) {
	t.Parallel()
	_, response := newFixture(t, Options{}).dialRaw(upgradeHeaders)
	for header, want := range map[string]string{ // the key and the response are those of RFC 6455, section 1.3
		"Sec-WebSocket-Accept": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Sec-WebSocket-Protocol": subprotocol,
		"Sec-WebSocket-Extensions": "", "Upgrade": "websocket", "Connection": "Upgrade",
	} {
		if got := response.Header.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
}

func TestHandshakeRefused(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	for name, c := range map[string]struct {
		old, new string
		status   int
	}{
		"no connection header": {"Connection: keep-alive, Upgrade\r\n", "", http.StatusBadRequest},
		"other connection":     {"Upgrade\r\nUpgrade:", "close\r\nUpgrade:", http.StatusBadRequest},
		"old version":          {"Version: 13", "Version: 8", http.StatusUpgradeRequired},
		"no version":           {"Sec-WebSocket-Version: 13\r\n", "", http.StatusUpgradeRequired},
		"no key":               {"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", http.StatusBadRequest},
		"short key":            {"dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ==", http.StatusBadRequest},
		"malformed credential": {"Upgrade:", "Authorization: Bearer\r\nUpgrade:", http.StatusUnauthorized},
		"a body":               {"Upgrade:", "Content-Length: 1\r\nUpgrade:", http.StatusBadRequest},
		"a body in chunks":     {"Upgrade:", "Transfer-Encoding: chunked\r\nUpgrade:", http.StatusBadRequest},
	} {
		_, response := f.dialRaw(strings.Replace(upgradeHeaders, c.old, c.new, 1))
		if response.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", name, response.Status, c.status)
		}
		if c.status == http.StatusUpgradeRequired && response.Header.Get("Sec-WebSocket-Version") != "13" {
			t.Errorf("%s: %v", name, response.Header)
		}
	}
	if n := len(f.server.open); n != 0 || f.server.limiter.all != 0 {
		t.Errorf("%d sockets open, %d counted", n, f.server.limiter.all)
	}
}

func TestSocketReadsWhatCameWithTheHandshake(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	conn, err := net.Dial("tcp", f.address)
	must(f.T, err)
	defer conn.Close()
	must(f.T, conn.SetDeadline(time.Now().Add(testTimeout)))
	early := string(masked(0x81, `{"type":"connection_init"}`)) +
		string(masked(0x81, `{"id":"1","type":"subscribe","payload":{"query":"count 1","x":"`+strings.Repeat("x", 2000)+`"}}`))
	_, err = io.WriteString(conn, "GET /graphql HTTP/1.1\r\nHost: x\r\n"+upgradeHeaders+"\r\n"+early)
	must(f.T, err)
	p := newTestSocket(t, conn)
	_, err = http.ReadResponse(p.in, nil)
	must(f.T, err)
	p.expect(`{"type":"connection_ack"}`)
	p.expect(`{"id":"1","type":"next","payload":{"data":{"n":1}}}`)
	p.expect(`{"id":"1","type":"complete"}`)
	p.send(`{"type":"ping"}`)
	p.expect(`{"type":"pong"}`)
}

func TestSocketWithoutOurSubprotocol(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	for _, instead := range []string{"", "Sec-WebSocket-Protocol: graphql-ws\r\n"} {
		headers, _, _ := strings.Cut(upgradeHeaders, "Sec-WebSocket-Protocol")
		p, response := f.dialRaw(headers + instead)
		if response.StatusCode != http.StatusSwitchingProtocols || response.Header.Get("Sec-WebSocket-Protocol") != "" {
			t.Error(response)
		}
		if got := p.closed(); got != 4406 {
			t.Errorf("closed with %d", got)
		}
		p.waitForClose()
	}
}
