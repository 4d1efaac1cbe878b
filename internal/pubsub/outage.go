package pubsub

import (
	"log/slog"
	"time"

	"chattr/internal/metrics"
)

// outage logs and counts the time without a link: a line when it begins and one when it ends, however often a link is tried
// meanwhile.
type outage struct {
	log     *slog.Logger
	metrics *metrics.Metrics
	since   time.Time // zero: there is none
}

func (o *outage) begin(err error) {
	if !o.since.IsZero() {
		return
	}
	o.since = time.Now()
	o.metrics.HintsHeldUp()
	o.log.Warn("hints do not travel between instances; events posted through another one arrive up to two seconds later", "error", err)
}

func (o *outage) end() {
	if o.since.IsZero() {
		return
	}
	o.log.Info("hints travel between instances again", "after", time.Since(o.since).Round(time.Millisecond))
	o.since = time.Time{}
}
