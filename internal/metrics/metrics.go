// Package metrics is what an operator sees of a running instance, in Prometheus' terms.
//
// SECURITY: no label has a value that a caller can choose: neither paths nor names, ids, tokens or texts. The values are those
// that the program knows before it starts, so that nobody can fill the memory with them either.
package metrics

import (
	"log/slog"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what happens in one instance. A nil *Metrics is good and counts nothing. Its methods may be called from many
// goroutines at once, and cost next to nothing.
type Metrics struct {
	registry *prometheus.Registry
	make     promauto.Factory

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

// New makes metrics of its own, with those of the process and of Go's runtime.
func New() *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.make = promauto.With(m.registry)
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.requests = newRequests(m.make)
	m.posts, m.operations = newPosts(m.make), newOperations(m.make)
	m.batches, m.database = newBatches(m.make), newDatabase(m.make)
	m.hub, m.hints = newHub(m.make), newHints(m.make)
	m.streams, m.executions = newStreams(m.make), newExecutions(m.make)
	m.cut = counter(m.make, "chattr_sockets_cut_total", "WebSockets that were closed because their client took nothing for too long, or too much waited for it.")
	return m
}

// Handler answers every request with the metrics as they are. What fails goes to log.
func (m *Metrics) Handler(log *slog.Logger) http.Handler {
	text := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		text.ServeHTTP(w, r)
	})
}

func counter(f promauto.Factory, name, help string) prometheus.Counter {
	return f.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
}

func counters(f promauto.Factory, name, help string, labels ...string) *prometheus.CounterVec {
	return f.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

func histograms(f promauto.Factory, name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return f.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
}

// watch adds a gauge that is read when somebody asks for it.
func (m *Metrics) watch(name, help string, read func() float64) {
	m.make.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read)
}

// Times from a tenth of a millisecond, which a commit may take, to the seconds after which requests are given up.
var seconds = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
