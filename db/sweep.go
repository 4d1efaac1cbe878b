package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Sweep removes at most about `limit` rows that no user can reach any more, in transactions so short that no request waits
// for them: those of deleted servers and channels, expired sessions, links and idempotency keys, and access tokens and
// invitations that expired long ago. It returns whether there may be more to remove.
func (db *DB) Sweep(ctx context.Context, now time.Time, limit int) (more bool, err error) {
	for _, step := range []func(context.Context, time.Time, int) (int64, error){
		db.sweepExpired, db.sweepChannel, db.sweepServer,
	} {
		n, err := step(ctx, now, limit)
		if err != nil {
			return false, err
		}
		more = more || n > 0
	}
	return more, nil
}

// expiredKept is how long people can look at a token or an invitation that has expired.
const expiredKept = 30 * 24 * time.Hour

func (db *DB) sweepExpired(ctx context.Context, now time.Time, limit int) (removed int64, err error) {
	for _, q := range []string{
		"DELETE FROM idempotency_keys WHERE (scope_id, user_id, key_hash) IN " +
			"(SELECT scope_id, user_id, key_hash FROM idempotency_keys WHERE created_at <= ?1 LIMIT ?2)",
		"DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ?0 LIMIT ?2)",
		"DELETE FROM sign_in_links WHERE id IN (SELECT id FROM sign_in_links WHERE expires_at <= ?0 LIMIT ?2)",
		"DELETE FROM access_tokens WHERE id IN (SELECT id FROM access_tokens WHERE expires_at <= ?3 LIMIT ?2)",
		"DELETE FROM invitations WHERE id IN (SELECT id FROM invitations WHERE expires_at <= ?3 LIMIT ?2)",
	} {
		res, err := db.write.NewRaw(q, now, now.Add(-model.IdempotencyWindow), limit, now.Add(-expiredKept)).Exec(ctx)
		if err != nil {
			return removed, wrap(err)
		}
		n, err := res.RowsAffected()
		if err != nil {
			return removed, wrap(err)
		}
		removed += n
	}
	return removed, nil
}

// sweepChannel takes a bite from one deleted channel: first its messages and their changes, at last the channel itself.
func (db *DB) sweepChannel(ctx context.Context, _ time.Time, limit int) (int64, error) {
	var ids []model.ID
	err := db.read.NewSelect().Model((*model.Channel)(nil)).Column("id").Where("deleted_at IS NOT NULL").Limit(1).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, wrap(err)
	}
	for _, table := range []string{"messages", "message_changes"} {
		n, err := db.bite(ctx, table, "channel_id", ids[0], limit)
		if err != nil || n > 0 {
			return n, err
		}
	}
	return 1, db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for _, q := range []string{
			"DELETE FROM webhooks WHERE channel_id = ?", "DELETE FROM deleted_runs WHERE channel_id = ?",
			"DELETE FROM channel_heads WHERE channel_id = ?", "DELETE FROM channels WHERE id = ?",
		} {
			if _, err := tx.NewRaw(q, ids[0]).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// bite removes the first numbers of what belongs to the parent that column names.
func (db *DB) bite(ctx context.Context, table, column string, parent model.ID, limit int) (int64, error) {
	res, err := db.write.NewRaw("DELETE FROM ?0 WHERE ?1 = ?2 AND number IN (SELECT number FROM ?0 WHERE ?1 = ?2 ORDER BY number LIMIT ?3)",
		bun.Ident(table), bun.Ident(column), parent, limit).Exec(ctx)
	if err != nil {
		return 0, wrap(err)
	}
	n, err := res.RowsAffected()
	return n, wrap(err)
}

// sweepServer takes a bite from the audit log of one deleted server, hands its channels to sweepChannel, and removes the
// server when all are gone.
func (db *DB) sweepServer(ctx context.Context, now time.Time, limit int) (removed int64, err error) {
	var ids []model.ID
	err = db.read.NewSelect().Model((*model.Server)(nil)).Column("id").Where("deleted_at IS NOT NULL").Limit(1).Scan(ctx, &ids)
	if err != nil || len(ids) == 0 {
		return 0, wrap(err)
	}
	if n, err := db.bite(ctx, "audit_entries", "server_id", ids[0], limit); err != nil || n > 0 {
		return n, err
	}
	return 1, db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewRaw("UPDATE channels SET deleted_at = ? WHERE server_id = ? AND deleted_at IS NULL", now, ids[0]).
			Exec(ctx); err != nil {
			return err
		}
		left, err := tx.NewSelect().Model((*model.Channel)(nil)).Where("server_id = ?", ids[0]).Exists(ctx)
		if err != nil || left {
			return err
		}
		for _, q := range []string{
			"DELETE FROM members WHERE server_id = ?", "DELETE FROM roles WHERE server_id = ?",
			"DELETE FROM invitations WHERE server_id = ?", "DELETE FROM servers WHERE id = ?",
		} {
			if _, err := tx.NewRaw(q, ids[0]).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}
