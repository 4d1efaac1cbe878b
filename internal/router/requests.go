package router

import (
	"bufio"
	"cmp"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/problem"
)

// routes is a ServeMux that knows its patterns, so that requests can be counted by them.
type routes struct {
	*http.ServeMux
	log     *slog.Logger
	metrics *metrics.Metrics
	known   map[string]route // by pattern
	other   route
}

// route is what requests are counted and logged as.
type route struct {
	name   string
	counts *metrics.Route
}

// webhookPattern is for the requests that never come to the mux.
const webhookPattern = "/webhooks/{appId}/{token}"

func newRoutes(log *slog.Logger, m *metrics.Metrics) *routes {
	t := &routes{ServeMux: http.NewServeMux(), log: log, metrics: m, known: map[string]route{}}
	t.other = t.route("other")
	t.known[webhookPattern] = t.route(webhookPattern)
	return t
}

// Handle registers a handler.
func (t *routes) Handle(pattern string, h http.Handler) {
	t.ServeMux.Handle(pattern, h)
	t.known[pattern] = t.route(pattern)
}

// route names a pattern without its method; the files of pages are one.
func (t *routes) route(pattern string) route {
	name := pattern
	if _, path, ok := strings.Cut(pattern, " "); ok {
		name = path
	}
	if strings.HasPrefix(name, "/assets/") {
		name = "/assets/{name}"
	}
	return route{name, t.metrics.Route(name)}
}

// observe gives every request its id, and counts and logs how h has answered it.
func (t *routes) observe(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := &answering{ResponseWriter: w, began: time.Now(), panics: true}
		r = problem.Identify(a, r)
		defer t.answered(a, r)
		h.ServeHTTP(a, r)
		a.panics = false
	})
}

// SECURITY: of a request the pattern of its route is counted and logged, and a method that we know: never its path, which can
// carry a token, nor anything else that the caller has written.
func (t *routes) answered(a *answering, r *http.Request) {
	route, known := t.known[r.Pattern]
	if !known {
		route = t.other
	}
	status, took := a.final(), time.Since(a.began)
	route.counts.Responded(r.Method, status)
	if !a.streams() {
		route.counts.Took(took)
	}
	if t.log.Enabled(r.Context(), slog.LevelDebug) {
		t.log.DebugContext(r.Context(), "request",
			"method", metrics.Method(r.Method), "route", route.name, "status", status, "duration", took)
	}
}

// answering is a writer that remembers the status.
type answering struct {
	http.ResponseWriter
	began  time.Time
	status int
	panics bool
}

// WriteHeader notes the status of the answer; 1xx comes before it.
func (a *answering) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Hijack lets go of the connection.
func (a *answering) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffers, err := http.NewResponseController(a.ResponseWriter).Hijack()
	if err == nil {
		a.status = http.StatusSwitchingProtocols
	}
	return conn, buffers, err
}

// Unwrap is for http.ResponseController.
func (a *answering) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// final is the status when the handler has ended.
func (a *answering) final() int {
	if a.panics {
		return http.StatusInternalServerError
	}
	return cmp.Or(a.status, http.StatusOK)
}

// streams says whether the answer was, or became, something that lasts.
func (a *answering) streams() bool {
	return a.status == http.StatusSwitchingProtocols || a.Header().Get("Content-Type") == "text/event-stream"
}
