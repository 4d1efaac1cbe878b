package metrics

import (
	"database/sql"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Work is what the database was needed for.
type Work int

// The kinds of work.
const (
	Storing    Work = iota // posts
	LookingUp              // the webhook of a post
	Streaming              // reading for streams
	Background             // sweeping, sharing and what else is done now and then
	works
)

type database struct {
	outages prometheus.Counter
	errors  [works]prometheus.Counter
}

func newDatabase(f promauto.Factory) (d database) {
	d.outages = counter(f, "chattr_database_outages_total", "How often the database was found to be away.")
	errors := counters(f, "chattr_database_errors_total", "Attempts of the database's work that failed.", "work")
	for work, name := range [works]string{
		Storing: "store", LookingUp: "look_up", Streaming: "stream", Background: "background",
	} {
		d.errors[work] = errors.WithLabelValues(name)
	}
	return d
}

// DatabaseFailed counts an attempt that failed for the database's sake.
func (m *Metrics) DatabaseFailed(work Work) {
	if m != nil {
		m.database.errors[work].Inc()
	}
}

// DatabaseLost counts that the breaker has opened.
func (m *Metrics) DatabaseLost() {
	if m != nil {
		m.database.outages.Inc()
	}
}

// WatchPool has the state of a pool of connections read whenever somebody asks. Call it once for each pool.
func (m *Metrics) WatchPool(pool string, read func() sql.DBStats) {
	if m == nil {
		return
	}
	of := prometheus.Labels{"pool": pool}
	m.make.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "chattr_database_connections", Help: "Connections to the database.", ConstLabels: of,
	}, func() float64 { return float64(read().OpenConnections) })
	m.make.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "chattr_database_connections_in_use", Help: "Connections that somebody works with.", ConstLabels: of,
	}, func() float64 { return float64(read().InUse) })
	m.make.NewCounterFunc(prometheus.CounterOpts{
		Name: "chattr_database_waits_total", Help: "How often a connection had to be waited for.", ConstLabels: of,
	}, func() float64 { return float64(read().WaitCount) })
	m.make.NewCounterFunc(prometheus.CounterOpts{
		Name: "chattr_database_wait_seconds_total", Help: "How long connections were waited for, together.", ConstLabels: of,
	}, func() float64 { return read().WaitDuration.Seconds() })
}
