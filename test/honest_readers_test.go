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

// honest are readers of short documents that measure when posts arrive.
type honest struct {
	n      atomic.Int64
	mu     sync.Mutex
	sent   map[string]time.Time
	counts map[string]int // deliveries, by content
	came   []time.Duration
	wanted int // of each post

	forgotten int64 // posts that are not measured
}

// honestReaders follow channels with streams and with sockets, so many of each.
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

// read notes when which post came, from the bytes as they are.
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
			h.came = append(h.came, now.Sub(h.sent[content]))
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

// awaitAll posts until every reader has received a post: a subscription begins some time after it was asked for. These posts are not measured.
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

// reset forgets what was measured. Everything that was posted must have arrived.
func (h *honest) reset() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.came, h.forgotten = nil, h.n.Load()
}

// p99 waits until all posts have come to all readers.
func (h *honest) p99(t *testing.T) time.Duration {
	t.Helper()
	want := h.wanted * int(h.n.Load()-h.forgotten)
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		h.mu.Lock()
		came := slices.Clone(h.came)
		h.mu.Unlock()
		if len(came) >= want {
			slices.Sort(came)
			return came[int(math.Ceil(float64(len(came))*0.99))-1]
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d deliveries came, want %d", len(came), want)
		}
	}
}
