package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Read is why something is read for streams: one statement each.
type Read int

// The reads.
const (
	FirstRead Read = iota // a channel that nobody watched before: where it stands, or its latest events
	LiveRead              // what has just come, for everybody who watches the channel
	PageRead              // a page for one stream that is behind
	HeadRead              // where a channel stands, for one stream
	PollRead              // where all watched channels stand, or whether their watchers still may
	reads
)

type hub struct {
	reads  [reads]prometheus.Counter
	checks prometheus.Counter
	lag    prometheus.Observer
	lost   prometheus.Counter
}

func newHub(f promauto.Factory) (h hub) {
	kinds := counters(f, "chattr_stream_reads_total", "Statements that read events or heads of channels for streams.", "kind")
	for read, name := range [reads]string{
		FirstRead: "first", LiveRead: "live", PageRead: "page", HeadRead: "head", PollRead: "poll",
	} {
		h.reads[read] = kinds.WithLabelValues(name)
	}
	h.checks = counter(f, "chattr_stream_checks_total", "How often it was looked whether a stream may begin or go on.")
	h.lag = f.NewHistogram(prometheus.HistogramOpts{
		Name: "chattr_hub_lag_seconds", Buckets: seconds, Help: "Time from an event to when this instance has it for everybody who watches its channel.",
	})
	h.lost = counter(f, "chattr_hints_lost_total", "How often the poll found that a channel had moved, and no hint told of it within a second.")
	return h
}

// StreamRead counts statements that are about to read for streams.
func (m *Metrics) StreamRead(kind Read, statements int) {
	if m != nil {
		m.hub.reads[kind].Add(float64(statements))
	}
}

// StreamChecked counts that the database was asked whether a stream may begin or go on.
func (m *Metrics) StreamChecked() {
	if m != nil {
		m.hub.checks.Inc()
	}
}

// EventCame notes that an event is there for all who watch its channel, that long after it happened: less than nothing where
// clocks differ.
func (m *Metrics) EventCame(lag time.Duration) {
	if m != nil {
		m.hub.lag.Observe(max(lag, 0).Seconds())
	}
}

// HintLost counts a channel that moved without a hint.
func (m *Metrics) HintLost() {
	if m != nil {
		m.hub.lost.Inc()
	}
}

// WatchChannels has the number of watched channels read whenever somebody asks. Call it once.
func (m *Metrics) WatchChannels(read func() int) {
	if m != nil {
		m.watch("chattr_channels_watched", "Channels that have streams on this instance.", func() float64 { return float64(read()) })
	}
}
