package db

import (
	"context"
	"time"

	"chattr/internal/model"
)

// ClockAhead is how far this machine's clock is ahead of the database's, give or take `within`.
//
// NOTE(dialect): SQLite has no clock but this machine's.
func (db *DB) ClockAhead(ctx context.Context) (ahead, within time.Duration, err error) {
	if !db.postgres() {
		return 0, 0, nil
	}
	if err := db.Ping(ctx); err != nil { // so that the time to connect is not part of it
		return 0, 0, err
	}
	var there time.Time
	before := time.Now()
	if err := db.read.NewRaw("SELECT clock_timestamp()").Scan(ctx, &there); err != nil {
		return 0, 0, wrap(err)
	}
	within = time.Since(before) / 2
	return before.Add(within).Sub(there), within, nil
}

// LastIDTime is the time that the newest ids say. They go on from there when a clock was too far ahead once.
func (db *DB) LastIDTime(ctx context.Context) (time.Time, error) {
	var ms int64
	err := db.read.NewRaw("SELECT millisecond FROM id_clock WHERE id = 1").Scan(ctx, &ms)
	return model.NewID(ms, model.KindMessage, 0).Time(), wrap(err)
}

// OldKeys is the number of idempotency keys that stand for nothing any more at that time: serving instances remove them.
func (db *DB) OldKeys(ctx context.Context, now time.Time) (int64, error) {
	n, err := db.read.NewSelect().Model((*model.IdempotencyKey)(nil)).
		Where("created_at <= ?", now.Add(-model.IdempotencyWindow)).Count(ctx)
	return n, wrap(err)
}
