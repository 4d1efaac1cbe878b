package test

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// A server that receives SIGTERM ends with exit code 0. No client can delay the shutdown.
func TestShutdownIsNotDelayedByClients(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	address := strings.TrimPrefix(p.url, "http://")
	for _, path := range routesOf(p) {
		for _, request := range unsentBodies {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			_, _ = fmt.Fprintf(conn, request, path)
		}
	}
	startUnreadRequests(t, p)
	p.Terminate() // with exit code 0: a server whose shutdown times out ends with 1
}

// startUnreadRequests starts requests, streams and sockets whose responses are larger than the buffers of the network. It does not read
// them.
func startUnreadRequests(t *testing.T, p *process) {
	t.Helper()
	large := strings.Repeat("x", 4000)
	for range 100 {
		p.GraphQL(nil, `mutation($in:PostMessageInput!){postMessage(input:$in){cursor}}`,
			map[string]any{"in": map[string]any{"channelId": p.webhookChannel(), "content": large}})
	}
	page := fmt.Sprintf(`{"query":"{channel(id:\"%s\"){messages(last:100){edges{node{content}}}}}"}`, p.webhookChannel())
	stream := fmt.Sprintf(`{"query":"subscription{channelEvents(channelId:\"%s\"){cursor message{content}}}"}`, p.webhookChannel())
	for body, accept := range map[string]string{page: "application/json", stream: "text/event-stream"} {
		for range 5 {
			conn := dialWithSmallBuffer(t, p)
			_, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: %s\r\n"+
				"Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s", accept, ownerToken, len(body), body)
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 5 {
		dialer := websocket.Dialer{
			Subprotocols: []string{"graphql-transport-ws"},
			NetDial:      func(string, string) (net.Conn, error) { return dialWithSmallBuffer(t, p), nil },
		}
		conn, _, err := dialer.Dial(strings.Replace(p.url, "http", "ws", 1)+"/graphql", nil)
		if err != nil {
			t.Fatal(err)
		}
		if kind, err := hello(conn, ownerToken); kind != "connection_ack" {
			t.Fatal(err)
		}
		_ = conn.WriteJSON(map[string]any{"type": "subscribe", "id": "1", "payload": map[string]any{
			"query": fmt.Sprintf(`subscription{channelEvents(channelId:"%s"){cursor message{content}}}`, p.webhookChannel()),
		}})
	}
	for range 200 { // more than fits into the buffers
		p.GraphQL(nil, `mutation($in:PostMessageInput!){postMessage(input:$in){cursor}}`,
			map[string]any{"in": map[string]any{"channelId": p.webhookChannel(), "content": large}})
	}
}

// dialWithSmallBuffer returns a connection with a small receive buffer, so that the server soon has to wait.
func dialWithSmallBuffer(t *testing.T, p *process) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.(*net.TCPConn).SetReadBuffer(4 << 10)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}
