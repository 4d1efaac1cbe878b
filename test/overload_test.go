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

// held is a server whose database is held by somebody else.
func startWithLockedHead(t *testing.T) (p *process, channel model.ID, release func()) {
	t.Helper()
	url := dbtest.SQLiteURL(t)
	p = startServer(t, "CHATTR_DATABASE_URL="+url)
	channel = p.webhookChannel()
	post(t, p.WebhookURL()) // has what the first post needs
	return p, channel, dbtest.HoldHead(t, url, channel)
}

// What is more than may wait is refused while the others wait, and those are stored.
func TestOverload(t *testing.T) {
	t.Parallel()
	const posts = 4096 + 400 // the bound of what waits, and some more
	p, channel, release := startWithLockedHead(t)
	var count tally
	all := flood(t, p.WebhookURL(), posts, &count)
	for deadline := time.Now().Add(patience); count.number("OVERLOADED") == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nothing was refused")
		}
	}
	release()
	all.Wait()
	count.only(t, "", "OVERLOADED", "STORE_UNAVAILABLE") // on a slow machine the first may have waited for too long
	if stored := p.head(t, channel).Number; stored != int64(count.number(""))+1 {
		t.Errorf("%d messages are stored, %d acknowledged", stored, count.number("")+1)
	}
	t.Logf("%v", count.of)
}

// A server that is told to end answers everybody who waits first.
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
		t.Errorf("it ended with %v", p.err)
	}
	count.only(t, "", "STORE_UNAVAILABLE", "OVERLOADED", "SHUTTING_DOWN")
	p.Restart()
	if stored := p.head(t, channel).Number; stored != int64(count.number(""))+1 {
		t.Errorf("%d messages are stored, %d acknowledged", stored, count.number("")+1)
	}
	t.Logf("%v", count.of)
}

// floodAndWait posts n times at once and comes back when the server has taken all of them: it has asked for their bodies.
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

// Hundreds who send half a header, or half a body, and then nothing, keep nobody from posting, and are cut off in their time.
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
		t.Errorf("a good post took %s", count.slowest)
	}
	const within = 10 * time.Second // each may take
	waitForClose(t, headers, 0)
	waitForClose(t, bodies, http.StatusRequestTimeout)
	if took := time.Since(began); took > 3*within {
		t.Errorf("the last was cut off after %s", took)
	}
	t.Logf("good posts within %s; the last was cut off after %s", count.slowest, time.Since(began))
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

// waitForClose waits until the server has closed each connection, after an answer with that status; 0: without one, or any.
func waitForClose(t *testing.T, conns []net.Conn, status int) {
	t.Helper()
	var all sync.WaitGroup
	for _, conn := range conns {
		all.Go(func() {
			_ = conn.SetReadDeadline(time.Now().Add(patience))
			reader := bufio.NewReader(conn)
			response, err := http.ReadResponse(reader, nil)
			if status != 0 && (err != nil || response.StatusCode != status) {
				t.Errorf("%v %v", response, err)
				return
			}
			if _, err = reader.WriteTo(io.Discard); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("the connection is still open")
			}
		})
	}
	all.Wait()
}
