package webhookapi

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// raw is a connection that sends hand-written HTTP requests: http.Client refuses to send such malformed ones.
type raw struct {
	net.Conn
	responses *bufio.Reader
}

// dial connects to the server. The test closes the connection when it ends.
func (w *fixture) dial(t *testing.T) raw {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(w.address, "http://"))
	must(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	must(t, conn.SetDeadline(time.Now().Add(30*time.Second)))
	return raw{conn, bufio.NewReader(conn)}
}

// writeRequest sends a request with the header line length, and body as its body or the first part of it.
func (c raw) writeRequest(t *testing.T, path, length, body string) {
	t.Helper()
	_, err := fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\n%s\r\n%s\r\n\r\n%s", path, jsonType, length, body)
	must(t, err)
}

// readResponse reads and returns the next response.
func (c raw) readResponse(t *testing.T) fullResponse {
	t.Helper()
	response, err := http.ReadResponse(c.responses, nil)
	must(t, err)
	text, err := io.ReadAll(response.Body)
	must(t, err)
	return fullResponse{response, string(text)}
}

// closed checks that the server has closed the connection.
func (c raw) closed(t *testing.T) {
	t.Helper()
	if b, err := c.responses.ReadByte(); err == nil {
		t.Errorf("the connection is still open and sent %q", b)
	}
}

// impatient replaces the server by one that waits 50 milliseconds for a body.
func (w *fixture) impatient(t *testing.T) {
	host := httptest.NewServer(httpbody.New(50 * time.Millisecond).Handler(w.handler))
	t.Cleanup(host.Close)
	w.address = host.URL
}

func TestSlowBodyTimesOut(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	w.impatient(t)
	for _, length := range []string{"Content-Length: 100", "Transfer-Encoding: chunked"} {
		c := w.dial(t)
		c.writeRequest(t, w.path, length, "")
		a := c.readResponse(t)
		if p := a.problem(t); p.Status != 408 || p.Code != model.RequestTimeout || !a.Close {
			t.Errorf("%s: %s", length, a.text)
		}
		c.closed(t)
	}
	for path, status := range map[string]int{w.path + "x": 404, "/webhooks/": 404} {
		c := w.dial(t)
		c.writeRequest(t, path, "Content-Length: 100", `{"content"`)
		if a := c.readResponse(t); a.StatusCode != status || !a.Close {
			t.Errorf("%s: %s %v", path, a.Status, a.Header)
		}
		c.closed(t)
	}
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

func TestBrokenBodies(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.dial(t)
	c.writeRequest(t, w.path, "Content-Length: 100", `{"content":"x"}`)
	must(t, c.Conn.(*net.TCPConn).CloseWrite())
	if p := c.readResponse(t).problem(t); p.Status != 400 || p.Code != model.InvalidJSON || p.Detail != "The body broke off after 15 bytes; nothing was stored." {
		t.Errorf("cut off: %+v", p)
	}
	c = w.dial(t)
	c.writeRequest(t, w.path, "Transfer-Encoding: chunked", "f\r\n{\"content\":\"x\"}\r\nnonsense\r\n")
	if p := c.readResponse(t).problem(t); p.Status != 400 || p.Code != model.InvalidJSON {
		t.Errorf("bad chunks: %+v", p)
	}
	c.closed(t)
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

func TestBodyLimit(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	fits := `{"content":"x"}` + strings.Repeat(" ", maxBody-len(`{"content":"x"}`))
	for _, length := range []string{"Content-Length: %d", "Transfer-Encoding: chunked"} {
		c := w.dial(t)
		for _, body := range []string{fits, fits + " ", fits, fits + fits, fits} { // on one connection: each response must belong to its request
			header, framed := length, fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)
			if strings.Contains(length, "%d") {
				header, framed = fmt.Sprintf(length, len(body)), body
			}
			c.writeRequest(t, w.path, header, framed)
			a := c.readResponse(t)
			if len(body) == maxBody {
				a.message(t)
			} else if p := a.problem(t); p.Status != 413 || p.Code != model.BodyTooLarge {
				t.Errorf("%s: %s", header, a.text)
			}
		}
	}
	if n := w.posts(t); n != 6 {
		t.Errorf("%d messages were posted, want 6", n)
	}
}

// TestLargeBodyIsReadBeforeTheResponse checks that the server reads a large body before it responds: many clients read the response only
// after they have written the whole body.
func TestLargeBodyIsReadBeforeTheResponse(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	body := strings.Repeat("x", 1<<20)
	c := w.dial(t)
	c.writeRequest(t, w.path, fmt.Sprintf("Content-Length: %d", len(body)), body)
	if p := c.readResponse(t).problem(t); p.Code != model.BodyTooLarge {
		t.Errorf("got %s", p.Code)
	}
	c = w.dial(t)
	c.writeRequest(t, w.path, "Content-Length: 1000000000\r\nExpect: 100-continue", "")
	if a := c.readResponse(t); a.problem(t).Code != model.BodyTooLarge || !a.Close {
		t.Errorf("a body that is sent after 100 Continue: %s", a.text)
	}
	c = w.dial(t)
	c.writeRequest(t, w.path, "Content-Length: 15\r\nExpect: 100-continue", "")
	if a := c.readResponse(t); a.StatusCode != http.StatusContinue {
		t.Fatalf("got %s", a.Status)
	}
	_, err := io.WriteString(c, `{"content":"x"}`)
	must(t, err)
	c.readResponse(t).message(t)
}

func TestRefusalsKeepTheConnection(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.dial(t)
	for _, path := range []string{w.path + "x", "/webhooks/", w.path} {
		body := `{"content":"x"}`
		c.writeRequest(t, path, fmt.Sprintf("Content-Length: %d", len(body)), body)
		if a := c.readResponse(t); a.Close || path == w.path && a.StatusCode != 200 {
			t.Errorf("%s: %s %v", path, a.Status, a.Header)
		}
	}
}
