package db

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/uptrace/bun/dialect/pgdialect"

	"chattr/internal/model"
)

// Shared says whether other processes may serve the same database.
//
// NOTE(dialect): one process serves a SQLite database, and only PostgreSQL has a table of rate buckets.
func (db *DB) Shared() bool { return db.postgres() }

// rateBucketsAtOnce keeps a statement, and how long its rows are locked, short.
const rateBucketsAtOnce = 1000

// UpdateRateBuckets takes from the buckets that all instances share what comes back in those times, and answers for each how
// long it will be until it is full. A cost below 0 gives back. Besides those of webhooks there may be others, under ids below 0.
// A bucket that needs longer than most to be full, because the clock of the database was set back, is taken to need that.
// Only where the database is Shared.
func (db *DB) UpdateRateBuckets(
	ctx context.Context, costs map[model.ID]time.Duration, most time.Duration,
) (map[model.ID]time.Duration, error) {
	missing := make(map[model.ID]time.Duration, len(costs))
	// Sorted, so that instances which lock the same rows do not deadlock.
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(costs)), rateBucketsAtOnce) {
		if err := db.updateRateBuckets(ctx, ids, costs, most, missing); err != nil {
			return nil, err
		}
	}
	return missing, nil
}

// Only the clock of the database counts, so that those of instances need not agree.
const updateRateBuckets = `INSERT INTO rate_buckets AS b (webhook_id, full_at)
	SELECT id, now() + cost * interval '1 microsecond' FROM unnest(?::bigint[], ?::bigint[]) AS taken (id, cost) ORDER BY id
	ON CONFLICT (webhook_id) DO UPDATE SET
		full_at = least(greatest(b.full_at, now()), now() + ? * interval '1 microsecond') + (EXCLUDED.full_at - now())
	RETURNING webhook_id, (extract(epoch FROM full_at - clock_timestamp()) * 1000000)::bigint AS missing`

func (db *DB) updateRateBuckets(
	ctx context.Context, ids []model.ID, costs map[model.ID]time.Duration, most time.Duration, missing map[model.ID]time.Duration,
) error {
	keys, micros := make([]int64, len(ids)), make([]int64, len(ids))
	for i, id := range ids {
		keys[i], micros[i] = int64(id), costs[id].Microseconds()
	}
	var rows []struct {
		WebhookID model.ID
		Missing   int64
	}
	err := db.write.NewRaw(updateRateBuckets, pgdialect.Array(keys), pgdialect.Array(micros), most.Microseconds()).Scan(ctx, &rows)
	for _, r := range rows {
		missing[r.WebhookID] = time.Duration(r.Missing) * time.Microsecond
	}
	return wrap(err)
}

// DeleteUnusedRateBuckets deletes the buckets that have been full for an hour, and those that need longer than most to be full: they
// were stored before the clock of the database was set back. Only where the database is Shared.
func (db *DB) DeleteUnusedRateBuckets(ctx context.Context, most time.Duration) error {
	_, err := db.write.NewRaw(`DELETE FROM rate_buckets WHERE webhook_id IN (
		SELECT webhook_id FROM rate_buckets WHERE full_at < now() - interval '1 hour' OR full_at > now() + ? * interval '1 microsecond'
		FOR UPDATE SKIP LOCKED)`, most.Microseconds()).Exec(ctx)
	return wrap(err)
}
