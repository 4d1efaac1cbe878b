package test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
)

// reader follows a channel with server-sent events, like a browser: when the stream breaks, it connects again with the last id that it
// has received, until the test ends.
type reader struct {
	p       *process
	channel model.ID
	last    string // the id of the last event; at first the cursor to start after

	mu     sync.Mutex
	events []received
	errors []string // events with errors
}

// received is an event that a reader has received.
type received struct {
	id      string
	number  int64
	kind    string
	message string
	content string
}

// follow starts a reader, which reads until the test ends.
func (p *process) follow(channel model.ID, after model.Cursor) *reader {
	r := &reader{p: p, channel: channel, last: after.String()}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); r.run(ctx) }()
	p.t.Cleanup(func() { cancel(); <-ended })
	return r
}

func (r *reader) run(ctx context.Context) {
	for ctx.Err() == nil {
		_ = r.connect(ctx) // the tests break streams on purpose
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (r *reader) connect(ctx context.Context) error {
	query := fmt.Sprintf(`subscription{channelEvents(channelId:%q){cursor kind message{id content}}}`, r.channel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.p.url+"/graphql?query="+url.QueryEscape(query), nil)
	if err != nil {
		return err
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+ownerToken)
	request.Header.Set("Last-Event-ID", r.last)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return r.read(bufio.NewScanner(response.Body))
}

func (r *reader) read(lines *bufio.Scanner) error {
	var id, event string
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		switch name {
		case "id":
			id = value
		case "event":
			event = value
		case "data":
			if event == "next" {
				r.next(id, value)
			}
		}
	}
	return lines.Err()
}

func (r *reader) next(id, data string) {
	var decoded struct {
		Data struct {
			ChannelEvents struct {
				Cursor, Kind string
				Message      struct{ ID, Content string }
			}
		}
		Errors json.RawMessage
	}
	err := json.Unmarshal([]byte(data), &decoded)
	r.mu.Lock()
	defer r.mu.Unlock()
	e := decoded.Data.ChannelEvents
	if err != nil || decoded.Errors != nil || e.Cursor != id {
		r.errors = append(r.errors, data)
		return
	}
	c, _ := model.ParseCursor(id)
	r.events = append(r.events, received{id: id, number: c.Number, kind: e.Kind, message: e.Message.ID, content: e.Message.Content})
	r.last = id
}

// upTo waits until the event with that number has arrived, and returns all received events.
func (r *reader) upTo(t *testing.T, number int64) []received {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		r.mu.Lock()
		events := r.events
		r.mu.Unlock()
		if n := len(events); n > 0 && events[n-1].number >= number || number == 0 {
			return events
		}
	}
	t.Fatalf("got %d events without event %d; errors: %v", len(r.events), number, r.errors)
	return nil
}
