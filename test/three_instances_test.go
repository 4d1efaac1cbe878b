package test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// trio is three real processes on one PostgreSQL database.
type trio struct {
	all     [3]*process
	admin   *sql.DB // a connection to their database
	channel model.ID
	webhook string // the path of the demo's webhook: it is the same on each of them
}

func startTrio(t *testing.T, env ...string) *trio {
	t.Helper()
	database := dbtest.PostgresURL(t)
	env = append([]string{"CHATTR_DATABASE_URL=" + database}, env...)
	x := &trio{}
	for i := range x.all { // the first makes the demo; the database is not empty for the others
		x.all[i] = startServer(t, env...)
	}
	var err error
	if x.admin, err = db.PostgresPool(database, 1); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.admin.Close() })
	x.channel = x.all[0].webhookChannel()
	x.webhook = strings.TrimPrefix(x.all[0].WebhookURL(), x.all[0].URL())
	return x
}

// load posts through every instance at once.
func (x *trio) load(t *testing.T) (loads [3]*load) {
	for i, p := range x.all {
		l := &load{url: p.URL() + x.webhook}
		l.posts.Go(func() {
			for !l.over.Load() {
				l.post()
			}
		})
		t.Cleanup(func() { l.end() })
		loads[i] = l
	}
	return loads
}

// post posts through one instance and is where the event is in the stream.
func (x *trio) post(t *testing.T, p *process, content string) model.Cursor {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"content": content})
	response, err := http.Post(p.URL()+x.webhook, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Message struct{ Cursor string } }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s, %v", response.Status, err)
	}
	return cursor(t, answer.Message.Cursor)
}

// follow has a reader at each instance.
func (x *trio) follow(after model.Cursor) (readers [3]*reader) {
	for i, p := range x.all {
		readers[i] = p.follow(x.channel, after)
	}
	return readers
}

func (x *trio) head(t *testing.T) model.Cursor { return x.all[0].head(t, x.channel) }

func cursor(t *testing.T, opaque string) model.Cursor {
	t.Helper()
	c, err := model.ParseCursor(opaque)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// killListeners ends the connections over which hints arrive, and is how many there were.
func (x *trio) killListeners(t *testing.T) (count int) {
	t.Helper()
	err := x.admin.QueryRow(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = current_database() AND query LIKE 'LISTEN%'`).Scan(&count)
	if err != nil {
		t.Fatal(err)
	}
	return count
}

// listening is a stream that is read until it ends: what came, and how it ended.
type listening struct {
	*output
	ended chan struct{}
	err   error // read after ended
}

func listen(read func(io.Writer) error) *listening {
	l := &listening{output: newOutput(), ended: make(chan struct{})}
	go func() {
		defer close(l.ended)
		l.err = read(l.output)
	}()
	return l
}

// hears waits until a message with that content has come.
func (l *listening) hears(t *testing.T, content string) {
	t.Helper()
	if _, err := l.wait(regexp.MustCompile("(" + regexp.QuoteMeta(content) + ")")); err != nil {
		t.Fatalf("%v; it heard %s", err, l.text())
	}
}

func subscription(channel model.ID, after model.Cursor) string {
	return fmt.Sprintf(`subscription{channelEvents(channelId:%q,after:%q){message{content}}}`, channel, after)
}

// overEvents listens with server-sent events.
func (p *process) overEvents(t *testing.T, token string, channel model.ID, after model.Cursor) *listening {
	t.Helper()
	return listen(p.openEvents(t, token, channel, after))
}

// openEvents opens a stream of server-sent events and is what reads it.
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
	return func(heard io.Writer) error {
		defer response.Body.Close()
		_, err := io.Copy(heard, response.Body)
		return err
	}
}

// overSocket listens with a WebSocket.
func (p *process) overSocket(t *testing.T, token string, channel model.ID, after model.Cursor) *listening {
	t.Helper()
	return listen(p.openSocket(t, token, channel, after))
}

// openSocket opens a stream on a WebSocket and is what reads it.
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
			_, _, err = conn.ReadMessage() // subscribing before the acknowledgement is an offence
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return func(heard io.Writer) error {
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				return err
			}
			_, _ = heard.Write(message)
		}
	}
}
