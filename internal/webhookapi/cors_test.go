package webhookapi

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"chattr/internal/cors"
	"chattr/internal/httpbody"
)

// TestPagesOfAllowedOriginsMayPost checks that a page of an allowed origin can post and read the response. The request may have
// headers that a tracing library adds.
func TestPagesOfAllowedOriginsMayPost(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	var log bytes.Buffer
	const friend, unlisted = "https://friend.example", "https://stranger.example"
	handler := New(w.chat, Options{Log: w.handler.Log, Origins: cors.New(publicURL, []string{friend}, slog.New(slog.NewTextHandler(&log, nil)))})
	host := httptest.NewServer(httpbody.New(httpbody.Timeout).Handler(handler))
	t.Cleanup(host.Close)
	w.address = host.URL
	for origin, want := range map[string]string{friend: friend, unlisted: "", "null": "", publicURL: ""} {
		for path, status := range map[string]int{w.path: http.StatusNoContent, w.path + "x": http.StatusNoContent, "/webhooks/": http.StatusNotFound} {
			a := w.send(t, http.MethodOptions, path, nil, "Origin: "+origin, "Access-Control-Request-Method: POST",
				"Access-Control-Request-Headers: content-type,idempotency-key,traceparent,sentry-trace,baggage,x-b3-traceid")
			if a.StatusCode != status || a.Header.Get("Access-Control-Allow-Origin") != want || a.Header.Get("Location") != "" {
				t.Errorf("preflight of %s: %s %v, want %q", origin, a.Status, a.Header, want)
			}
			if headers := a.Header.Get("Access-Control-Allow-Headers"); want != "" && (!strings.Contains(headers, "traceparent") || !strings.Contains(headers, "Idempotency-Key")) {
				t.Errorf("the preflight allows %q", headers)
			}
		}
		for body, status := range map[string]int{`{"content":"x"}`: 200, `{"content":""}`: 422} {
			a := w.post(t, body, "Origin: "+origin, "Traceparent: 00-1-2-3")
			if a.StatusCode != status || a.Header.Get("Access-Control-Allow-Origin") != want {
				t.Errorf("post from %s: %s %v, want %q", origin, a.Status, a.Header, want)
			}
			exposed := a.Header.Get("Access-Control-Expose-Headers")
			for _, name := range []string{"X-RateLimit-Remaining", "X-RateLimit-Reset-After", "Idempotent-Replayed", "Retry-After"} {
				if want != "" && !strings.Contains(exposed, name) {
					t.Errorf("a page cannot read %s: %q", name, exposed)
				}
			}
		}
	}
	if a := w.send(t, http.MethodOptions, w.path, nil); a.StatusCode != http.StatusNoContent || a.Header.Get("Allow") != "GET, HEAD, OPTIONS, POST" {
		t.Errorf("OPTIONS without an origin: %s %v", a.Status, a.Header)
	}
	for _, origin := range []string{unlisted, "null"} {
		if n := len(regexp.MustCompile("origin="+regexp.QuoteMeta(origin)+`\s`).FindAllString(log.String(), -1)); n != 1 {
			t.Errorf("%d lines for %s, want 1: %s", n, origin, log.String())
		}
	}
	if strings.Contains(log.String(), "webhooks/") || !strings.Contains(log.String(), "--allowed-origins") {
		t.Errorf("the log is %s", log.String())
	}
}
