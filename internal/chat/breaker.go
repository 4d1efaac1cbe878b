package chat

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

// breaker refuses posts while the database is unavailable, so that they do not wait for it one after the other. While it is open, it
// pings the database until this succeeds.
type breaker struct {
	db      *db.DB
	log     *slog.Logger
	metrics *metrics.Metrics

	mu      sync.Mutex
	open    bool
	stopped bool
}

func newBreaker(database *db.DB, o Options) *breaker {
	return &breaker{db: database, log: o.Log, metrics: o.Metrics}
}

// check returns STORE_UNAVAILABLE while the breaker is open.
func (b *breaker) check() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open {
		return model.Errorf(model.StoreUnavailable, "The database is unavailable; nothing was stored.")
	}
	return nil
}

// report opens the breaker if err shows that the database is unavailable.
func (b *breaker) report(err error) {
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

func (b *breaker) probe() {
	for b.stillOpen() {
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

func (b *breaker) stillOpen() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open && !b.stopped
}

func (b *breaker) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open = false
}

// stop ends the pings.
func (b *breaker) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
}
