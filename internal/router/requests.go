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

// routes is a ServeMux that counts and logs requests by the pattern of their route.
type routes struct {
	*http.ServeMux
	log     *slog.Logger
	metrics *metrics.Metrics
	routes  map[string]route // by pattern
	other   route
}

// route has the name that requests are counted and logged as.
type route struct {
	name   string
	counts *metrics.Route
}

// webhookPattern is the pattern of requests that do not pass through the mux.
const webhookPattern = "/webhooks/{appId}/{token}"

func newRoutes(log *slog.Logger, m *metrics.Metrics) *routes {
	t := &routes{ServeMux: http.NewServeMux(), log: log, metrics: m, routes: map[string]route{}}
	t.other = t.route("other")
	t.routes[webhookPattern] = t.route(webhookPattern)
	return t
}

// Handle registers a handler for a pattern of http.ServeMux.
func (t *routes) Handle(pattern string, h http.Handler) {
	t.ServeMux.Handle(pattern, h)
	t.routes[pattern] = t.route(pattern)
}

// route returns the route of a pattern: its name has no method, and all files of the pages have one name.
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

// observe returns a handler that gives every request its id, and counts and logs the responses of h.
func (t *routes) observe(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := &recorder{ResponseWriter: w, began: time.Now(), panics: true}
		r = problem.Identify(recorder, r)
		defer t.record(recorder, r)
		h.ServeHTTP(recorder, r)
		recorder.panics = false
	})
}

// record counts and logs a response.
//
// SECURITY: it counts and logs the pattern of the route and a standard method. It never logs the path, which can contain a token, or
// anything else that the client wrote.
func (t *routes) record(recorded *recorder, r *http.Request) {
	route, isRegistered := t.routes[r.Pattern]
	if !isRegistered {
		route = t.other
	}
	status, took := recorded.final(), time.Since(recorded.began)
	route.counts.Responded(r.Method, status)
	if !recorded.isStream() {
		route.counts.Took(took)
	}
	if t.log.Enabled(r.Context(), slog.LevelDebug) {
		t.log.DebugContext(r.Context(), "request",
			"method", metrics.Method(r.Method), "route", route.name, "status", status, "duration", took)
	}
}

// recorder is a ResponseWriter that records the status.
type recorder struct {
	http.ResponseWriter
	began  time.Time
	status int  // 0: not written yet
	panics bool // the handler has not returned yet, or it panicked
}

// WriteHeader records the status, except 1xx, which precedes the response.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Hijack takes the connection over, as http.Hijacker does.
func (w *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffers, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err == nil {
		w.status = http.StatusSwitchingProtocols
	}
	return conn, buffers, err
}

// Unwrap returns the writer below, for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// final returns the status after the handler has ended.
func (w *recorder) final() int {
	if w.panics {
		return http.StatusInternalServerError
	}
	return cmp.Or(w.status, http.StatusOK)
}

// isStream reports whether the response was a WebSocket or an event stream, which last long.
func (w *recorder) isStream() bool {
	return w.status == http.StatusSwitchingProtocols || w.Header().Get("Content-Type") == "text/event-stream"
}
