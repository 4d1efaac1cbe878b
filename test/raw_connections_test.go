package test

import (
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// answer is all that the server answers, headers included.
func (c secretCase) answer(t *testing.T, p *process) string {
	t.Helper()
	return c.sendTo(t, p.url)
}

func (c secretCase) sendTo(t *testing.T, base string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), c.method, base+c.path, strings.NewReader(c.body))
	if err != nil {
		t.Errorf("%s: %v", c.what, err)
		return ""
	}
	request.Header = c.header
	response, err := client.Do(request)
	if err != nil { // it closes on who sends too much; what it has said to others is read there
		return ""
	}
	defer response.Body.Close()
	text, err := httputil.DumpResponse(response, true)
	if err != nil {
		t.Errorf("%s: %v", c.what, err)
	}
	return string(text)
}

// talk says messages on a socket and is all that comes back until it is closed.
func (p *process) talk(t *testing.T, messages []string) (heard string) {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	socket, _, err := dialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(p.url, "http")+"/graphql", nil)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer socket.Close()
	_ = socket.SetReadDeadline(time.Now().Add(patience))
	for _, message := range messages {
		if err := socket.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			break // it has been closed for the message before
		}
	}
	for {
		_, text, err := socket.ReadMessage()
		if err != nil {
			return heard + err.Error()
		}
		heard += string(text) + "\n"
	}
}

// raw is what the server answers to the bytes.
func (p *process) raw(t *testing.T, text string) string {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Error(err)
		return ""
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(patience))
	_, _ = io.WriteString(connection, text)
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
	}
	answer, _ := io.ReadAll(connection)
	return string(answer)
}
