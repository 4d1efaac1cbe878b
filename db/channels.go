package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertChannel stores a channel with its head at 0. NOT_FOUND when its server is deleted.
func (db *DB) InsertChannel(ctx context.Context, c *model.Channel, room Room, entry *model.AuditEntry) error {
	return db.auditedOn(ctx, c.ServerID, entry, func(ctx context.Context, tx bun.Tx) error {
		there := tx.NewSelect().Model((*model.Channel)(nil)).Where("server_id = ?", c.ServerID).Where("deleted_at IS NULL")
		if err := room.beside(ctx, there); err != nil {
			return err
		}
		return insertAll(ctx, tx, c, &model.Head{ChannelID: c.ID})
	})
}

// UpdateChannel changes a channel's name and topic by apply, which sees it as it is in the transaction. NOT_FOUND when it is
// deleted.
func (db *DB) UpdateChannel(
	ctx context.Context, id model.ID, apply func(*model.Channel), entry *model.AuditEntry,
) (*model.Channel, error) {
	c := new(model.Channel)
	return c, db.audited(ctx, entry, func(ctx context.Context, tx bun.Tx) error {
		if err := db.lockChannel(ctx, tx, c, id); err != nil {
			return err
		}
		apply(c)
		nameTarget(entry, c.Name)
		return found(tx.NewUpdate().Model(c).Column("name", "topic").WherePK().Exec(ctx))
	})
}

// lockChannel locks the channel's head and reads it into c. NOT_FOUND when it is deleted.
func (db *DB) lockChannel(ctx context.Context, tx bun.Tx, c *model.Channel, id model.ID) error {
	if _, err := db.lockHead(ctx, tx, id); err != nil {
		return err
	}
	return tx.NewSelect().Model(c).Where("id = ?", id).Where("deleted_at IS NULL").Scan(ctx)
}

// DeleteChannel marks a channel deleted, and answers it as it was: from then on it and its webhooks are found no more, and no
// post into it is committed. The rows are left to Sweep. NOT_FOUND when it is deleted already.
func (db *DB) DeleteChannel(
	ctx context.Context, id model.ID, at time.Time, entry *model.AuditEntry,
) (*model.Channel, error) {
	c := new(model.Channel)
	return c, db.audited(ctx, entry, func(ctx context.Context, tx bun.Tx) error {
		if err := db.lockChannel(ctx, tx, c, id); err != nil {
			return err
		}
		nameTarget(entry, c.Name)
		if err := found(tx.NewUpdate().Model((*model.Channel)(nil)).Set("deleted_at = ?", at).
			Where("id = ?", id).Where("deleted_at IS NULL").Exec(ctx)); err != nil {
			return err
		}
		server := tx.NewSelect().Model((*model.Channel)(nil)).Column("server_id").Where("id = ?", id)
		return serverAccessChanged(ctx, tx, server)
	})
}

// Channels are the channels with those ids that the actor can see; others are left out.
func (db *DB) Channels(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Channel, error) {
	var rows []*model.Channel
	var err error
	if len(ids) == 1 && !actor.Bound() {
		err = db.scanChannel(ctx, actor, ids[0], &rows)
	} else {
		q := db.read.NewSelect().Model(&rows).Where("channel.id IN (?)", bun.List(ids))
		err = visibleChannels(q, actor).Scan(ctx)
	}
	return byID(rows, func(c *model.Channel) model.ID { return c.ID }), wrap(err)
}

type channelText struct{ administers bool }

// scanChannel is the same for one channel and an actor who is not bound to channels: each page begins with it.
func (db *DB) scanChannel(ctx context.Context, actor model.Actor, id model.ID, into *[]*model.Channel) error {
	text := db.texts.of(channelText{actor.Administers()}, func() string {
		q := db.read.NewSelect().Model(into).Where("channel.id = ?", bun.Safe("$1"))
		return visibleChannelsOf(q, actor, bun.Safe("$2")).String()
	})
	args := []any{int64(id)}
	if !actor.Administers() {
		args = append(args, int64(actor.UserID()))
	}
	return db.scanPrepared(ctx, into, text, args...)
}

// ChannelsOf is a page of the channels of each server that the actor can see.
func (db *DB) ChannelsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, page Page,
) (map[model.ID][]*model.Channel, error) {
	return pages(ctx, db, servers, page, list[model.Channel]{
		query: func(server model.ID) *bun.SelectQuery {
			q := db.read.NewSelect().Model((*model.Channel)(nil)).Where("channel.server_id = ?", server)
			return visibleChannels(q, actor)
		},
		column: "channel.id",
		key:    func(c *model.Channel) int64 { return int64(c.ID) },
		parent: func(c *model.Channel) model.ID { return c.ServerID },
	})
}

// liveChannels selects those of the channels that are not deleted, nor their server.
func liveChannels(tx bun.Tx, ids ...model.ID) *bun.SelectQuery {
	return tx.NewSelect().Model((*model.Channel)(nil)).
		Join("JOIN servers AS s ON s.id = channel.server_id AND s.deleted_at IS NULL").
		Where("channel.id IN (?)", bun.List(ids)).Where("channel.deleted_at IS NULL")
}

// mustLive is NOT_FOUND when the channel or its server is deleted.
func mustLive(ctx context.Context, tx bun.Tx, channel model.ID) error {
	live, err := liveChannels(tx, channel).Exists(ctx)
	if err == nil && !live {
		return notFound()
	}
	return err
}

func visibleChannels(q *bun.SelectQuery, actor model.Actor) *bun.SelectQuery {
	return visibleChannelsOf(q, actor, actor.UserID())
}

// SECURITY: the one place that says which channels an actor sees. user is their id, or what stands for it in a statement.
func visibleChannelsOf(q *bun.SelectQuery, actor model.Actor, user any) *bun.SelectQuery {
	q = q.Where("channel.deleted_at IS NULL").
		Where("EXISTS (SELECT 1 FROM servers AS s WHERE s.id = channel.server_id AND s.deleted_at IS NULL)")
	if !actor.Administers() {
		q = q.Where(isMember("channel.server_id"), user)
	}
	if actor.Bound() {
		q = q.Where("channel.id IN (?)", bun.List(actor.ChannelIDs))
	}
	return q
}
