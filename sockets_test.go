package main

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Sockets are limited for each address, which a trusted proxy tells, and for each user.
func TestSocketsAreLimited(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_TRUSTED_PROXIES=127.0.0.0/8", "CHATTR_SOCKETS_PER_ADDRESS=2", "CHATTR_SOCKETS_PER_USER=3")
	var open []*websocket.Conn
	for _, from := range []string{"192.0.2.1", "192.0.2.1", "2001:db8::1"} {
		conn, response := p.dial(t, from)
		if conn == nil {
			t.Fatalf("%s from %s", response.Status, from)
		}
		if kind, err := hello(conn); kind != "connection_ack" {
			t.Fatal(err)
		}
		open = append(open, conn)
	}
	if conn, response := p.dial(t, "192.0.2.1"); conn != nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a third socket of one address: %s", response.Status)
	}
	conn, _ := p.dial(t, "2001:db8::2") // the second of its network, and the fourth of the user
	if kind, err := hello(conn); !websocket.IsCloseError(err, 4403) {
		t.Errorf("a fourth socket of one user: %s, %v", kind, err)
	}
	_ = open[0].Close()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		conn, _ := p.dial(t, "192.0.2.1")
		if conn != nil {
			if kind, err := hello(conn); kind != "connection_ack" {
				t.Error(err)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("a socket that was closed counts still")
		}
	}
}

// dial opens a socket as if through a proxy; it is nil when the server refuses.
func (p *process) dial(t *testing.T, from string) (*websocket.Conn, *http.Response) {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	conn, response, err := dialer.Dial(strings.Replace(p.url, "http", "ws", 1)+"/graphql", http.Header{"X-Forwarded-For": {from}})
	if err != nil && !errors.Is(err, websocket.ErrBadHandshake) {
		t.Fatal(err)
	}
	if conn != nil {
		t.Cleanup(func() { _ = conn.Close() })
		_ = conn.SetReadDeadline(time.Now().Add(patience))
	}
	return conn, response
}

// hello authenticates a socket and is the kind of the answer.
func hello(conn *websocket.Conn) (kind string, err error) {
	init := map[string]any{"type": "connection_init", "payload": map[string]string{"authorization": "Bearer " + ownerToken}}
	if err := conn.WriteJSON(init); err != nil {
		return "", err
	}
	var answer struct{ Type string }
	err = conn.ReadJSON(&answer)
	return answer.Type, err
}
