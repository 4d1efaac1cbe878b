package test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A hundred hostile readers together use bounded memory and do not delay other readers. They are event streams from an old cursor and
// sockets that are never read, and sockets with 50 different documents each that are read, all in channels full of long texts.
func TestHostileReaders(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	const (
		channels, perChannel    = 4, 150
		streams, unread, greedy = 40, 40, 20
		maxGrowth, maxP99       = 256 << 20, 100 * time.Millisecond
		slack                   = 3
		attack, interval        = 6 * time.Second, 40 * time.Millisecond // the length of the attack, and the interval of the posts that are measured
		calm                    = 2 * time.Second                        // the time of the measurement without an attack
		rare                    = 8                                      // one post in eight goes to each noisy channel too
	)
	p := startServer(t)
	quiet := p.webhookChannel()
	var noisy []*noisyChannel
	for range channels {
		noisy = append(noisy, p.fillChannel(t, quiet, perChannel))
	}
	aliases := p.mostAliases(t, noisy[0])
	h := &hostileReaders{t: t, p: p, aliases: aliases}
	defer h.stop()
	honest := p.honestReaders(t, []model.ID{quiet, noisy[0].id}, 5)
	honest.awaitAll(t, p.WebhookURL())
	for began := time.Now(); time.Since(began) < calm; time.Sleep(interval) {
		honest.post(p.WebhookURL())
	}
	baseline := honest.p99(t) // depends on the machine and its load
	honest.reset()
	before := p.memory(t)
	peak := p.watchMemory(t)
	for i := range streams {
		h.unreadStream(noisy[i%channels], i)
	}
	for i := range unread {
		h.unreadSocket(noisy[i%channels], i)
	}
	for i := range greedy {
		h.greedySocket(noisy[0], i)
	}
	post(t, noisy[0].url)
	for began, n := time.Now(), 0; time.Since(began) < attack; n++ {
		honest.post(p.WebhookURL())
		if n%rare == 0 {
			for _, c := range noisy {
				postKeyed(c.url, "", longText(n))
			}
		}
		time.Sleep(interval)
	}
	growth, p99 := peak()-before, honest.p99(t)
	t.Logf("%d documents of %d texts were opened; memory grew by %d MB from %d MB; p99 of others' deliveries %v, without the attack %v",
		h.opened.Load(), aliases, growth>>20, before>>20, p99, baseline)
	if growth > slack*maxGrowth {
		t.Errorf("memory grew by %d MB, want at most %d MB", growth>>20, slack*maxGrowth>>20)
	}
	if limit := slack * (baseline + maxP99); p99 > limit {
		t.Errorf("p99 of others' deliveries is %v, without the attack %v; want at most %v", p99, baseline, limit)
	}
}

// longText returns a text of the greatest length of a message, with four bytes for each character.
func longText(n int) string {
	prefix := fmt.Sprint(n, " ")
	return prefix + strings.Repeat("\U0001F525", 4000-len(prefix))
}

type noisyChannel struct {
	id  model.ID
	url string // of a webhook
	old string // the cursor before the first event
}

// fillChannel creates a channel with long messages on the server of the channel beside.
func (p *process) fillChannel(t *testing.T, beside model.ID, count int) *noisyChannel {
	t.Helper()
	var at struct {
		Channel struct{ Server struct{ ID string } }
	}
	p.GraphQL(&at, `query($c:ID!){channel(id:$c){server{id}}}`, map[string]any{"c": beside})
	var created struct {
		CreateChannel struct{ Channel struct{ ID string } }
	}
	p.GraphQL(&created, `mutation($s:ID!){createChannel(input:{serverId:$s,name:"noisy"}){channel{id}}}`, map[string]any{"s": at.Channel.Server.ID})
	id, err := model.ParseID(created.CreateChannel.Channel.ID)
	dbtest.OK(t, err)
	c := &noisyChannel{id: id}
	c.old = model.Cursor{ChannelID: c.id}.String()
	var hook struct{ CreateWebhook struct{ URL string } }
	p.GraphQL(&hook, `mutation($c:ID!){createWebhook(input:{channelId:$c,name:"N"}){url}}`, map[string]any{"c": c.id})
	c.url = hook.CreateWebhook.URL
	var posting sync.WaitGroup
	for worker := range 8 {
		posting.Go(func() {
			for n := worker; n < count; n += 8 {
				if got := postKeyed(c.url, "", longText(n)); got.status != http.StatusOK {
					t.Errorf("posting a long message: %d %s %v", got.status, got.body, got.err)
				}
			}
		})
	}
	posting.Wait()
	return c
}

// textDocument returns a subscription that selects the text once for each alias. The aliases contain n, so documents with different n
// differ.
func textDocument(channel model.ID, aliases, n int) string {
	var d strings.Builder
	fmt.Fprintf(&d, `subscription{channelEvents(channelId:"%s",after:"%%s"){cursor message{id `, channel)
	for i := range aliases {
		fmt.Fprintf(&d, "a%d_%d:content ", n, i)
	}
	return d.String() + "}}}"
}

// mostAliases returns how many times an accepted document may select the text.
func (p *process) mostAliases(t *testing.T, c *noisyChannel) int {
	t.Helper()
	for _, aliases := range []int{90, 60, 40, 30, 20, 10, 5, 2, 1} {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		response, err := http.DefaultClient.Do(p.streamRequest(ctx, fmt.Sprintf(textDocument(c.id, aliases, 0), c.old)))
		if err != nil {
			t.Fatal(err)
		}
		start := make([]byte, 200)
		_, err = io.ReadAtLeast(response.Body, start, 20)
		_ = response.Body.Close()
		cancel()
		if err == nil && !bytes.Contains(start, []byte(`"errors"`)) {
			return aliases
		}
	}
	t.Fatal("the server accepts no document")
	return 0
}

func (p *process) streamRequest(ctx context.Context, document string) *http.Request {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/graphql?query="+url.QueryEscape(document), nil)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+ownerToken)
	return request
}

// hostileReaders opens connections, and opens them again when they are closed, until stop is called.
type hostileReaders struct {
	t       *testing.T
	p       *process
	aliases int
	over    atomic.Bool
	opened  atomic.Int64
	running sync.WaitGroup

	mu    sync.Mutex
	conns []net.Conn
}

func (h *hostileReaders) stop() {
	h.over.Store(true)
	h.mu.Lock()
	for _, c := range h.conns {
		_ = c.Close()
	}
	h.mu.Unlock()
	h.running.Wait()
}

// again calls connect repeatedly until stop is called.
func (h *hostileReaders) again(connect func() error) {
	h.running.Go(func() {
		for !h.over.Load() {
			_ = connect()
			time.Sleep(100 * time.Millisecond)
		}
	})
}

// dial connects with a small receive buffer, so that little of the unread data is in the kernel instead of the server.
func (h *hostileReaders) dial(string, string) (net.Conn, error) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(h.p.url, "http://"))
	if err != nil {
		return nil, err
	}
	_ = conn.(*net.TCPConn).SetReadBuffer(4 << 10)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns = append(h.conns, conn)
	return conn, nil
}

// closed waits for five seconds without reading, and then closes the connection.
func (h *hostileReaders) closed(conn net.Conn) {
	defer conn.Close()
	for end := time.Now().Add(5 * time.Second); !h.over.Load() && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
	}
}

func (h *hostileReaders) unreadStream(c *noisyChannel, n int) {
	h.again(func() error {
		conn, err := h.dial("", "")
		if err != nil {
			return err
		}
		h.opened.Add(1)
		err = h.p.streamRequest(h.t.Context(), fmt.Sprintf(textDocument(c.id, h.aliases, n), c.old)).Write(conn)
		h.closed(conn)
		return err
	})
}

// socket opens a socket with subscriptions to different documents.
func (h *hostileReaders) socket(c *noisyChannel, n, documents int, after string) (*websocket.Conn, error) {
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience, NetDial: h.dial}
	conn, response, err := dialer.Dial(strings.Replace(h.p.url, "http", "ws", 1)+"/graphql", nil)
	if err != nil {
		return nil, err
	}
	_ = response.Body.Close()
	if _, err := hello(conn, ownerToken); err != nil {
		return nil, err
	}
	for i := range documents {
		document := strconv.Quote(fmt.Sprintf(textDocument(c.id, h.aliases, 100*n+i+1000), after))
		message := fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":{"query":%s}}`, i, document)
		if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			return nil, err
		}
		h.opened.Add(1)
	}
	return conn, nil
}

func (h *hostileReaders) unreadSocket(c *noisyChannel, n int) {
	h.again(func() error {
		conn, err := h.socket(c, n, 20, c.old)
		if err != nil {
			return err
		}
		h.closed(conn.UnderlyingConn())
		return nil
	})
}

// greedySocket opens a socket with many documents and reads everything.
func (h *hostileReaders) greedySocket(c *noisyChannel, n int) {
	h.again(func() error {
		conn, err := h.socket(c, n, 50, c.old)
		if err != nil {
			return err
		}
		defer conn.Close()
		_, err = io.Copy(io.Discard, conn.UnderlyingConn())
		return err
	})
}

// watchMemory measures the memory repeatedly until the returned function is called, which returns the largest value.
func (p *process) watchMemory(t *testing.T) (peak func() int) {
	most, done, ended := 0, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			most = max(most, p.memory(t))
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() int {
		close(done)
		<-ended
		return most
	}
}
