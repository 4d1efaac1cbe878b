package test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Connections that wait for their client do not prevent users with a token from connecting, neither from the same address nor from
// another one, and do not end the streams of these users.
func TestWaitingConnectionsDoNotKeepUsersOut(t *testing.T) {
	t.Parallel()
	const connections, rounds, interval, within = 400, 4, 150 * time.Millisecond, 3 * 2 * time.Second
	p := startServerUnder(t, []string{"sh", "-c", `ulimit -n 256; exec "$0" "$@"`})
	channel := p.webhookChannel()
	streams := p.honestReaders(t, nil, 0)
	stream, err := http.DefaultClient.Do(p.streamRequest(t.Context(), fmt.Sprintf(`subscription{channelEvents(channelId:"%s"){cursor message{content}}}`, channel)))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	streams.wanted = 1
	go streams.read(stream.Body)
	streams.awaitAll(t, p.WebhookURL())
	for _, attack := range []struct{ name, request string }{
		{"silent", ""},
		{"half a head", "GET /healthz HTTP/1.1\r\nHost: a\r\n"},
		{"idle", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"},
		{"slow body", "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"},
		{"slow post", "POST /webhooks/1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 6000\r\n\r\n{"},
		{"socket without connection_init", "GET /graphql HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"},
	} {
		stop := p.keepConnections(attack.request, connections)
		for range rounds {
			for _, from := range []string{"127.0.0.1", "127.0.0.2"} {
				began := time.Now()
				refused := p.servesUser(t, from, began.Add(within))
				t.Logf("%s: from %s a query and a socket took %v after %d closed connections", attack.name, from, time.Since(began), refused)
			}
			time.Sleep(interval) // the attack continues meanwhile
		}
		stop()
	}
	streams.post(p.WebhookURL())
	if p99 := streams.p99(t); p99 > within {
		t.Errorf("the stream that was open received a post after %v, want at most %v", p99, within)
	}
}

// keepConnections holds that many connections on which it sends the request, and opens them again when they are closed, until stop is
// called.
func (p *process) keepConnections(request string, connections int) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	for range connections {
		running.Go(func() {
			for ctx.Err() == nil {
				conn, err := new(net.Dialer).DialContext(ctx, "tcp", strings.TrimPrefix(p.url, "http://"))
				if err == nil {
					unblock := context.AfterFunc(ctx, func() { _ = conn.Close() })
					_, _ = io.WriteString(conn, request)
					_, _ = io.Copy(io.Discard, conn)
					unblock()
					_ = conn.Close()
				}
				select {
				case <-ctx.Done():
				case <-time.After(500 * time.Millisecond):
				}
			}
		})
	}
	return func() { cancel(); running.Wait() }
}

// servesUser fails the test unless a query and a socket with a token succeed before the deadline. It returns how many attempts failed
// before that.
func (p *process) servesUser(t *testing.T, from string, deadline time.Time) (closed int) {
	t.Helper()
	ctx, cancel := context.WithDeadline(t.Context(), deadline)
	defer cancel()
	dial := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}).DialContext
	for _, try := range []func() error{
		func() error { return p.tryQuery(ctx, dial) },
		func() error { return p.trySocket(ctx, dial) },
	} {
		for err := try(); err != nil; err = try() {
			closed++
			if ctx.Err() != nil {
				t.Fatalf("a user from %s received no response: %v", from, err)
			}
		}
	}
	return closed
}

type dialer = func(ctx context.Context, network, address string) (net.Conn, error)

// tryQuery sends a query on its own connection.
func (p *process) tryQuery(ctx context.Context, dial dialer) error {
	client := http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/graphql", strings.NewReader(`{"query":"{viewer{user{name}}}"}`))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+ownerToken)
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && !strings.Contains(string(body), `"name":"owner"`) {
		err = fmt.Errorf("%s: %s", response.Status, body)
	}
	return err
}

// trySocket opens a socket with a token.
func (p *process) trySocket(ctx context.Context, dial dialer) error {
	d := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, NetDialContext: dial}
	conn, response, err := d.DialContext(ctx, strings.Replace(p.url, "http", "ws", 1)+"/graphql", nil)
	if err != nil {
		return err
	}
	defer conn.Close()
	_ = response.Body.Close()
	deadline, _ := ctx.Deadline()
	_ = conn.SetReadDeadline(deadline)
	_, err = hello(conn, ownerToken)
	return err
}
