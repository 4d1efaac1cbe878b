package db

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Heads returns the heads of channels. A channel whose rows were swept is left out.
func (db *DB) Heads(ctx context.Context, channels []model.ID) (map[model.ID]model.Head, error) {
	var rows []model.Head
	err := db.read.NewSelect().Model(&rows).Where("channel_id IN (?)", bun.List(channels)).Scan(ctx)
	return headsByChannel(rows), wrap(err)
}

func headsByChannel(rows []model.Head) map[model.ID]model.Head {
	heads := make(map[model.ID]model.Head, len(rows))
	for _, h := range rows {
		heads[h.ChannelID] = h
	}
	return heads
}

// LockHead locks the head of a channel and returns it: no post, edit or deletion in the channel is in flight until the transaction ends.
// It returns NOT_FOUND if the rows of the channel were swept.
func (tx *Tx) LockHead(channel model.ID) (model.Head, error) {
	if err := tx.inOrder(lockedHeads, channel); err != nil {
		return model.Head{}, err
	}
	return tx.db.lockHead(tx.ctx, tx.sql, channel)
}

// LockHeads locks the heads of all channels of a server, whose row must be locked, so that no channel is added meanwhile.
func (tx *Tx) LockHeads(server model.ID) error {
	if err := tx.protect(protectedHeads, server, server); err != nil {
		return err
	}
	channels := tx.sql.NewSelect().Model((*model.Channel)(nil)).Column("id").Where("server_id = ?", server)
	heads, err := tx.db.lockHeads(tx.ctx, tx.sql, channels)
	if err != nil {
		return err
	}
	return tx.inOrder(lockedHeads, slices.Collect(maps.Keys(heads))...)
}

// lockHead locks the head of one channel until the transaction ends. NOT_FOUND when the channel's rows were swept.
func (db *DB) lockHead(ctx context.Context, tx bun.Tx, channel model.ID) (model.Head, error) {
	var h model.Head
	return h, wrap(db.forUpdate(tx.NewSelect().Model(&h).Where("channel_id = ?", channel)).Scan(ctx))
}

// lockHeads locks the heads of several channels: a list or a query of their ids.
func (db *DB) lockHeads(ctx context.Context, tx bun.Tx, channels any) (map[model.ID]model.Head, error) {
	var rows []model.Head
	q := tx.NewSelect().Model(&rows).Where("channel_id IN (?)", channels)
	err := db.forUpdate(q).Scan(ctx)
	return headsByChannel(rows), wrap(err)
}

// forUpdate makes a query lock the heads that it selects, always in the order of the ids of their channels: batches that locked them as
// they arrive would deadlock.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning; it needs no row locks.
func (db *DB) forUpdate(q *bun.SelectQuery) *bun.SelectQuery {
	q = q.OrderExpr("channel_id")
	if db.postgres() {
		q = q.For("NO KEY UPDATE")
	}
	return q
}

func updateHead(ctx context.Context, tx bun.Tx, h model.Head) error {
	_, err := tx.NewUpdate().Model(&h).Column("number", "event_id").WherePK().Exec(ctx)
	return err
}
