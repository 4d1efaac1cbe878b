package metrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

type hints struct{ sent, received, outages prometheus.Counter }

func newHints(f promauto.Factory) hints {
	return hints{
		counter(f, "chattr_hints_sent_total", "Hints that were given to the carrier for other instances."),
		counter(f, "chattr_hints_received_total", "Hints that came from other instances."),
		counter(f, "chattr_hint_outages_total", "How often hints could not travel any more."),
	}
}

// HintsSent counts hints that other instances will be told.
func (m *Metrics) HintsSent(n int) {
	if m != nil {
		m.hints.sent.Add(float64(n))
	}
}

// HintsReceived counts hints of other instances.
func (m *Metrics) HintsReceived(n int) {
	if m != nil {
		m.hints.received.Add(float64(n))
	}
}

// HintsHeldUp counts that the link between instances broke, or could not be made.
func (m *Metrics) HintsHeldUp() {
	if m != nil {
		m.hints.outages.Inc()
	}
}
