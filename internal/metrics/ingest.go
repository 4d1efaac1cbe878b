package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// Way is how a batch of posts is stored.
type Way int

// The ways to store a batch.
const (
	FastPath Way = iota // together with the posts of other channels
	Lane                // separately, in the lane of its channel
	ways
)

// batches are the metrics of the batches that are stored in one way.
type batches struct {
	posts, took prometheus.Observer
	retries     prometheus.Counter
}

// newBatches registers the metrics of batches and returns them by their way.
func newBatches(f promauto.Factory) (all [ways]batches) {
	posts := histograms(f, "chattr_batch_posts", "Posts in a batch that was stored.", prometheus.ExponentialBuckets(1, 2, 9), "way")
	took := histograms(f, "chattr_batch_seconds", "Time to store a batch, including the attempts that failed.", seconds, "way")
	retries := counters(f, "chattr_batch_retries_total", "Repeated attempts to store a batch.", "way")
	for way, name := range [ways]string{FastPath: "plain", Lane: "lane"} {
		all[way] = batches{posts.WithLabelValues(name), took.WithLabelValues(name), retries.WithLabelValues(name)}
	}
	return all
}

// Batch records a stored batch: its number of posts, and how long storing it took including failed attempts.
func (m *Metrics) Batch(way Way, posts int, took time.Duration) {
	if m == nil {
		return
	}
	m.batches[way].posts.Observe(float64(posts))
	m.batches[way].took.Observe(took.Seconds())
}

// BatchRetried counts a repeated attempt to store a batch.
func (m *Metrics) BatchRetried(way Way) {
	if m != nil {
		m.batches[way].retries.Inc()
	}
}

// Ingest is the state of the queue of posts at one moment.
type Ingest struct {
	Posts, Bytes int // that wait to be stored or are being stored
	Lanes        int // channels whose posts are stored in a lane of their own
	BreakerOpen  bool
}

// WatchIngest registers gauges that call read at each scrape. read must be safe for concurrent use. The caller must call
// WatchIngest at most once.
func (m *Metrics) WatchIngest(read func() Ingest) {
	if m == nil {
		return
	}
	m.watch("chattr_queue_posts", "Posts that wait to be stored or are being stored.", func() float64 { return float64(read().Posts) })
	m.watch("chattr_queue_bytes", "Bytes of those posts.", func() float64 { return float64(read().Bytes) })
	m.watch("chattr_lanes", "Channels whose posts are stored in a lane of their own.", func() float64 { return float64(read().Lanes) })
	m.watch("chattr_breaker_open", "1 while posts are refused immediately because the database is unavailable.", func() float64 {
		if read().BreakerOpen {
			return 1
		}
		return 0
	})
}
