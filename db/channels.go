package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertChannel stores a channel with its head at 0. NOT_FOUND when its server is deleted.
func (db *DB) InsertChannel(ctx context.Context, c *model.Channel, room Room, act *Act) error {
	return db.acted(ctx, c.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		there := tx.NewSelect().Model((*model.Channel)(nil)).Where("server_id = ?", c.ServerID).Where("deleted_at IS NULL")
		if err := room.beside(ctx, there); err != nil {
			return err
		}
		return insertAll(ctx, tx, c, &model.Head{ChannelID: c.ID})
	})
}

// UpdateChannel changes a channel's name and topic by apply, which is given it as it is in the transaction; c is then as it has
// become. NOT_FOUND when it is deleted.
func (db *DB) UpdateChannel(ctx context.Context, c *model.Channel, apply func(*model.Channel), act *Act) error {
	return db.acted(ctx, c.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if err := rereadChannel(ctx, tx, c); err != nil {
			return err
		}
		apply(c)
		nameTarget(act.entry(), c.Name)
		return found(tx.NewUpdate().Model(c).Column("name", "topic").WherePK().Exec(ctx))
	})
}

// rereadChannel needs the server's row to be locked: the channel is then what it is until the transaction ends.
func rereadChannel(ctx context.Context, tx bun.Tx, c *model.Channel) error {
	return tx.NewSelect().Model(c).WherePK().Where("deleted_at IS NULL").Scan(ctx)
}

// DeleteChannel marks a channel deleted, and c is as it was: from then on it and its webhooks are found no more, and no post
// into it is committed. The rows are left to Sweep. NOT_FOUND when it is deleted already.
func (db *DB) DeleteChannel(ctx context.Context, c *model.Channel, at time.Time, act *Act) error {
	return db.acted(ctx, c.ServerID, act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		if _, err := db.lockHead(ctx, tx, c.ID); err != nil {
			return err
		}
		if err := rereadChannel(ctx, tx, c); err != nil {
			return err
		}
		nameTarget(act.entry(), c.Name)
		if err := found(tx.NewUpdate().Model((*model.Channel)(nil)).Set("deleted_at = ?", at).
			Where("id = ?", c.ID).Where("deleted_at IS NULL").Exec(ctx)); err != nil {
			return err
		}
		return serverAccessChanged(ctx, tx, c.ServerID)
	})
}

// Channel returns a channel of a server whose row is locked: the channel does not change until the transaction ends. It returns
// NOT_FOUND if the channel is deleted.
func (tx *Tx) Channel(id model.ID) (*model.Channel, error) {
	c := new(model.Channel)
	if err := tx.sql.NewSelect().Model(c).Where("id = ?", id).Where("deleted_at IS NULL").Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	return c, tx.protect(protectedChannels, c.ID, c.ServerID)
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
