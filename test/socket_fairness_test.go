package test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Documents with many posts that wait for a rate limit delay neither the operations of other sockets nor the start of streams.
func TestPostsThatWaitDoNotJamSockets(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_WEBHOOK_RATE=30", "CHATTR_WEBHOOK_BURST=60")
	channel := p.webhookChannel()
	document := p.documentOfPosts(t, 97, p.webhookInputs(t, channel.String(), 3))
	for range 8 {
		conn, _ := p.dial(t, "192.0.2.2")
		if kind, err := hello(conn, ""); kind != "connection_ack" {
			t.Fatal(err)
		}
		go keepPosting(conn, document)
	}
	conn, _ := p.dial(t, "192.0.2.1")
	if kind, err := hello(conn, ownerToken); kind != "connection_ack" {
		t.Fatal(err)
	}
	var query, stream []time.Duration
	for i := range 15 {
		query = append(query, timeOperation(t, conn, fmt.Sprint("q", i), "{__typename}"))
		// The subscription is refused. Only the check of the channel, which could wait, is measured.
		stream = append(stream, timeOperation(t, conn, fmt.Sprint("s", i), `subscription{channelEvents(channelId:\"1\"){cursor}}`))
	}
	for what, took := range map[string][]time.Duration{"a query": query, "checking a stream": stream} {
		slices.Sort(took)
		if got, want := took[len(took)/2], 3*time.Second; got > want {
			t.Errorf("%s takes %v (median), want less than %v", what, got, want)
		}
	}
}

// webhookInputs creates webhooks and returns their ids and tokens as fields of the input of executeWebhook.
func (p *process) webhookInputs(t *testing.T, channel string, n int) (inputs []string) {
	t.Helper()
	for range n {
		var created struct{ CreateWebhook struct{ URL string } }
		p.GraphQL(&created, `mutation($c:ID!){createWebhook(input:{channelId:$c,name:"N"}){url}}`, map[string]any{"c": channel})
		parts := strings.Split(created.CreateWebhook.URL, "/")
		inputs = append(inputs, fmt.Sprintf("appId:%q,token:%q", parts[len(parts)-2], parts[len(parts)-1]))
	}
	return inputs
}

// documentOfPosts returns a subscribe message, with %d for its id, that posts to the webhooks in turn.
func (p *process) documentOfPosts(t *testing.T, posts int, webhooks []string) string {
	t.Helper()
	var document strings.Builder
	document.WriteString("mutation{")
	for i := range posts {
		fmt.Fprintf(&document, `m%d:executeWebhook(input:{%s,content:"x"}){cursor}`, i, webhooks[i%len(webhooks)])
	}
	document.WriteString("}")
	return `{"id":"%d","type":"subscribe","payload":{"query":` + strconv.Quote(document.String()) + `}}`
}

// keepPosting keeps 50 operations running on a socket until it is closed.
func keepPosting(conn *websocket.Conn, document string) {
	for id := range 50 {
		if conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, document, id)) != nil {
			return
		}
	}
	for id := 50; ; {
		_, message, err := conn.ReadMessage()
		if err != nil {
			return
		}
		if bytes.Contains(message, []byte(`"complete"`)) || bytes.Contains(message, []byte(`"error"`)) {
			id++
			if conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, document, id)) != nil {
				return
			}
		}
	}
}

// timeOperation executes an operation over a socket and returns how long it takes.
func timeOperation(t *testing.T, conn *websocket.Conn, id, query string) time.Duration {
	t.Helper()
	began := time.Now()
	message := `{"id":"` + id + `","type":"subscribe","payload":{"query":"` + query + `"}}`
	if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
		t.Fatal(err)
	}
	for {
		var got struct{ ID, Type string }
		if err := conn.ReadJSON(&got); err != nil {
			t.Fatal(err)
		}
		if got.ID == id && got.Type != "next" {
			return time.Since(began)
		}
	}
}
