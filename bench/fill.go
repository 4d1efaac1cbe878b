package main

import (
	"context"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"

	"chattr/internal/model"
)

const (
	fillBite      = 50_000 // rows a statement: sessions give up after seconds
	idsPerFill    = 200_000
	filledContent = "Deploy of api to production completed successfully in 4m 12s: commit 3f2a9c1, 14 migrations, all 212 checks are green."
)

// fill puts messages into both channels.
func (a *archive) fill(ctx context.Context) error {
	pool, err := openDatabase(a.url)
	if err != nil {
		return err
	}
	defer pool.Close()
	// NOTE(dialect): what PostgreSQL does in the background after so many rows would be counted as the cost of pages.
	if pool.Dialect().Name() == dialect.PG {
		if _, err := pool.ExecContext(ctx, "ALTER TABLE messages SET (autovacuum_enabled = false)"); err != nil {
			return err
		}
	}
	for channel, messages := range map[string]int{a.small: a.historyOptions.small, a.large: a.historyOptions.large} {
		if err := fillChannel(ctx, pool, channel, messages); err != nil {
			return err
		}
	}
	return settle(ctx, pool)
}

// fillChannel adds messages until the channel has so many. Their ids are of a year in which nothing else was made.
func fillChannel(ctx context.Context, pool *bun.DB, channel string, messages int) error {
	id, err := model.ParseID(channel)
	if err != nil {
		return err
	}
	head := &model.Head{}
	if err := pool.NewSelect().Model(head).Where("channel_id = ?", id).Scan(ctx); err != nil {
		return err
	}
	first := model.IDMillisecond(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)) + int64(id%1_000_003)*1000
	for from := int(head.Number) + 1; from <= messages; from += fillBite {
		if err := fillRange(ctx, pool, id, first, from, min(from+fillBite-1, messages)); err != nil {
			return err
		}
	}
	last := model.NewID(first+int64(messages/idsPerFill), model.KindMessage, uint32(messages%idsPerFill))
	_, err = pool.NewUpdate().Model(&model.Head{Number: int64(messages), EventID: last}).Column("number", "event_id").
		Where("channel_id = ?", id).Exec(ctx)
	return err
}

func fillRange(ctx context.Context, pool *bun.DB, channel model.ID, first int64, from, to int) error {
	_, err := pool.NewRaw(`WITH RECURSIVE n(i) AS (SELECT CAST(?0 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
		INSERT INTO messages (id, channel_id, number, author_kind, author_id, author_name, content, created_at)
		SELECT (?2 + i / ?3) * ?4 + ?8 + i % ?3, ?5, i, 'WEBHOOK', ?5, 'CI Bot', ?6, ?7 FROM n`,
		from, to, first, idsPerFill, int64(model.NewID(1, 0, 0)), channel, filledContent, model.Now(), int64(model.NewID(0, model.KindMessage, 0))).Exec(ctx)
	return err
}

// settle does what the database would do later.
func settle(ctx context.Context, pool *bun.DB) error {
	// NOTE(dialect): each has its own words for it.
	statements := []string{"PRAGMA wal_checkpoint(TRUNCATE)"}
	if pool.Dialect().Name() == dialect.PG {
		statements = []string{"ANALYZE messages", "CHECKPOINT"}
	}
	for _, s := range statements {
		if _, err := pool.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return nil
}
