package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chattr/internal/chat"
	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// frame is a message of graphql-transport-ws.
type frame struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// client is a client of graphql-transport-ws.
type client struct {
	*fixture
	conn *websocket.Conn
}

func (w *fixture) dial(headers ...string) *client {
	w.Helper()
	c, response, err := w.tryDial(headers...)
	if err != nil {
		w.Fatalf("%v: %+v", err, response)
	}
	return c
}

func (w *fixture) tryDial(headers ...string) (*client, *http.Response, error) {
	header := http.Header{}
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Sec-WebSocket-Protocol" {
			dialer.Subprotocols = []string{headers[i+1]}
			continue
		}
		header.Set(headers[i], headers[i+1])
	}
	conn, response, err := dialer.Dial(strings.Replace(w.url, "http", "ws", 1), header)
	if err != nil {
		return nil, response, err
	}
	w.Cleanup(func() { _ = conn.Close() })
	w.must(conn.SetReadDeadline(time.Now().Add(testTimeout)))
	return &client{fixture: w, conn: conn}, response, nil
}

// enter opens a socket with the credential and waits until it is acknowledged.
func (w *fixture) enter(authorization string, headers ...string) *client {
	w.Helper()
	c := w.dial(headers...)
	c.send(`{"type":"connection_init","payload":{"AUTHORIZATION":"` + authorization + `"}}`)
	if got := c.read(); got.Type != "connection_ack" {
		w.Fatalf("%+v", got)
	}
	return c
}

func (c *client) send(message string) {
	c.Helper()
	c.must(c.conn.WriteMessage(websocket.TextMessage, []byte(message)))
}

func (c *client) subscribe(id, query string) {
	c.Helper()
	raw, err := json.Marshal(map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": query}})
	c.must(err)
	c.send(string(raw))
}

// read returns the next message that is not a ping.
func (c *client) read() (f frame) {
	c.Helper()
	for {
		f = frame{}
		if err := c.conn.ReadJSON(&f); err != nil {
			c.Fatal(err)
		}
		if f.Type != "ping" {
			return f
		}
	}
}

// expect reads a message of that type and id with text in its payload.
func (c *client) expect(id, kind, text string) {
	c.Helper()
	if got := c.read(); got.ID != id || got.Type != kind || !strings.Contains(string(got.Payload), text) {
		c.Fatalf("got %+v %s, want %s %s with %s", got, got.Payload, kind, id, text)
	}
}

// closed returns the code with which the server closes the socket.
func (c *client) closed() int {
	c.Helper()
	for {
		_, message, err := c.conn.ReadMessage()
		var end *websocket.CloseError
		switch {
		case errors.As(err, &end):
			return end.Code
		case err != nil:
			c.Fatal(err)
		default:
			c.Logf("heard %s", message)
			if strings.Contains(string(message), `"complete"`) {
				c.Fatal("complete before the end")
			}
		}
	}
}

func TestSocketCarriesEvents(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.enter(bearerOwner)
	c.subscribe("s", w.watch(w.post("zero")))
	for _, content := range []string{"one", "two", "three"} {
		cursor := w.post(content)
		c.expect("s", "next", `"cursor":"`+cursor+`","kind":"MESSAGE_POSTED","message":{"content":"`+content+`"`)
	}
	c.send(`{"id":"s","type":"complete"}`)
	c.subscribe("s", "{ viewer { user { name } } }") // an id is free again immediately
	c.expect("s", "next", `"name":"owner"`)
	c.expect("s", "complete", "")
}

func TestSocketReportsWhyAStreamEnds(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.enter(bearerOwner)
	for query, code := range map[string]string{
		w.watch("garbage"):                                        "CURSOR_INVALID",
		"subscription { nonsense }":                               "GRAPHQL_VALIDATION_FAILED",
		"subscription {":                                          "GRAPHQL_PARSE_FAILED",
		"{" + strings.Repeat("__typename ", 600) + "}":            "COMPLEXITY_LIMIT_EXCEEDED",
		`subscription { channelEvents(channelId: "1") { kind } }`: "NOT_FOUND",
		`subscription { a: channelEvents(channelId: "1") { kind } b: channelEvents(channelId: "1") { kind } }`: "GRAPHQL_VALIDATION_FAILED",
	} {
		c.subscribe("x", query) // the same id: nothing follows an error
		c.expect("x", "error", `"code":"`+code+`"`)
	}
	c.subscribe("gone", w.watch(w.post("one")))
	c.subscribe("sync", "{ __typename }")
	c.expect("sync", "next", "Query")
	c.expect("sync", "complete", "")
	_, err := w.chat.Channels.Delete(w.Context(), w.owner, chat.DeleteChannelInput{ChannelID: w.channel})
	w.must(err)
	c.expect("gone", "error", `"code":"NOT_FOUND"`)
}

func TestSocketBreakingTheProtocol(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const hello = `{"type":"connection_init"}`
	subscribe := fmt.Sprintf(`{"id":"1","type":"subscribe","payload":{"query":%q}}`, w.watch(""))
	for name, c := range map[string]struct {
		messages []string
		code     int
	}{
		"not JSON":               {[]string{"nonsense"}, 4400},
		"duplicate name":         {[]string{hello, `{"type":"ping","type":"pong"}`}, 4400},
		"half a surrogate pair":  {[]string{hello, `{"id":"1","type":"subscribe","payload":{"query":"{__typename}","variables":{"a":"\ud800"}}}`}, 4400},
		"unknown type":           {[]string{hello, `{"type":"start"}`}, 4400},
		"batch":                  {[]string{`[` + hello + `]`}, 4400},
		"no id":                  {[]string{hello, `{"type":"subscribe","payload":{"query":"{__typename}"}}`}, 4400},
		"no payload":             {[]string{hello, `{"id":"1","type":"subscribe"}`}, 4400},
		"payload of no object":   {[]string{`{"type":"connection_init","payload":[1]}`}, 4400},
		"subscribe before hello": {[]string{subscribe}, 4401},
		"hello twice":            {[]string{hello, hello}, 4429},
		"bad token":              {[]string{`{"type":"connection_init","payload":{"authorization":"Bearer nonsense"}}`}, 4401},
		"no bearer":              {[]string{`{"type":"connection_init","payload":{"authorization":"Basic x"}}`}, 4401},
		"too large":              {[]string{hello, strings.Repeat(" ", maxBody+1)}, websocket.CloseMessageTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			client := w.dial()
			for _, message := range c.messages {
				client.send(message)
			}
			if got := client.closed(); got != c.code {
				t.Errorf("closed with %d, want %d", got, c.code)
			}
		})
	}
	t.Run("id taken", func(t *testing.T) {
		client := w.enter(bearerOwner)
		client.send(subscribe)
		client.send(subscribe)
		if got := client.closed(); got != 4409 {
			t.Errorf("closed with %d", got)
		}
	})
	t.Run("other protocol", func(t *testing.T) {
		if got := w.dial("Sec-WebSocket-Protocol", "graphql-ws").closed(); got != 4406 {
			t.Errorf("closed with %d", got)
		}
	})
}

func TestSocketRespondsToPings(t *testing.T) {
	t.Parallel()
	c := newFixture(t).dial()
	c.send(`{"type":"ping","payload":{"a":1}}`)
	c.expect("", "pong", `{"a":1}`)
	c.send(`{"type":"connection_init"}`)
	c.expect("", "connection_ack", "")
	c.send(`{"type":"pong"}`)
	c.send(`{"type":"complete","id":"unknown"}`)
	c.send(`{"type":"ping"}`)
	c.expect("", "pong", "")
}

func TestSocketWithoutCredentials(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.dial()
	c.send(`{"type":"connection_init","payload":null}`)
	c.expect("", "connection_ack", "")
	c.subscribe("1", w.watch(""))
	c.expect("1", "error", "UNAUTHENTICATED")
	c.subscribe("2", "{ viewer { user { id } } }")
	c.expect("2", "next", "UNAUTHENTICATED")
	c.expect("2", "complete", "")
}

func TestSocketOfARevokedTokenIsClosed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"with a stream", "at the next operation"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newFixture(t)
			made, err := w.chat.AccessTokens.Create(w.Context(), w.owner, chat.CreateAccessTokenInput{Name: "page"})
			w.must(err)
			c := w.enter("Bearer " + made.Secret)
			if name == "with a stream" {
				c.subscribe("s", w.watch(w.post("one")))
				w.post("two")
				c.expect("s", "next", "two")
			}
			_, err = w.chat.AccessTokens.Revoke(w.Context(), w.owner, chat.RevokeAccessTokenInput{AccessTokenID: made.AccessToken.ID})
			w.must(err)
			if name != "with a stream" {
				c.subscribe("q", "{ __typename }")
			}
			if got := c.closed(); got != 4401 {
				t.Errorf("closed with %d", got)
			}
		})
	}
}

// The owner token is also refused when another administrator disables its user.
func TestSocketsOfADisabledUserAreClosed(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	up, err := w.chat.SignIn.SignUp(w.Context(), chat.SignUpInput{Name: "other", Password: "a phrase of some words", Client: netip.IPv6Loopback()})
	w.must(err)
	_, err = w.chat.Accounts.UpdateAccount(w.Context(), w.owner, chat.UpdateAccountInput{UserID: up.User.ID, Administrator: model.Some(true)})
	w.must(err)
	made, err := w.chat.AccessTokens.Create(w.Context(), w.owner, chat.CreateAccessTokenInput{Name: "page"})
	w.must(err)
	sockets := map[string]*client{
		"session": w.enter("", "Cookie", sessionCookie+w.session()), "token": w.enter("Bearer " + made.Secret),
		"owner token": w.enter(bearerOwner), "owner token, idle": w.enter(bearerOwner),
	}
	for name, c := range sockets {
		if !strings.HasSuffix(name, "idle") {
			c.subscribe("s", w.watch(w.post("one")))
			w.post("two")
			c.expect("s", "next", "two")
		}
	}
	_, response := w.ask(fmt.Sprintf(`mutation { updateAccount(input: {userId: "%d", enabled: false}) { account { enabled } } }`, w.owner.UserID()),
		"Cookie", sessionCookie+up.Cookie)
	if response.code() != "" {
		t.Fatal(response.raw)
	}
	for name, c := range sockets {
		if got := c.closed(); got != 4401 {
			t.Errorf("%s: closed with %d", name, got)
		}
	}
	if _, response := w.ask("{ viewer { user { id } } }", "Authorization", bearerOwner); response.code() != "UNAUTHENTICATED" {
		t.Errorf("the owner token is returned %s", response.raw)
	}
}

func TestSocketIsClosedForRestartWhenTheServerStops(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*fixture){
		"handler": func(w *fixture) { close(w.done) },
		"chat":    func(w *fixture) { w.chat.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newFixture(t)
			c := w.enter(bearerOwner)
			c.subscribe("s", w.watch(w.post("one")))
			w.post("two")
			c.expect("s", "next", "two")
			stop(w)
			if got := c.closed(); got != websocket.CloseServiceRestart {
				t.Errorf("closed with %d", got)
			}
		})
	}
}

func TestSocketHasABoundOfOperations(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.enter(bearerOwner)
	for i := range 50 {
		c.subscribe(fmt.Sprint("s", i), w.watch(""))
	}
	c.subscribe("one more", w.watch(""))
	c.expect("one more", "error", "LIMIT_REACHED")
	c.send(`{"id":"s0","type":"complete"}`)
	c.subscribe("one more", "{ __typename }")
	c.expect("one more", "next", "Query")
}

func TestSocketOrigins(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	cookie := sessionCookie + w.session()
	for _, c := range []struct {
		name, origin string
		who          string // "" is refused
	}{
		{"no web page", "", `"name":"owner"`},
		{"our own host", w.url, `"name":"owner"`},
		{"the public address", "https://chat.example", `"name":"owner"`},
		{"a listed one, whose pages send no cookie", friend, "UNAUTHENTICATED"},
		{"another", otherOrigin, ""},
		{"a sandbox", "null", ""},
		{"one that looks like ours", strings.Replace(w.url, "127.0.0.1", "127.0.0.1.example", 1), ""},
	} {
		headers := []string{"Cookie", cookie}
		if c.origin != "" {
			headers = append(headers, "Origin", c.origin)
		}
		client, response, err := w.tryDial(headers...)
		if c.who == "" {
			if err == nil || response.StatusCode != http.StatusForbidden {
				t.Errorf("%s: %v %v", c.name, response, err)
			}
			continue
		}
		w.must(err)
		client.send(`{"type":"connection_init"}`)
		client.expect("", "connection_ack", "")
		client.subscribe("1", "{ viewer { user { name } } }")
		client.expect("1", "next", c.who)
	}
}

// A refused handshake is answered with a GraphQL error and the time to wait.
func TestSocketHandshakeIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	quiet := slog.New(slog.DiscardHandler)
	refusal := func(o Options) (*http.Response, response) {
		o.PublicURL, o.Log = "https://chat.example", quiet
		server := httptest.NewServer(httpbody.New(httpbody.Timeout).Handler(New(w.chat, o)))
		t.Cleanup(server.Close)
		w.url = server.URL
		if o.Done == nil {
			w.dial()
		}
		var response *http.Response
		eventually(t, "a handshake is refused", func() bool {
			_, refused, err := w.tryDial()
			response = refused
			return err != nil
		})
		return response, w.read(response)
	}
	response, a := refusal(Options{SocketsPerAddress: 1})
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") != "10" || a.code() != "OVERLOADED" {
		t.Errorf("above the limit: got %s, Retry-After %q, %s; want 503, 10, OVERLOADED", response.Status, response.Header.Get("Retry-After"), a.raw)
	}
	done := make(chan struct{})
	close(done)
	if response, a := refusal(Options{Done: done}); response.StatusCode != http.StatusServiceUnavailable || a.code() != "SHUTTING_DOWN" {
		t.Errorf("while the server stops: got %s, %s; want 503, SHUTTING_DOWN", response.Status, a.raw)
	}
}
