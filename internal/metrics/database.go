package metrics

import (
	"database/sql"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Work is the purpose of an access to the database.
type Work int

// The kinds of work.
const (
	Storing    Work = iota // to store posts
	LookingUp              // to look up the webhook of a post
	Streaming              // to read events for streams
	Background             // periodic tasks, such as deleting old rows and sharing limits with other instances
	works
)

// database holds the counters of failures of the database.
type database struct {
	outages prometheus.Counter
	errors  [works]prometheus.Counter
}

// newDatabase registers the counters of failures of the database and returns them.
func newDatabase(f promauto.Factory) (d database) {
	d.outages = counter(f, "chattr_database_outages_total", "Outages of the database that this instance noticed.")
	errors := counters(f, "chattr_database_errors_total", "Attempts to access the database that failed, by the purpose of the access.", "work")
	for work, name := range [works]string{
		Storing: "store", LookingUp: "look_up", Streaming: "stream", Background: "background",
	} {
		d.errors[work] = errors.WithLabelValues(name)
	}
	return d
}

// DatabaseFailed counts an attempt that failed because of the database.
func (m *Metrics) DatabaseFailed(work Work) {
	if m != nil {
		m.database.errors[work].Inc()
	}
}

// DatabaseLost counts an outage of the database: the circuit breaker has opened.
func (m *Metrics) DatabaseLost() {
	if m != nil {
		m.database.outages.Inc()
	}
}

// WatchPool registers metrics of a pool of connections, which call read at each scrape. The caller must call WatchPool at most
// once for each pool.
func (m *Metrics) WatchPool(pool string, read func() sql.DBStats) {
	if m == nil {
		return
	}
	labels := prometheus.Labels{"pool": pool}
	m.factory.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "chattr_database_connections", Help: "Connections to the database.", ConstLabels: labels,
	}, func() float64 { return float64(read().OpenConnections) })
	m.factory.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "chattr_database_connections_in_use", Help: "Connections that are in use.", ConstLabels: labels,
	}, func() float64 { return float64(read().InUse) })
	m.factory.NewCounterFunc(prometheus.CounterOpts{
		Name: "chattr_database_waits_total", Help: "Waits for a free connection.", ConstLabels: labels,
	}, func() float64 { return float64(read().WaitCount) })
	m.factory.NewCounterFunc(prometheus.CounterOpts{
		Name: "chattr_database_wait_seconds_total", Help: "Total time of waits for a free connection.", ConstLabels: labels,
	}, func() float64 { return read().WaitDuration.Seconds() })
}
