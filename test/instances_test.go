package test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Threefold slack, because these tests share their cores with others.
const (
	eventsWithin   = 3 * 2 * time.Second // until an event arrives, if all hints are lost
	accessWithin   = 3 * 1 * time.Second // until lost access ends a stream, with hints
	unhintedWithin = 3 * 2 * time.Second // until lost access ends a stream, if all hints are lost
)

// Three instances on one database deliver all events in order and in time, also when instances are killed or stopped, with and without
// hints between them.
func TestThreeInstances(t *testing.T) {
	t.Parallel()
	t.Run("hints", func(t *testing.T) {
		t.Parallel()
		x := startThreeInstances(t)
		x.keepOrder(t)
		x.hintsArrive(t)
		x.loseListeners(t)
		x.endRevoked(t, accessWithin)
	})
	t.Run("no hints", func(t *testing.T) {
		t.Parallel()
		x := startThreeInstances(t, "CHATTR_NATS_URL=nats://"+freeAddress(t)) // an address on which no server listens
		x.keepOrder(t)
		x.arriveInTime(t, 6)
		x.endRevoked(t, unhintedWithin)
	})
}

// keepOrder kills one instance and stops another for a while, under load. All readers must receive the same events in the same order.
func (x *threeInstances) keepOrder(t *testing.T) {
	t.Helper()
	const perPhase = 40
	beginning := model.Cursor{ChannelID: x.channel}
	readers := x.follow(beginning)
	loads := x.load(t)
	for _, l := range loads {
		l.wait(t, perPhase)
	}

	x.all[1].Kill()
	loads[0].wait(t, perPhase)
	x.all[1].Restart()
	loads[1].wait(t, perPhase)

	x.all[2].signal(t, syscall.SIGSTOP)
	time.Sleep(3 * time.Second)
	x.all[2].signal(t, syscall.SIGCONT)
	loads[2].wait(t, perPhase)

	var acknowledged []string
	for _, l := range loads {
		acknowledged = append(acknowledged, l.end()...)
	}
	began, last := time.Now(), x.head(t).Number
	for i, r := range append(readers[:], x.all[0].follow(x.channel, beginning)) {
		checkEvents(t, i, r.upTo(t, last), last, acknowledged)
	}
	if took := time.Since(began); took > eventsWithin {
		t.Errorf("the last events took %s to arrive, want at most %s", took, eventsWithin)
	}
	t.Logf("%d acknowledged posts, %d messages", len(acknowledged), last)
}

func (p *process) signal(t *testing.T, signal syscall.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
}

// arriveInTime posts one message after the other, through each instance in turn. It waits until each message has reached the readers
// of all instances. It returns the total time.
func (x *threeInstances) arriveInTime(t *testing.T, posts int) (total time.Duration) {
	t.Helper()
	readers := x.follow(x.head(t))
	var slowest time.Duration
	for i := range posts {
		began := time.Now()
		at := x.post(t, x.all[i%len(x.all)], "on time")
		for _, r := range readers {
			r.upTo(t, at.Number)
		}
		took := time.Since(began)
		total, slowest = total+took, max(slowest, took)
		if took > eventsWithin {
			t.Errorf("post %d took %s to reach all readers, want at most %s", i, took, eventsWithin)
		}
	}
	t.Logf("%d posts reached all readers in %s, the slowest in %s", posts, total, slowest)
	return total
}

// hintsArrive fails the test unless hints make events arrive sooner than the poll does. Without hints, a post immediately after the
// arrival of another one has just missed a poll and waits for the next one.
func (x *threeInstances) hintsArrive(t *testing.T) {
	t.Helper()
	const posts = 10
	if total := x.arriveInTime(t, posts); total > posts*time.Second/2 {
		t.Errorf("%d posts took %s, as long as without hints", posts, total)
	}
}

// loseListeners ends the connections that receive hints repeatedly. Events must arrive in time nevertheless, and after it, hints must
// arrive again.
func (x *threeInstances) loseListeners(t *testing.T) {
	t.Helper()
	readers := x.follow(x.head(t))
	if n := x.killListeners(t); n != len(x.all) {
		t.Errorf("got %d connections that listen, want %d", n, len(x.all))
	}
	for i := range 5 {
		began := time.Now()
		at := x.post(t, x.all[i%len(x.all)], "unheard")
		for _, r := range readers {
			r.upTo(t, at.Number)
		}
		if took := time.Since(began); took > eventsWithin {
			t.Errorf("post %d took %s to reach all readers, want at most %s", i, took, eventsWithin)
		}
		x.killListeners(t)
	}
	x.awaitListeners(t)
	x.hintsArrive(t)
}

func (x *threeInstances) awaitListeners(t *testing.T) {
	t.Helper()
	const listeners = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		var n int
		if err := x.admin.QueryRow(listeners).Scan(&n); err != nil || time.Now().After(deadline) {
			t.Fatalf("got %d connections that listen again, %v; want %d", n, err, len(x.all))
		}
		if n == len(x.all) {
			return
		}
	}
}

// endRevoked revokes a token on one instance. Streams and sockets with that token on the other instances must end.
func (x *threeInstances) endRevoked(t *testing.T, within time.Duration) {
	t.Helper()
	var created struct {
		CreateAccessToken struct {
			Secret      string
			AccessToken struct{ ID string }
		}
	}
	x.all[0].GraphQL(&created, `mutation{createAccessToken(input:{name:"reader",readOnly:true}){secret accessToken{id}}}`, nil)
	token, head := created.CreateAccessToken.Secret, x.head(t)
	events := x.all[1].listenToEvents(t, token, x.channel, head)
	socket := x.all[2].listenOnSocket(t, token, x.channel, head)
	idle := x.all[2].idle(t, token)
	x.post(t, x.all[0], "before the end")
	events.receives(t, "before the end")
	socket.receives(t, "before the end")

	var revoked struct {
		RevokeAccessToken struct{ AccessToken struct{ ID string } }
	}
	x.all[0].GraphQL(&revoked, `mutation($id:ID!){revokeAccessToken(input:{accessTokenId:$id}){accessToken{id}}}`,
		map[string]any{"id": created.CreateAccessToken.AccessToken.ID})
	began := time.Now()
	for _, l := range []*listening{events, socket, idle} {
		select {
		case <-l.ended:
		case <-time.After(patience):
			t.Fatalf("a stream continues after its token was revoked; it received %s", l.text())
		}
	}
	if took := time.Since(began); took > within {
		t.Errorf("the streams ended after %s, want at most %s", took, within)
	} else {
		t.Logf("the streams ended after %s", took)
	}
	socket.isClosed(t)
	idle.isClosed(t)
	if text := events.text(); !strings.Contains(text, "UNAUTHENTICATED") || events.err != nil {
		t.Errorf("the event stream ended with %v after %s, want UNAUTHENTICATED and no error", events.err, text)
	}
}

// threeInstances are three real processes on one PostgreSQL database.
type threeInstances struct {
	all     [3]*process
	admin   *sql.DB // a connection to their database
	channel model.ID
	webhook string // the path of the demo's webhook, the same on all instances
}

func startThreeInstances(t *testing.T, env ...string) *threeInstances {
	t.Helper()
	database := dbtest.PostgresURL(t)
	env = append([]string{"CHATTR_DATABASE_URL=" + database}, env...)
	x := &threeInstances{}
	for i := range x.all { // the first creates the demo; the others find a database that is not empty
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

// load posts through all instances concurrently.
func (x *threeInstances) load(t *testing.T) (loads [3]*load) {
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

// post posts through one instance and returns the cursor of the event.
func (x *threeInstances) post(t *testing.T, p *process, content string) model.Cursor {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"content": content})
	response, err := http.Post(p.URL()+x.webhook, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var decoded struct{ Message struct{ Cursor string } }
	if err := json.NewDecoder(response.Body).Decode(&decoded); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s, %v", response.Status, err)
	}
	return cursor(t, decoded.Message.Cursor)
}

// follow starts a reader on each instance.
func (x *threeInstances) follow(after model.Cursor) (readers [3]*reader) {
	for i, p := range x.all {
		readers[i] = p.follow(x.channel, after)
	}
	return readers
}

func (x *threeInstances) head(t *testing.T) model.Cursor { return x.all[0].head(t, x.channel) }

// killListeners ends the connections that receive hints, and returns their number.
func (x *threeInstances) killListeners(t *testing.T) (count int) {
	t.Helper()
	err := x.admin.QueryRow(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = current_database() AND query LIKE 'LISTEN%'`).Scan(&count)
	if err != nil {
		t.Fatal(err)
	}
	return count
}
