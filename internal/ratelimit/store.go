package ratelimit

import (
	"context"
	"time"

	"chattr/internal/model"
)

// Intervals of background work.
const (
	ShareInterval        = 200 * time.Millisecond // of Share
	PruneInterval        = 10 * time.Second       // of Prune
	DeleteUnusedInterval = time.Hour              // of DeleteUnused
)

const (
	shareTimeout = 2 * time.Second
	sharePause   = time.Second // after a failure
)

// A shared bucket can need longer to be full than an empty one, if several instances have reserved in it before they learned of each
// other. Up to that many times as long is accepted; a bucket that needs longer was stored before the clock of the database was set back.
const (
	maxLimiterDebt  = 8
	maxThrottleDebt = 2
)

// Store holds the buckets that all instances share. db.DB is one.
type Store interface {
	// Shared reports whether other processes may use the same database. The other methods may be called only then.
	Shared() bool
	// UpdateRateBuckets reserves in each bucket what comes back in the duration, and returns how long it will be until each is full.
	// A bucket that needs longer than most to be full is taken to need most.
	UpdateRateBuckets(ctx context.Context, costs map[model.ID]time.Duration, most time.Duration) (map[model.ID]time.Duration, error)
	// DeleteUnusedRateBuckets deletes the buckets that have been full for long, and those that need longer than most to be full.
	DeleteUnusedRateBuckets(ctx context.Context, most time.Duration) error
}

// updateStore reserves in shared buckets. It ends after shareTimeout, and after a failure waits for sharePause. most is as in
// Store.UpdateRateBuckets.
func updateStore(
	ctx context.Context, store Store, costs map[model.ID]time.Duration, most time.Duration,
) (map[model.ID]time.Duration, error) {
	limited, cancel := context.WithTimeout(ctx, shareTimeout)
	defer cancel()
	untilFull, err := store.UpdateRateBuckets(limited, costs, most)
	if err != nil {
		select {
		case <-ctx.Done():
		case <-time.After(sharePause):
		}
	}
	return untilFull, err
}

// DeleteUnused deletes the shared buckets that are full, and those that need longer to be full than any bucket of the limiters can.
// Buckets of throttles fill within hours.
func DeleteUnused(ctx context.Context, store Store, limiters ...*Limiter) error {
	most := 24 * time.Hour
	for _, l := range limiters {
		most = max(most, (maxLimiterDebt+1)*l.limit.FillTime()) // new reservations come on top of the largest debt
	}
	return store.DeleteUnusedRateBuckets(ctx, most)
}
