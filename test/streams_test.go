package test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chattr/internal/model"
)

func cursor(t *testing.T, opaque string) model.Cursor {
	t.Helper()
	c, err := model.ParseCursor(opaque)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// listening is a stream that is read until it ends, with what it received.
type listening struct {
	*output
	ended chan struct{}
	err   error // how the stream ended; read it after ended
}

func listen(read func(io.Writer) error) *listening {
	l := &listening{output: newOutput(), ended: make(chan struct{})}
	go func() {
		defer close(l.ended)
		l.err = read(l.output)
	}()
	return l
}

// receives waits until the stream has received the content.
func (l *listening) receives(t *testing.T, content string) {
	t.Helper()
	if _, err := l.wait(regexp.MustCompile("(" + regexp.QuoteMeta(content) + ")")); err != nil {
		t.Fatalf("%v; the stream received %s", err, l.text())
	}
}

func subscription(channel model.ID, after model.Cursor) string {
	return fmt.Sprintf(`subscription{channelEvents(channelId:%q,after:%q){message{content}}}`, channel, after)
}

// listenToEvents listens with server-sent events.
func (p *process) listenToEvents(t *testing.T, token string, channel model.ID, after model.Cursor) *listening {
	t.Helper()
	return listen(p.openEvents(t, token, channel, after))
}

// openEvents opens a stream of server-sent events and returns a function that reads it.
func (p *process) openEvents(t *testing.T, token string, channel model.ID, after model.Cursor) func(io.Writer) error {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	address := p.url + "/graphql?query=" + url.QueryEscape(subscription(channel, after))
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return func(received io.Writer) error {
		defer response.Body.Close()
		_, err := io.Copy(received, response.Body)
		return err
	}
}

// listenOnSocket listens with a WebSocket.
func (p *process) listenOnSocket(t *testing.T, token string, channel model.ID, after model.Cursor) *listening {
	t.Helper()
	return listen(p.openSocket(t, token, channel, after))
}

// openSocket opens a stream on a WebSocket and returns a function that reads it.
func (p *process) openSocket(t *testing.T, token string, channel model.ID, after model.Cursor) func(io.Writer) error {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	conn, _, err := dialer.Dial(strings.Replace(p.url, "http", "ws", 1)+"/graphql", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	for _, message := range []map[string]any{
		{"type": "connection_init", "payload": map[string]string{"authorization": "Bearer " + token}},
		{"type": "subscribe", "id": "1", "payload": map[string]string{"query": subscription(channel, after)}},
	} {
		if err := conn.WriteJSON(message); err != nil {
			t.Fatal(err)
		}
		if message["type"] == "connection_init" {
			_, _, err = conn.ReadMessage() // the protocol forbids to subscribe before connection_ack
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return func(received io.Writer) error {
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				return err
			}
			_, _ = received.Write(message)
		}
	}
}

// dial opens a socket like a reverse proxy for that address, with more headers. The socket is nil if the server refuses it.
func (p *process) dial(t *testing.T, from string, more ...string) (*websocket.Conn, *http.Response) {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	header := http.Header{"X-Forwarded-For": {from}}
	for i := 0; i < len(more); i += 2 {
		header.Set(more[i], more[i+1])
	}
	conn, response, err := dialer.Dial(strings.Replace(p.url, "http", "ws", 1)+"/graphql", header)
	if err != nil && !errors.Is(err, websocket.ErrBadHandshake) {
		t.Fatal(err)
	}
	if conn != nil {
		t.Cleanup(func() { _ = conn.Close() })
		_ = conn.SetReadDeadline(time.Now().Add(patience))
	}
	return conn, response
}

// hello sends connection_init, with the token unless it is "", and returns the type of the response.
func hello(conn *websocket.Conn, token string) (kind string, err error) {
	payload := map[string]string{}
	if token != "" {
		payload["authorization"] = "Bearer " + token
	}
	init := map[string]any{"type": "connection_init", "payload": payload}
	if err := conn.WriteJSON(init); err != nil {
		return "", err
	}
	var decoded struct{ Type string }
	err = conn.ReadJSON(&decoded)
	return decoded.Type, err
}

// idle opens a socket without operations.
func (p *process) idle(t *testing.T, token string, headers ...string) *listening {
	t.Helper()
	conn, response := p.dial(t, "192.0.2.1", headers...)
	if conn == nil {
		t.Fatal(response.Status)
	}
	if kind, err := hello(conn, token); kind != "connection_ack" {
		t.Fatal(err)
	}
	return listen(func(received io.Writer) error {
		_, message, err := conn.ReadMessage()
		_, _ = received.Write(message)
		return err
	})
}

// isClosed waits until a socket is closed with code 4401, because its credential is not valid any more.
func (l *listening) isClosed(t *testing.T) {
	t.Helper()
	select {
	case <-l.ended:
	case <-time.After(patience):
		t.Fatal("the socket is still open")
	}
	if !websocket.IsCloseError(l.err, 4401) {
		t.Errorf("the socket ended with %v after %q, want close code 4401", l.err, l.text())
	}
}
