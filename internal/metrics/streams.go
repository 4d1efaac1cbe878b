package metrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Transport is the protocol of a stream.
type Transport int

// The protocols of streams.
const (
	WebSocket Transport = iota
	SSE
	transports
)

// Streams counts the streams of one transport. A nil *Streams counts nothing.
type Streams struct {
	open      prometheus.Gauge
	delivered prometheus.Counter
}

// newStreams registers the metrics of streams and returns them by their transport.
func newStreams(f promauto.Factory) (all [transports]*Streams) {
	open := f.NewGaugeVec(prometheus.GaugeOpts{Name: "chattr_streams_open", Help: "Streams that are open."}, []string{"transport"})
	delivered := counters(f, "chattr_events_delivered_total", "Events that were written to the connections of their readers.", "transport")
	for transport, name := range [transports]string{WebSocket: "websocket", SSE: "sse"} {
		all[transport] = &Streams{open.WithLabelValues(name), delivered.WithLabelValues(name)}
	}
	return all
}

// Streams returns the metrics of the streams of a transport. It returns nil if m is nil.
func (m *Metrics) Streams(t Transport) *Streams {
	if m == nil {
		return nil
	}
	return m.streams[t]
}

// Opened counts an open stream. The caller must call Closed when the stream ends.
func (s *Streams) Opened() {
	if s != nil {
		s.open.Inc()
	}
}

// Closed subtracts a stream that Opened counted.
func (s *Streams) Closed() {
	if s != nil {
		s.open.Dec()
	}
}

// Delivered counts events that were written to the connection of a reader.
func (s *Streams) Delivered(events int) {
	if s != nil && events > 0 {
		s.delivered.Add(float64(events))
	}
}

// Executor is the set of subscriptions that share one execution of a selection for an event.
type Executor int

// The kinds of executors.
const (
	ForGroup  Executor = iota // one execution for all subscriptions with an equal selection
	ForViewer                 // one execution for a single viewer, because the result depends on the viewer
	executors
)

// newExecutions registers the counter of executions and returns its series by their executor.
func newExecutions(f promauto.Factory) (all [executors]prometheus.Counter) {
	vec := counters(f, "chattr_event_executions_total", "Executions of a selection for an event.", "for")
	for executor, name := range [executors]string{ForGroup: "group", ForViewer: "viewer"} {
		all[executor] = vec.WithLabelValues(name)
	}
	return all
}

// Executed counts an execution of a selection for an event.
func (m *Metrics) Executed(e Executor) {
	if m != nil {
		m.executions[e].Inc()
	}
}

// SocketCut counts a WebSocket that was closed because its client read nothing for too long, or because too much waited for it.
func (m *Metrics) SocketCut() {
	if m != nil {
		m.cut.Inc()
	}
}

// WatchSockets registers a gauge of open WebSockets that calls read at each scrape. The caller must call WatchSockets at most
// once.
func (m *Metrics) WatchSockets(read func() int) {
	if m != nil {
		m.watch("chattr_sockets_open", "WebSockets that are open.", func() float64 { return float64(read()) })
	}
}

// WatchGroups registers gauges that call read at each scrape. read returns the number of groups of equal subscriptions, and how
// many bytes of executed payloads are kept for them. The caller must call WatchGroups at most once.
func (m *Metrics) WatchGroups(read func() (groups, bytes int)) {
	if m == nil {
		return
	}
	m.watch("chattr_subscription_groups", "Groups of equal subscriptions, which share one execution for each event.", func() float64 {
		groups, _ := read()
		return float64(groups)
	})
	m.watch("chattr_payload_bytes", "Bytes of executed payloads that are kept for groups.", func() float64 {
		_, bytes := read()
		return float64(bytes)
	})
}
