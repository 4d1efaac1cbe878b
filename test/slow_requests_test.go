package test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// requestLimit is how long a request may keep its connection open: ten seconds to arrive, with threefold slack.
const requestLimit = 30 * time.Second

// unsentBodies are requests that announce a body and never send it. %s is a path.
var unsentBodies = map[string]string{
	"POST over the limit":     "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 65537\r\n\r\n",
	"POST at the limit":       "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 65536\r\n\r\n",
	"POST far over the limit": "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999999999\r\n\r\n",
	"POST in chunks":          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
	"POST that expects":       "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
	"POST of another type":    "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n",
	"GET":                     "GET %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n",
	"GET in chunks":           "GET %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
	"GET of events":           "GET %s HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Length: 9\r\n\r\n",
	"GET of a socket": "GET %s HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nContent-Length: 9\r\n\r\n",
	"pipelined GET":   "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n",
	"GET of HTTP/1.0": "GET %s HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 9\r\n\r\n",
	"HEAD":            "HEAD %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n",
	"DELETE":          "DELETE %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n",
	"PUT":             "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n",
	"PATCH":           "PATCH %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n",
	"OPTIONS":         "OPTIONS %s HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\nContent-Length: 9\r\n\r\n",
	"unknown method":  "BREW %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n",
	"half a head":     "GET %s HTTP/1.1\r\nHost: x\r\nContent-Le",
}

// routesOf returns paths of every route of a server.
func routesOf(p *process) []string {
	return []string{
		strings.TrimPrefix(p.WebhookURL(), p.url), "/webhooks/1/wrong", "/webhooks/", "/graphql", "/graphql?query=%7B__typename%7D", "/session", "/sign-up",
		"/password", "/proof", "/invitation", "/oidc/start", "/oidc/callback", "/", "/playground", "/playground/", "/assets/portal.css",
		"/avatars/x", "/schema.graphql", "/healthz", "/readyz", "/nowhere", "//healthz", "*",
	}
}

// Every request ends, also if its client announces a body and does not send it.
func TestRequestsWithoutTheirBodyEnd(t *testing.T) {
	t.Parallel()
	metrics := freeAddress(t)
	p := startServer(t, "CHATTR_METRICS_LISTEN="+metrics)
	var all sync.WaitGroup
	check := func(address, what, path string) {
		all.Go(func() {
			began := time.Now()
			text, err := heldOpen(address, fmt.Sprintf(unsentBodies[what], path))
			took := time.Since(began)
			if err != nil || took > requestLimit {
				t.Errorf("%s %s: got %.200q, %v after %v; want the end within %v", what, path, text, err, took, requestLimit)
			}
		})
	}
	for what := range unsentBodies {
		for _, path := range routesOf(p) {
			check(strings.TrimPrefix(p.url, "http://"), what, path)
		}
		check(metrics, what, "/metrics")
		check(metrics, what, "/")
	}
	all.Wait()
}

// heldOpen sends a request and keeps the connection open. It returns everything that the server sends until the server closes the
// connection.
func heldOpen(address, request string) (string, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(2 * requestLimit))
	if _, err := io.WriteString(conn, request); err != nil {
		return "", err
	}
	text, err := io.ReadAll(conn)
	if err != nil && strings.Contains(err.Error(), "reset by peer") { // the server has closed the connection
		err = nil
	}
	return string(text), err
}

// A body that is announced as too large is refused immediately. The server does not wait for it.
func TestTooLargeBodiesAreRefusedImmediately(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	for _, path := range []string{strings.TrimPrefix(p.WebhookURL(), p.url), "/graphql", "/session", "/sign-up"} {
		for _, expect := range []string{"", "Expect: 100-continue\r\n"} {
			conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			_, _ = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%sContent-Length: 65537\r\n\r\n", path, expect)
			_ = conn.SetReadDeadline(time.Now().Add(patience))
			response, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != http.StatusRequestEntityTooLarge || !response.Close { // 408 if the server had waited for the body
				t.Errorf("%s %s: %s, closing: %v; want 413, closing", path, expect, response.Status, response.Close)
			}
		}
	}
}

// The server waits only once for a body of the largest allowed size that never arrives.
func TestMissingBodyIsAwaitedOnce(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	for _, path := range []string{strings.TrimPrefix(p.WebhookURL(), p.url), "/graphql", "/session"} {
		t.Run(path[:8], func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			text, err := heldOpen(strings.TrimPrefix(p.url, "http://"),
				fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4096\r\n\r\n", path))
			if took := time.Since(began); err != nil || !strings.HasPrefix(text, "HTTP/1.1 408 ") || took < 9*time.Second || took > 19*time.Second {
				t.Errorf("after %v: got %v, %.100q; want 408 after 10s, not after 20s", took, err, text)
			}
		})
	}
}
