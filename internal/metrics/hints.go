package metrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// hints are the counters of hints between instances.
type hints struct{ sent, received, outages prometheus.Counter }

// newHints registers the counters of hints and returns them.
func newHints(f promauto.Factory) hints {
	return hints{
		counter(f, "chattr_hints_sent_total", "Hints that were handed to the broker for other instances."),
		counter(f, "chattr_hints_received_total", "Hints that were received from other instances."),
		counter(f, "chattr_hint_outages_total", "Outages of the link to other instances."),
	}
}

// HintsSent counts n hints that were sent to other instances.
func (m *Metrics) HintsSent(n int) {
	if m != nil {
		m.hints.sent.Add(float64(n))
	}
}

// HintsReceived counts n hints that were received from other instances.
func (m *Metrics) HintsReceived(n int) {
	if m != nil {
		m.hints.received.Add(float64(n))
	}
}

// HintsHeldUp counts an outage of the link between instances: it broke, or it could not be established.
func (m *Metrics) HintsHeldUp() {
	if m != nil {
		m.hints.outages.Inc()
	}
}
