package test

import (
	"bufio"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A reverse proxy that requires a password forwards it. Chattr ignores it and uses the session in the cookie, over every transport.
func TestPasswordOfAProxyIsIgnored(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_OWNER_TOKEN=")
	cookie := "chattr_session=" + p.signIn(t, p.SignInLink())
	const viewerQuery = `{"query":"{viewer{user{name}}}"}`
	for _, accept := range []string{"application/json", "text/event-stream"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/graphql", strings.NewReader(viewerQuery))
		if err != nil {
			t.Fatal(err)
		}
		request.Header = http.Header{
			"Accept": {accept}, "Content-Type": {"application/json"}, "Cookie": {cookie}, "Authorization": {"Basic dXNlcjpwYXNz"},
		}
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		found := false
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			found = found || strings.Contains(lines.Text(), `"name":"owner"`)
		}
		if response.StatusCode != http.StatusOK || !found {
			t.Errorf("%s: got %s without the owner, want the owner as the viewer", accept, response.Status)
		}
	}
	conn, response := p.dial(t, "192.0.2.1", "Cookie", cookie, "Authorization", "Basic dXNlcjpwYXNz")
	if conn == nil {
		t.Fatal(response.Status)
	}
	if kind, err := hello(conn, ""); kind != "connection_ack" {
		t.Fatal(kind, err)
	}
	if err := conn.WriteJSON(map[string]any{"id": "1", "type": "subscribe", "payload": map[string]any{"query": "{viewer{user{name}}}"}}); err != nil {
		t.Fatal(err)
	}
	var next struct{ Payload any }
	if err := conn.ReadJSON(&next); err != nil || !strings.Contains(fmt.Sprint(next.Payload), "name:owner") {
		t.Errorf("over a socket: got the viewer %v, %v; want the owner", next.Payload, err)
	}
}
