package chat

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"chattr/db"
	"chattr/metrics"
	"chattr/model"
)

const (
	probeEvery   = 250 * time.Millisecond
	probeTimeout = 2 * time.Second
)

// breaker knows that the database is away, so that posts are refused at once instead of waiting for it one after the other.
// While it is open it asks the database now and then whether it is back.
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

// check is STORE_UNAVAILABLE while the breaker is open.
func (b *breaker) check() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open {
		return model.Errorf(model.StoreUnavailable, "The database is away; nothing was stored.")
	}
	return nil
}

// report opens the breaker if err is of a database that is away.
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
	b.log.Warn("the database is away; posts are refused until it is back", "error", err)
	go b.probe()
}

func (b *breaker) probe() {
	for b.stillOpen() {
		ctx, cancel := context.WithTimeout(context.Background(), probeTimeout)
		err := b.db.Ping(ctx)
		cancel()
		if err == nil {
			b.log.Info("the database is back")
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

// stop ends asking.
func (b *breaker) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
}
