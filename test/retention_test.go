package test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// expiringServer is a server that keeps messages or events for an hour, with its database, in which a test can make them older.
type expiringServer struct {
	*process
	raw     *sql.DB
	channel model.ID
}

func onEachDatabase(t *testing.T, setting string, f func(t *testing.T, a *expiringServer)) {
	t.Helper()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := &expiringServer{}
			if name == "postgres" {
				url := dbtest.PostgresURL(t)
				a.process = startServer(t, "CHATTR_DATABASE_URL="+url, setting)
				raw, err := db.PostgresPool(url, 1)
				dbtest.OK(t, err)
				a.raw = raw
			} else {
				a.process = startServer(t, setting)
				raw, err := sql.Open("sqlite", a.dir+"/chattr.db?_pragma=busy_timeout(10000)")
				dbtest.OK(t, err)
				a.raw = raw
			}
			t.Cleanup(func() { _ = a.raw.Close() })
			a.channel = a.webhookChannel()
			f(t, a)
		})
	}
}

// age makes all messages older than an hour, and waits until retention has removed all events of the channel.
func (a *expiringServer) age(t *testing.T) {
	t.Helper()
	_, err := a.raw.Exec("UPDATE messages SET created_at = '2026-01-01 00:00:00+00:00'")
	dbtest.OK(t, err)
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		var head, floor int64
		err := a.raw.QueryRow(fmt.Sprintf("SELECT number, floor_number FROM channel_heads WHERE channel_id = %d", a.channel)).Scan(&head, &floor)
		dbtest.OK(t, err)
		if head == floor {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("got the floor %d, want it at the head %d", floor, head)
		}
	}
}

func (a *expiringServer) messages(t *testing.T) int {
	t.Helper()
	var page struct {
		Channel struct {
			Messages struct{ Edges []struct{ Cursor string } }
		}
	}
	a.GraphQL(&page, `query($id:ID!){channel(id:$id){messages(last:100){edges{cursor}}}}`, map[string]any{"id": a.channel})
	return len(page.Channel.Messages.Edges)
}

// expires waits until streams after a cursor end with CURSOR_EXPIRED over both transports. For up to a second, an instance may still
// have removed events in its memory.
func (a *expiringServer) expires(t *testing.T, after model.Cursor) {
	t.Helper()
	for name, open := range map[string]func(*testing.T, string, model.ID, model.Cursor) *listening{
		"events": a.listenToEvents, "socket": a.listenOnSocket,
	} {
		for deadline := time.Now().Add(patience); ; {
			received, err := open(t, ownerToken, a.channel, after).wait(regexp.MustCompile(`("code":"CURSOR_EXPIRED"|"content":")`))
			dbtest.OK(t, err)
			if strings.Contains(received, "EXPIRED") {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: a stream after event %d continues, want CURSOR_EXPIRED", name, after.Number)
			}
		}
	}
}

// Messages that are too old are removed. A reader whose cursor is before them receives CURSOR_EXPIRED, other readers continue.
func TestMessageRetention(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, "CHATTR_MESSAGE_RETENTION=1h", func(t *testing.T, a *expiringServer) {
		beginning := model.Cursor{ChannelID: a.channel}
		first := postWithKey(t, a.WebhookURL())
		for range 20 {
			post(t, a.WebhookURL())
		}
		reader := a.follow(a.channel, beginning)
		known := reader.upTo(t, 21)
		a.age(t)
		if n := a.messages(t); n != 0 {
			t.Errorf("got %d messages, want 0", n)
		}
		a.expires(t, beginning)
		a.expires(t, cursor(t, known[19].id))
		if again := postWithKey(t, a.WebhookURL()); again == first {
			t.Error("a retry returned a message that was removed, want a new one")
		}
		reader.upTo(t, 22)
		if events := a.follow(a.channel, cursor(t, known[20].id)).upTo(t, 22); len(events) != 1 {
			t.Errorf("got %d events after the floor, want 1", len(events))
		}
		if r := a.beside("doctor"); !strings.Contains(r.stdout, "ok     numbering: 1 events of 2 channels") {
			t.Errorf("%+v", r)
		}
	})
}

func postWithKey(t *testing.T, url string) (message string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(firstPost))
	dbtest.OK(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", "the-key")
	response, err := client.Do(request)
	dbtest.OK(t, err)
	defer response.Body.Close()
	var decoded struct{ Message struct{ ID string } }
	if err := json.NewDecoder(response.Body).Decode(&decoded); err != nil || decoded.Message.ID == "" {
		t.Fatal(response.Status, err)
	}
	return decoded.Message.ID
}

// If retention removes events that an open stream has not received yet, the stream delivers what it has already read, without a gap,
// and then CURSOR_EXPIRED.
func TestFloorPassesOpenStreams(t *testing.T) {
	t.Parallel()
	onEachDatabase(t, "CHATTR_EVENT_RETENTION=1h", func(t *testing.T, a *expiringServer) {
		const events = 4000
		a.fill(t, events)
		beginning, passed := model.Cursor{ChannelID: a.channel}, make(chan struct{})
		streams := map[string]*listening{
			"events": listen(readSlowly(passed, a.openEvents(t, ownerToken, a.channel, beginning))),
			"socket": listen(readSlowly(passed, a.openSocket(t, ownerToken, a.channel, beginning))),
		}
		a.age(t)
		close(passed)
		for name, stream := range streams {
			stream.receives(t, `"code":"CURSOR_EXPIRED"`)
			deliveries := regexp.MustCompile(`"content":"(\d+) `).FindAllStringSubmatch(stream.text(), -1)
			if len(deliveries) == 0 || len(deliveries) == events {
				t.Errorf("%s: got %d events, want some but not all of %d", name, len(deliveries), events)
			}
			for i, number := range deliveries {
				if number[1] != strconv.Itoa(i+1) {
					t.Fatalf("%s: got event %s, want event %d", name, number[1], i+1)
				}
			}
		}
		if n := a.messages(t); n != 100 {
			t.Errorf("got a page of %d messages, want 100", n)
		}
	})
}

// fill stores that number of long, numbered messages, as if they had been posted.
func (a *expiringServer) fill(t *testing.T, messages int) {
	t.Helper()
	for _, q := range []string{
		fmt.Sprintf("WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %[2]d) "+
			"INSERT INTO messages (id, channel_id, number, author_kind, author_id, author_name, content, created_at) "+
			"SELECT %[1]d + n, %[1]d, n, 'USER', 1, 'a', n || ' %[3]s', '%[4]s' FROM n",
			a.channel, messages, strings.Repeat("x", 3900), model.Now().Format("2006-01-02 15:04:05+00:00")),
		fmt.Sprintf("UPDATE channel_heads SET number = %[2]d, event_id = %[1]d + %[2]d WHERE channel_id = %[1]d", a.channel, messages),
	} {
		_, err := a.raw.Exec(q)
		dbtest.OK(t, err)
	}
}

// readSlowly returns a function that reads a stream slowly until the channel is closed, but fast enough that the server does not close
// it.
func readSlowly(until <-chan struct{}, read func(io.Writer) error) func(io.Writer) error {
	return func(received io.Writer) error { return read(slow{received, until}) }
}

type slow struct {
	io.Writer
	until <-chan struct{}
}

// Write takes a second for 300 kB.
func (s slow) Write(b []byte) (int, error) {
	select {
	case <-s.until:
	case <-time.After(time.Duration(len(b)) * time.Second / 300_000):
	}
	return s.Writer.Write(b)
}
