package cors

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

var route = Route{Methods: "GET, POST", Headers: "Content-Type", Expose: "Retry-After"}

// share returns the headers of the response to a request with that method, origin and list of requested headers. Empty values are
// not sent.
func share(o *Origins, method, origin, requested string) http.Header {
	r := httptest.NewRequest(method, "http://chat.example/graphql", nil)
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	if requested != "" {
		r.Header.Set("Access-Control-Request-Headers", requested)
	}
	w := httptest.NewRecorder()
	o.Share(w, r, route)
	return w.Header()
}

func TestPreflightAllowsTheHeadersOfTracingLibraries(t *testing.T) {
	t.Parallel()
	o := New("https://chat.example", []string{"https://friend.example"}, slog.New(slog.DiscardHandler))
	for requested, want := range map[string]string{
		"": "Content-Type",
		"content-type,traceparent,tracestate,baggage": "Content-Type, content-type, traceparent, tracestate, baggage",
		"Sentry-Trace, B3 ,x-b3-traceid,,x-datadog-trace-id,newrelic,elastic-apm-traceparent,x-request-id,x-correlation-id,x-amzn-trace-id": "Content-Type, " +
			"sentry-trace, b3, x-b3-traceid, x-datadog-trace-id, newrelic, elastic-apm-traceparent, x-request-id, x-correlation-id, x-amzn-trace-id",
		"traceparent, b 3, a\r\nSet-Cookie: x, é, a:b, \"q\", " + strings.Repeat("x", 65) + ", traceparent": "Content-Type, traceparent",
	} {
		header := share(o, http.MethodOptions, "https://friend.example", requested)
		if got := header.Get("Access-Control-Allow-Headers"); got != want {
			t.Errorf("%q: got %q, want %q", requested, got, want)
		}
	}
	many := share(o, http.MethodOptions, "https://friend.example", strings.Repeat("x,", 10)+longList(1000)).Get("Access-Control-Allow-Headers")
	if n := strings.Count(many, ","); n != maxRequested {
		t.Errorf("got %d names, want %d", n, maxRequested)
	}
}

// longList returns n different names of headers, separated by commas.
func longList(n int) string {
	var names []string
	for i := range n {
		names = append(names, "x-"+strings.Repeat("a", i%50)+string(rune('a'+i/50)))
	}
	return strings.Join(names, ",")
}

func TestOnlyListedOriginsAreShared(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	o := New("https://chat.example", []string{"https://friend.example"}, slog.New(slog.NewTextHandler(&text, nil)))
	for range 3 {
		for origin, want := range map[string]string{
			"": "", "https://friend.example": "https://friend.example", "https://chat.example": "", "null": "", "https://stranger.example": "",
			"https://friend.example.evil": "", "http://friend.example": "",
		} {
			for _, method := range []string{http.MethodOptions, http.MethodPost} {
				header := share(o, method, origin, "x-a")
				if got := header.Get("Access-Control-Allow-Origin"); got != want || header.Get("Access-Control-Allow-Credentials") != "" {
					t.Errorf("%s of %q: got %q, want %q", method, origin, got, want)
				}
				if exposes := header.Get("Access-Control-Expose-Headers") != ""; exposes != (want != "") {
					t.Errorf("%s of %q exposes headers: %v", method, origin, exposes)
				}
				if !strings.Contains(strings.Join(header["Vary"], ","), "Origin") {
					t.Errorf("%s of %q: Vary is %q", method, origin, header["Vary"])
				}
			}
		}
	}
	for _, origin := range []string{"null", "https://stranger.example", "https://friend.example.evil", "http://friend.example"} {
		if n := strings.Count(text.String(), "origin="+origin+map[bool]string{true: " hint=", false: "\n"}[origin == "null"]); n != 1 {
			t.Errorf("%d lines for %s, want 1:\n%s", n, origin, text.String())
		}
	}
	if n := strings.Count(text.String(), "--allowed-origins"); n != 4 {
		t.Errorf("%d lines, want 4:\n%s", n, text.String())
	}
}

func TestSameOriginIsOurPagesAndPrograms(t *testing.T) {
	t.Parallel()
	o := New("https://chat.example", []string{"https://friend.example"}, slog.New(slog.DiscardHandler))
	for _, c := range []struct {
		name, method, host, site, origin, upgrade string
		want                                      bool
	}{
		{"a program", "POST", "inside:8080", "", "", "", true},
		{"our page", "POST", "inside:8080", "same-origin", "https://chat.example", "", true},
		{"our page, behind a proxy that changes the host", "POST", "inside:8080", "", "https://chat.example", "", true},
		{"the host of the request", "POST", "other.example:443", "", "https://other.example", "", true},
		{"a typed address", "GET", "inside:8080", "none", "", "", true},
		{"another origin", "POST", "inside:8080", "", "https://evil.example", "", false},
		{"another origin, GET", "GET", "inside:8080", "", "https://evil.example", "", false},
		{"a listed origin", "POST", "inside:8080", "", "https://friend.example", "", false},
		{"another site", "POST", "inside:8080", "cross-site", "", "", false},
		{"another site, GET", "GET", "inside:8080", "same-site", "", "", false},
		{"a sandbox", "POST", "inside:8080", "", "null", "", false},
		{"our page's socket, as another site", "GET", "inside:8080", "cross-site", "http://inside:8080", "websocket", true},
		{"our page's request, as another site", "POST", "inside:8080", "cross-site", "http://inside:8080", "", false},
		{"a socket of another origin", "GET", "inside:8080", "same-site", "https://evil.example", "websocket", false},
		{"a socket of another site without an origin", "GET", "inside:8080", "cross-site", "", "websocket", false},
	} {
		r := httptest.NewRequest(c.method, "/graphql", nil)
		r.Host = c.host
		for name, value := range map[string]string{"Sec-Fetch-Site": c.site, "Origin": c.origin, "Upgrade": c.upgrade} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		if got := o.IsSameOrigin(r); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
