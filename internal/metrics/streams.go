package metrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Transport is how a stream travels.
type Transport int

// The transports.
const (
	WebSocket Transport = iota
	SSE
	transports
)

// Streams counts the streams of one transport. Nil Streams count nothing.
type Streams struct {
	open      prometheus.Gauge
	delivered prometheus.Counter
}

func newStreams(f promauto.Factory) (all [transports]*Streams) {
	open := f.NewGaugeVec(prometheus.GaugeOpts{Name: "chattr_streams_open", Help: "Streams that are open."}, []string{"transport"})
	delivered := counters(f, "chattr_events_delivered_total", "Events that were handed to the connections of their readers.", "transport")
	for transport, name := range [transports]string{WebSocket: "websocket", SSE: "sse"} {
		all[transport] = &Streams{open.WithLabelValues(name), delivered.WithLabelValues(name)}
	}
	return all
}

// Streams are those of a transport.
func (m *Metrics) Streams(t Transport) *Streams {
	if m == nil {
		return nil
	}
	return m.streams[t]
}

// Opened counts a stream that has begun.
func (s *Streams) Opened() {
	if s != nil {
		s.open.Inc()
	}
}

// Closed takes back what Opened counted.
func (s *Streams) Closed() {
	if s != nil {
		s.open.Dec()
	}
}

// Delivered counts events that are written to a reader.
func (s *Streams) Delivered(events int) {
	if s != nil && events > 0 {
		s.delivered.Add(float64(events))
	}
}

// Executor is for whom an event is executed.
type Executor int

// The executors.
const (
	ForGroup  Executor = iota // once for all who selected the same
	ForViewer                 // for one alone, since it shows what is theirs
	executors
)

func newExecutions(f promauto.Factory) (all [executors]prometheus.Counter) {
	vec := counters(f, "chattr_event_executions_total", "How often a selection was executed for an event.", "for")
	for executor, name := range [executors]string{ForGroup: "group", ForViewer: "viewer"} {
		all[executor] = vec.WithLabelValues(name)
	}
	return all
}

// Executed counts an event that a selection was executed for.
func (m *Metrics) Executed(e Executor) {
	if m != nil {
		m.executions[e].Inc()
	}
}

// SocketCut counts a WebSocket whose client took nothing for too long.
func (m *Metrics) SocketCut() {
	if m != nil {
		m.cut.Inc()
	}
}

// WatchSockets has the number of open WebSockets read whenever somebody asks. Call it once.
func (m *Metrics) WatchSockets(read func() int) {
	if m != nil {
		m.watch("chattr_sockets_open", "WebSockets that are open.", func() float64 { return float64(read()) })
	}
}

// WatchGroups has read called whenever somebody asks: how many groups of equal subscriptions there are, and how many bytes are
// kept of what was executed for them. Call it once.
func (m *Metrics) WatchGroups(read func() (groups, bytes int)) {
	if m == nil {
		return
	}
	m.watch("chattr_subscription_groups", "Groups of equal subscriptions, which share one execution an event.", func() float64 {
		groups, _ := read()
		return float64(groups)
	})
	m.watch("chattr_payload_bytes", "Bytes that are kept of what was executed for groups.", func() float64 {
		_, bytes := read()
		return float64(bytes)
	})
}
