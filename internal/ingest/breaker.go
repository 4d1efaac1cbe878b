package ingest

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	probeEvery   = 250 * time.Millisecond
	probeTimeout = 2 * time.Second
)

// Breaker refuses posts while the database is unavailable, so that they do not wait for it one after the other. While it is open, it
// pings the database until this succeeds. The methods are safe for concurrent use.
type Breaker struct {
	db      *db.DB
	log     *slog.Logger
	metrics *metrics.Metrics

	mu      sync.Mutex
	open    bool
	stopped bool
}

// newBreaker returns a closed breaker.
func newBreaker(database *db.DB, o Options) *Breaker {
	return &Breaker{db: database, log: o.Log, metrics: o.Metrics}
}

// Check returns STORE_UNAVAILABLE while the breaker is open.
func (b *Breaker) Check() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open {
		return model.Errorf(model.StoreUnavailable, "The database is unavailable; nothing was stored.")
	}
	return nil
}

// Report opens the breaker if err shows that the database is unavailable.
func (b *Breaker) Report(err error) {
	if !b.db.IsOutage(err) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open || b.stopped {
		return
	}
	b.open = true
	b.metrics.DatabaseLost()
	b.log.Warn("the database is unavailable; posts are refused until it responds again", "error", err)
	go b.probe()
}

// probe pings the database until it responds, and closes the breaker then.
func (b *Breaker) probe() {
	for b.isProbing() {
		ctx, cancel := context.WithTimeout(context.Background(), probeTimeout)
		err := b.db.Ping(ctx)
		cancel()
		if err == nil {
			b.log.Info("the database responds again")
			b.close()
			return
		}
		time.Sleep(probeEvery)
	}
}

// isProbing reports whether the breaker is open and not stopped.
func (b *Breaker) isProbing() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open && !b.stopped
}

// close lets posts through.
func (b *Breaker) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open = false
}

// Stop ends the pings. The breaker stays as it is.
func (b *Breaker) Stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
}
