package httpbody

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chattr/internal/model"
)

// patience is how long a test waits for anything.
const patience = 20 * time.Second

// client is a connection on which a test writes HTTP by hand.
type client struct {
	*testing.T
	net.Conn
	responses *bufio.Reader
}

// send writes formatted text to the connection.
func (c client) send(format string, values ...any) {
	c.Helper()
	if _, err := fmt.Fprintf(c, format, values...); err != nil {
		c.Fatal(err)
	}
}

// response reads a response and returns it with its body.
func (c client) response() (*http.Response, string) {
	c.Helper()
	response, err := http.ReadResponse(c.responses, nil)
	if err != nil {
		c.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.Fatal(err)
	}
	return response, string(text)
}

// isClosed fails the test unless the server closes the connection without sending another byte.
func (c client) isClosed() {
	c.Helper()
	if rest, err := io.ReadAll(c.responses); len(rest) > 0 || err != nil {
		c.Errorf("the connection sent %q and ended with %v; want its end", rest, err)
	}
}

// serve starts a server. Its handler reads bodies of at most 100 bytes on the path /read, and calls unread on other paths.
func serve(t *testing.T, requests *Requests, unread http.HandlerFunc) (dial func() client) {
	t.Helper()
	server := httptest.NewServer(requests.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/read" {
			unread(w, r)
			return
		}
		if body, err := read(r, 100); err != nil {
			http.Error(w, err.Error(), http.StatusTeapot)
		} else {
			_, _ = w.Write(body)
		}
	})))
	t.Cleanup(server.Close)
	return func() client {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		_ = conn.SetDeadline(time.Now().Add(patience))
		return client{t, conn, bufio.NewReader(conn)}
	}
}

// fine is a handler that does not read the body.
func fine(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "fine") }

func TestConnectionStaysInStepWhenTheWholeBodyArrives(t *testing.T) {
	t.Parallel()
	c := serve(t, New(Timeout), fine)()
	for _, path := range []string{"/read", "/unread"} {
		for _, size := range []int{0, 1, 100, 101, 70_000} {
			body := strings.Repeat("x", size)
			for _, framed := range []string{
				fmt.Sprintf("Content-Length: %d\r\n\r\n%s", size, body),
				fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%s0\r\n\r\n", chunk(body)),
			} {
				c.send("POST %s HTTP/1.1\r\nHost: x\r\n%s", path, framed)
				response, text := c.response()
				want := http.StatusOK
				if path == "/read" && size > 100 {
					want = http.StatusTeapot
				}
				if response.StatusCode != want || response.Close {
					t.Errorf("%s of %d bytes: %s %q, closing: %v; want %d", path, size, response.Status, text, response.Close, want)
				}
			}
		}
	}
}

// chunk returns body as one chunk of the chunked transfer coding, or "" for an empty body.
func chunk(body string) string {
	if body == "" {
		return ""
	}
	return fmt.Sprintf("%x\r\n%s\r\n", len(body), body)
}

func TestUnsentBodyClosesTheConnection(t *testing.T) {
	t.Parallel()
	dial := serve(t, New(Timeout), fine)
	for _, head := range []string{"Content-Length: 9", "Content-Length: 99999999999", "Transfer-Encoding: chunked", "Expect: 100-continue\r\nContent-Length: 9"} {
		for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS"} {
			t.Run(method+" "+head, func(t *testing.T) {
				t.Parallel()
				c := dial()
				c.T = t
				began := time.Now()
				c.send("%s /unread HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n", method, head)
				response, err := http.ReadResponse(c.responses, &http.Request{Method: method})
				if err != nil {
					t.Fatal(err)
				}
				took := time.Since(began)
				if response.StatusCode != http.StatusOK || !response.Close || took > Timeout*9/10 {
					t.Errorf("got %s, closing: %v, after %v; want 200 and a closed connection", response.Status, response.Close, took)
				}
				_, _ = io.ReadAll(response.Body)
				c.isClosed()
			})
		}
	}
}

func TestMissingBodyTimesOut(t *testing.T) {
	t.Parallel()
	dial := serve(t, New(100*time.Millisecond), fine)
	for _, head := range []string{"Content-Length: 9\r\n\r\n", "Content-Length: 9\r\n\r\n12345678", "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"} {
		c := dial()
		c.send("POST /read HTTP/1.1\r\nHost: x\r\n%s", head)
		response, text := c.response()
		if !strings.Contains(text, string(model.RequestTimeout)) || !strings.Contains(text, "within 100ms") || !response.Close {
			t.Errorf("%q: %s %q, closing: %v", head, response.Status, text, response.Close)
		}
		c.isClosed()
	}
}

func TestBodyThatEndsTooSoonIsRefused(t *testing.T) {
	t.Parallel()
	dial := serve(t, New(Timeout), fine)
	for _, head := range []string{"Content-Length: 9\r\n\r\n12345678", "Transfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\nnonsense\r\n"} {
		c := dial()
		c.send("POST /read HTTP/1.1\r\nHost: x\r\n%s", head)
		_ = c.Conn.(*net.TCPConn).CloseWrite()
		_, text := c.response()
		if want := "INVALID_JSON: The body broke off after 8 bytes; nothing was stored.\n"; text != want {
			t.Errorf("%q: got %q, want %q", head, text, want)
		}
		c.isClosed()
	}
}

// A client that reads only after it has sent everything must receive the response, not a connection reset.
func TestResponseIsSentBeforeASlowBodyIsDiscarded(t *testing.T) {
	t.Parallel()
	c := serve(t, New(Timeout), fine)()
	c.send("POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", 40_000)
	for range 40 { // takes longer than the server waits before it responds
		c.send("%s", strings.Repeat("x", 1000))
		time.Sleep(5 * time.Millisecond)
	}
	if response, text := c.response(); !strings.Contains(text, string(model.BodyTooLarge)) {
		t.Errorf("got %s %q", response.Status, text)
	}
}

// If a read deadline passes while a handler runs, net/http assumes that the client has disconnected and cancels the context.
func TestDeadlineEndsWithTheBody(t *testing.T) {
	t.Parallel()
	left := make(chan error, 1)
	requests := New(20 * time.Millisecond)
	server := httptest.NewUnstartedServer(requests.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, err := read(r, 100)
		select {
		case <-r.Context().Done():
			err = errors.Join(err, r.Context().Err())
		case <-time.After(200 * time.Millisecond):
		}
		left <- err
	})))
	server.Config.ReadTimeout = 50 * time.Millisecond
	server.Start()
	t.Cleanup(server.Close)
	for _, body := range []string{"", "{}"} {
		response, err := http.Post(server.URL, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if err := <-left; err != nil {
			t.Errorf("body %q: %v", body, err)
		}
	}
}

func TestStopEndsWaitsForClients(t *testing.T) {
	t.Parallel()
	requests := New(time.Hour)
	entered := make(chan struct{}, 2)
	ended := make(chan error, 1)
	dial := serve(t, requests, func(w http.ResponseWriter, _ *http.Request) {
		entered <- struct{}{}
		control := http.NewResponseController(w)
		for {
			_ = control.SetWriteDeadline(time.Now().Add(time.Hour)) // as a stream does before each write
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				ended <- err
				return
			}
		}
	})
	sender, reader := dial(), dial()
	sender.send("POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1")
	reader.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
	<-entered
	for opened := false; !opened; {
		requests.mu.Lock()
		opened = len(requests.open) == 2
		requests.mu.Unlock()
	}
	requests.Stop(0, time.Second)
	if response, text := sender.response(); !strings.Contains(text, string(model.ShuttingDown)) || !response.Close {
		t.Errorf("an unsent body: %s %q, closing: %v", response.Status, text, response.Close)
	}
	select {
	case <-ended:
	case <-time.After(patience):
		t.Error("a response that is not read is still being written")
	}
}

// A hijacked connection has its own deadlines, which Stop must not change.
func TestStopLeavesHijackedConnectionsAlone(t *testing.T) {
	t.Parallel()
	requests := New(Timeout)
	hijacked := make(chan net.Conn)
	ended := make(chan struct{})
	dial := serve(t, requests, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
		}
		hijacked <- conn
		<-ended
	})
	c := dial()
	c.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	conn := <-hijacked
	defer conn.Close()
	requests.Stop(0, 0)
	close(ended)
	if _, err := io.WriteString(conn, "hello"); err != nil {
		t.Error(err)
	}
	c.send("world")
	got := make([]byte, 5)
	if _, err := io.ReadFull(conn, got); err != nil || string(got) != "world" {
		t.Errorf("read %q, %v", got, err)
	}
}
