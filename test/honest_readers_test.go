package test

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"chattr/internal/model"
)

// honest are readers that read everything, with short documents, and measure how long posts take to arrive.
type honest struct {
	n          atomic.Int64
	mu         sync.Mutex
	sent       map[string]time.Time
	counts     map[string]int  // the number of deliveries of each content
	deliveries []time.Duration // how long each delivery took
	wanted     int             // the number of deliveries of each post

	forgotten int64 // the number of posts before the last reset
}

// honestReaders follows channels, each with that number of event streams and of sockets.
func (p *process) honestReaders(t *testing.T, channels []model.ID, each int) *honest {
	t.Helper()
	h := &honest{sent: map[string]time.Time{}, counts: map[string]int{}}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	for i := range each {
		for _, channel := range channels {
			document := fmt.Sprintf(`subscription{channelEvents(channelId:"%s"){cursor message{n%d:content}}}`, channel, i)
			response, err := http.DefaultClient.Do(p.streamRequest(ctx, document))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = response.Body.Close() })
			go h.read(response.Body)
			conn, _ := p.dial(t, "192.0.2.1")
			if kind, err := hello(conn, ownerToken); kind != "connection_ack" {
				t.Fatal(err)
			}
			message := fmt.Sprintf(`{"id":"1","type":"subscribe","payload":{"query":%s}}`, strconv.Quote(document))
			if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
				t.Fatal(err)
			}
			go h.read(conn.UnderlyingConn())
		}
	}
	h.wanted = 2 * each
	return h
}

var marker = regexp.MustCompile(`honest-[0-9]+;`)

// read records when each post arrives. It searches the bytes for the contents of posts and does not parse them.
func (h *honest) read(from io.Reader) {
	buffer, rest := make([]byte, 64<<10), []byte(nil)
	for {
		n, err := from.Read(buffer)
		now := time.Now()
		rest = append(rest, buffer[:n]...)
		for _, found := range marker.FindAllIndex(rest, -1) {
			h.mu.Lock()
			content := string(rest[found[0]:found[1]])
			h.counts[content]++
			h.deliveries = append(h.deliveries, now.Sub(h.sent[content]))
			h.mu.Unlock()
		}
		if all := marker.FindAllIndex(rest, -1); len(all) > 0 {
			rest = rest[all[len(all)-1][1]:]
		}
		rest = slices.Clone(rest[max(0, len(rest)-20):])
		if err != nil {
			return
		}
	}
}

func (h *honest) post(url string) (content string) {
	content = fmt.Sprintf("honest-%d;", h.n.Add(1))
	h.mu.Lock()
	h.sent[content] = time.Now()
	h.mu.Unlock()
	postKeyed(url, "", content)
	return content
}

// awaitAll posts until every reader has received a post, because a subscription starts some time after the request. These posts are
// not measured.
func (h *honest) awaitAll(t *testing.T, url string) {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		content := h.post(url)
		for second := time.Now().Add(time.Second); time.Now().Before(second); time.Sleep(5 * time.Millisecond) {
			if h.arrived(content) == h.wanted {
				h.reset()
				return
			}
		}
	}
	t.Fatal("not every reader received a post")
}

func (h *honest) arrived(content string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.counts[content]
}

// reset discards the measurements. All posts must have arrived.
func (h *honest) reset() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.deliveries, h.forgotten = nil, h.n.Load()
}

// p99 waits until all posts have reached all readers, and returns the 99th percentile of the deliveries.
func (h *honest) p99(t *testing.T) time.Duration {
	t.Helper()
	want := h.wanted * int(h.n.Load()-h.forgotten)
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		h.mu.Lock()
		deliveries := slices.Clone(h.deliveries)
		h.mu.Unlock()
		if len(deliveries) >= want {
			slices.Sort(deliveries)
			return deliveries[int(math.Ceil(float64(len(deliveries))*0.99))-1]
		}
		if time.Now().After(deadline) {
			t.Fatalf("got %d deliveries, want %d", len(deliveries), want)
		}
	}
}
