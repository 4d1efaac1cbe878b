// Package metrics exports the state of a running instance to operators, in the format of Prometheus.
//
// SECURITY: no label has a value that a caller can choose: no path, name, id, token or text. All values of labels are known
// before the program starts, so callers cannot fill the memory with new series.
package metrics

import (
	"log/slog"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts events in one instance. A nil *Metrics is valid and counts nothing. Its methods are safe for concurrent use, and
// cheap enough to call for each post and each request.
type Metrics struct {
	registry *prometheus.Registry
	factory  promauto.Factory

	requests   requests
	posts      map[outcome]prometheus.Counter
	operations *prometheus.CounterVec
	batches    [ways]batches
	database   database
	hub        hub
	hints      hints
	streams    [transports]*Streams
	executions [executors]prometheus.Counter
	cut        prometheus.Counter
}

// New returns Metrics with a registry of their own, which also has the metrics of the process and of the Go runtime.
func New() *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.factory = promauto.With(m.registry)
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.requests = newRequests(m.factory)
	m.posts, m.operations = newPosts(m.factory), newOperations(m.factory)
	m.batches, m.database = newBatches(m.factory), newDatabase(m.factory)
	m.hub, m.hints = newHub(m.factory), newHints(m.factory)
	m.streams, m.executions = newStreams(m.factory), newExecutions(m.factory)
	m.cut = counter(m.factory, "chattr_sockets_cut_total", "WebSockets that were closed because their client read nothing for too long, or too many bytes waited for it.")
	return m
}

// Handler returns a handler that responds to every request with the current metrics. It logs errors to log at level warn.
func (m *Metrics) Handler(log *slog.Logger) http.Handler {
	text := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		text.ServeHTTP(w, r)
	})
}

// counter registers a counter without labels and returns it.
func counter(f promauto.Factory, name, help string) prometheus.Counter {
	return f.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
}

// counters registers a counter with labels and returns it.
func counters(f promauto.Factory, name, help string, labels ...string) *prometheus.CounterVec {
	return f.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

// histograms registers a histogram with labels and returns it.
func histograms(f promauto.Factory, name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return f.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
}

// watch registers a gauge that calls read at each scrape.
func (m *Metrics) watch(name, help string, read func() float64) {
	m.factory.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read)
}

// seconds are the buckets of durations. They range from 0.1 ms, about the time of a fast commit, to 10 s, after which requests
// time out.
var seconds = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
