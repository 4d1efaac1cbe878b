package pubsub

import (
	"log/slog"
	"time"

	"chattr/internal/metrics"
)

// outage logs and counts the time without a link. It logs one line when an outage starts and one when it ends, regardless of the
// number of failed attempts.
type outage struct {
	log     *slog.Logger
	metrics *metrics.Metrics
	since   time.Time // zero: there is no outage
}

// start records that there is no link, because of err. It does nothing during an outage.
func (o *outage) start(err error) {
	if !o.since.IsZero() {
		return
	}
	o.since = time.Now()
	o.metrics.HintsHeldUp()
	o.log.Warn("hints do not travel between instances; events posted through another one arrive up to two seconds later", "error", err)
}

// end records that there is a link again. It does nothing if there was no outage.
func (o *outage) end() {
	if o.since.IsZero() {
		return
	}
	o.log.Info("hints travel between instances again", "after", time.Since(o.since).Round(time.Millisecond))
	o.since = time.Time{}
}
