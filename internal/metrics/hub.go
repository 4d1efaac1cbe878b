package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Read is the purpose of one statement that reads events or heads for streams.
type Read int

// The purposes of reads.
const (
	FirstRead Read = iota // of a channel that has had no stream on this instance: its head, or its latest events
	LiveRead              // new events, for all streams of the channel
	PageRead              // a page of older events, for one stream that is behind
	HeadRead              // the head of a channel, for one stream
	PollRead              // the heads of all channels with streams, or the permissions of their viewers
	reads
)

// hub are the metrics of the hub, which reads events for the streams of this instance.
type hub struct {
	reads  [reads]prometheus.Counter
	checks prometheus.Counter
	lag    prometheus.Observer
	lost   prometheus.Counter
}

// newHub registers the metrics of the hub and returns them.
func newHub(f promauto.Factory) (h hub) {
	kinds := counters(f, "chattr_stream_reads_total", "Statements that read events or heads of channels for streams.", "kind")
	for read, name := range [reads]string{
		FirstRead: "first", LiveRead: "live", PageRead: "page", HeadRead: "head", PollRead: "poll",
	} {
		h.reads[read] = kinds.WithLabelValues(name)
	}
	h.checks = counter(f, "chattr_stream_checks_total", "Queries for whether a stream may start or continue.")
	h.lag = f.NewHistogram(prometheus.HistogramOpts{
		Name: "chattr_hub_lag_seconds", Buckets: seconds, Help: "Time from an event until this instance has it for all streams of its channel.",
	})
	h.lost = counter(f, "chattr_hints_lost_total", "Channels in which the poll found new events for which no hint had arrived within a second.")
	return h
}

// StreamRead counts statements that are about to read for streams.
func (m *Metrics) StreamRead(kind Read, statements int) {
	if m != nil {
		m.hub.reads[kind].Add(float64(statements))
	}
}

// StreamChecked counts a query for whether a stream may start or continue.
func (m *Metrics) StreamChecked() {
	if m != nil {
		m.hub.checks.Inc()
	}
}

// EventCame records that the hub has an event for all streams of its channel. lag is the time since the event occurred. It can be
// negative if the clocks of instances differ; a negative lag counts as 0.
func (m *Metrics) EventCame(lag time.Duration) {
	if m != nil {
		m.hub.lag.Observe(max(lag, 0).Seconds())
	}
}

// HintLost counts a channel in which the poll found new events for which no hint had arrived.
func (m *Metrics) HintLost() {
	if m != nil {
		m.hub.lost.Inc()
	}
}

// WatchChannels registers a gauge of channels with streams that calls read at each scrape. The caller must call WatchChannels at
// most once.
func (m *Metrics) WatchChannels(read func() int) {
	if m != nil {
		m.watch("chattr_channels_watched", "Channels that have streams on this instance.", func() float64 { return float64(read()) })
	}
}
