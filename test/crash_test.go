package test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// After a server was killed under load and started again, every acknowledged message is stored once, and every stream continues
// without a missing or a repeated event.
func TestKilledUnderLoad(t *testing.T) {
	t.Parallel()
	for name, env := range map[string]func(t *testing.T) []string{
		"sqlite":   func(*testing.T) []string { return nil },
		"postgres": func(t *testing.T) []string { return []string{"CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t)} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			killUnderLoad(t, startServer(t, env(t)...))
		})
	}
}

func killUnderLoad(t *testing.T, p *process) {
	const kills, concurrentPosters, perLife = 3, 32, 200
	channel := p.webhookChannel()
	beginning := model.Cursor{ChannelID: channel}
	var readers []*reader
	for range 3 {
		readers = append(readers, p.follow(channel, beginning))
	}
	load := p.load(concurrentPosters)
	for range kills {
		load.wait(t, perLife)
		p.Kill()
		p.Restart()
	}
	load.wait(t, perLife)
	acknowledged := load.end()

	var head struct {
		Channel struct{ Messages struct{ ResumeCursor string } }
	}
	p.GraphQL(&head, `query($id:ID!){channel(id:$id){messages(last:1){resumeCursor}}}`, map[string]any{"id": channel})
	last, err := model.ParseCursor(head.Channel.Messages.ResumeCursor)
	if err != nil {
		t.Fatal(err)
	}
	readers = append(readers, p.follow(channel, beginning)) // a reader that connects after the kills
	for i, r := range readers {
		checkEvents(t, i, r.upTo(t, last.Number), last.Number, acknowledged)
	}
	t.Logf("%d acknowledged posts, %d messages, %d kills", len(acknowledged), last.Number, kills)
}

// checkEvents fails the test unless a reader has received the events 1, 2, 3 … up to last, and every acknowledged message once.
func checkEvents(t *testing.T, reader int, events []received, last int64, acknowledged []string) {
	t.Helper()
	seen := map[string]int{}
	for i, e := range events {
		if e.number != int64(i)+1 {
			t.Fatalf("reader %d: got event %d, want event %d", reader, e.number, i+1)
		}
		seen[e.message]++
	}
	if int64(len(events)) != last {
		t.Fatalf("reader %d: got %d events, want %d", reader, len(events), last)
	}
	for _, id := range acknowledged {
		if seen[id] != 1 {
			t.Fatalf("reader %d: got the acknowledged message %s %d times, want once", reader, id, seen[id])
		}
	}
}

// webhookChannel returns the id of the channel of the demo's webhook.
func (p *process) webhookChannel() model.ID {
	p.t.Helper()
	response, err := http.Get(p.WebhookURL())
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	var webhook struct{ ChannelID string }
	if err := json.NewDecoder(response.Body).Decode(&webhook); err != nil {
		p.t.Fatal(err)
	}
	id, err := model.ParseID(webhook.ChannelID)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

// load posts to the demo's webhook from several goroutines until end is called. It continues during outages.
type load struct {
	url   string
	posts sync.WaitGroup
	over  atomic.Bool

	mu           sync.Mutex
	acknowledged []string
}

func (p *process) load(posters int) *load {
	l := &load{url: p.WebhookURL()}
	for range posters {
		l.posts.Go(func() {
			for !l.over.Load() {
				l.post()
			}
		})
	}
	p.t.Cleanup(func() { l.end() })
	return l
}

func (l *load) post() {
	response, err := http.Post(l.url, "application/json", bytes.NewReader([]byte(firstPost)))
	if err != nil {
		time.Sleep(10 * time.Millisecond) // the server does not run: do not retry in a tight loop
		return
	}
	defer response.Body.Close()
	var decoded struct{ Message struct{ ID string } }
	if json.NewDecoder(response.Body).Decode(&decoded) == nil && response.StatusCode == http.StatusOK {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.acknowledged = append(l.acknowledged, decoded.Message.ID)
	}
}

// wait waits until n more posts were acknowledged.
func (l *load) wait(t *testing.T, n int) {
	t.Helper()
	target := l.count() + n
	for deadline := time.Now().Add(patience); l.count() < target; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("only %d of %d posts were acknowledged", l.count(), target)
		}
	}
}

func (l *load) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acknowledged)
}

func (l *load) end() []string {
	l.over.Store(true)
	l.posts.Wait()
	return l.acknowledged
}
