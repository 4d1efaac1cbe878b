package test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// startWithLockedHead starts a server on SQLite and locks the head of the demo's channel, so that posts wait until release is called.
func startWithLockedHead(t *testing.T) (p *process, channel model.ID, release func()) {
	t.Helper()
	url := dbtest.SQLiteURL(t)
	p = startServer(t, "CHATTR_DATABASE_URL="+url)
	channel = p.webhookChannel()
	post(t, p.WebhookURL()) // so that the caches are filled
	return p, channel, dbtest.HoldHead(t, url, channel)
}

// Posts beyond the limit of waiting posts are refused while the others wait. The others are stored.
func TestOverload(t *testing.T) {
	t.Parallel()
	const posts = 4096 + 400 // the limit of waiting posts, and some more
	p, channel, release := startWithLockedHead(t)
	var count tally
	all := flood(t, p.WebhookURL(), posts, &count)
	for deadline := time.Now().Add(patience); count.number("OVERLOADED") == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no post was refused")
		}
	}
	release()
	all.Wait()
	count.only(t, "", "OVERLOADED", "STORE_UNAVAILABLE") // on a slow machine the first posts can time out
	if stored := p.head(t, channel).Number; stored != int64(count.number(""))+1 {
		t.Errorf("got %d stored messages, want %d as acknowledged", stored, count.number("")+1)
	}
	t.Logf("%v", count.of)
}

// A server that receives SIGTERM responds to all waiting posts before it ends.
func TestShutdownRespondsToWaitingPosts(t *testing.T) {
	t.Parallel()
	p, channel, release := startWithLockedHead(t)
	var count tally
	all := floodAndWait(t, p.WebhookURL(), 500, &count)
	p.signal(t, syscall.SIGTERM)
	if _, err := p.stderr.wait(regexp.MustCompile("(shutting down)")); err != nil {
		t.Fatal(err)
	}
	release()
	all.Wait()
	<-p.exited
	if p.err != nil {
		t.Errorf("the server ended with %v, want no error", p.err)
	}
	count.only(t, "", "STORE_UNAVAILABLE", "OVERLOADED", "SHUTTING_DOWN")
	p.Restart()
	if stored := p.head(t, channel).Number; stored != int64(count.number(""))+1 {
		t.Errorf("got %d stored messages, want %d as acknowledged", stored, count.number("")+1)
	}
	t.Logf("%v", count.of)
}

// floodAndWait posts n times concurrently and returns when the server has accepted all requests: it has sent 100 Continue for their
// bodies.
func floodAndWait(t *testing.T, url string, n int, count *tally) *sync.WaitGroup {
	t.Helper()
	var taken atomic.Int64
	all := &sync.WaitGroup{}
	for range n {
		all.Go(func() {
			request, err := keyedRequest(url, "", "flood")
			dbtest.OK(t, err)
			request.Header.Set("Expect", "100-continue")
			trace := &httptrace.ClientTrace{Got100Continue: func() { taken.Add(1) }}
			count.count(t, deliver(request.WithContext(httptrace.WithClientTrace(t.Context(), trace))))
		})
	}
	waitForCount(t, &taken, int64(n))
	return all
}

// Hundreds of clients that send half a header or half a body, and then nothing, do not delay the posts of others. Their connections
// are closed in time.
func TestStalledSenders(t *testing.T) {
	t.Parallel()
	const senders = 250
	p := startServer(t)
	began := time.Now()
	path := strings.TrimPrefix(p.WebhookURL(), p.URL())
	headers := stall(t, p, senders, "POST "+path+" HTTP/1.1\r\nHost: ")
	bodies := stall(t, p, senders, "POST "+path+" HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"content\":")
	var count tally
	flood(t, p.WebhookURL(), 200, &count).Wait()
	count.only(t, "")
	if count.slowest > 3*time.Second {
		t.Errorf("a complete post took %s, want at most 3s", count.slowest)
	}
	const within = 10 * time.Second // how long a request may take to arrive
	waitForClose(t, headers, 0)
	waitForClose(t, bodies, http.StatusRequestTimeout)
	if took := time.Since(began); took > 3*within {
		t.Errorf("the last connection was closed after %s, want at most %s", took, 3*within)
	}
	t.Logf("complete posts within %s; the last connection was closed after %s", count.slowest, time.Since(began))
}

// stall opens connections and sends the text on each.
func stall(t *testing.T, p *process, n int, text string) (conns []net.Conn) {
	t.Helper()
	for range n {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL(), "http://"))
		dbtest.OK(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		_, err = conn.Write([]byte(text))
		dbtest.OK(t, err)
		conns = append(conns, conn)
	}
	return conns
}

// waitForClose waits until the server has closed each connection, after a response with that status. With status 0, any response or
// none is accepted.
func waitForClose(t *testing.T, conns []net.Conn, status int) {
	t.Helper()
	var all sync.WaitGroup
	for _, conn := range conns {
		all.Go(func() {
			_ = conn.SetReadDeadline(time.Now().Add(patience))
			reader := bufio.NewReader(conn)
			response, err := http.ReadResponse(reader, nil)
			if status != 0 && (err != nil || response.StatusCode != status) {
				t.Errorf("got %v, %v; want status %d", response, err, status)
				return
			}
			if _, err = reader.WriteTo(io.Discard); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("the connection is still open")
			}
		})
	}
	all.Wait()
}
