package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Channel returns a channel of a server whose row is locked: the channel does not change until the transaction ends. It returns
// NOT_FOUND if the channel is deleted.
func (tx *Tx) Channel(id model.ID) (*model.Channel, error) {
	c := new(model.Channel)
	if err := tx.sql.NewSelect().Model(c).Where("id = ?", id).Where("deleted_at IS NULL").Scan(tx.ctx); err != nil {
		return nil, wrap(err)
	}
	return c, tx.protect(protectedChannels, c.ID, c.ServerID)
}

// InsertChannel stores a channel of a server whose row is locked, with an empty stream.
func (tx *Tx) InsertChannel(c *model.Channel) error {
	if err := tx.requires(lockedServers, c.ServerID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, c, &model.Head{ChannelID: c.ID}))
}

// CountChannels returns the number of channels of a server whose row is locked. Deleted channels are not counted.
func (tx *Tx) CountChannels(server model.ID) (int, error) {
	if err := tx.requires(lockedServers, server); err != nil {
		return 0, err
	}
	return count(tx.ctx, tx.sql.NewSelect().Model((*model.Channel)(nil)).Where("server_id = ?", server).Where("deleted_at IS NULL"))
}

// UpdateChannel stores the name and the topic of a channel that Tx.Channel has returned.
func (tx *Tx) UpdateChannel(c *model.Channel) error {
	if err := tx.requires(protectedChannels, c.ID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model(c).Column("name", "topic").WherePK().Exec(tx.ctx))
}

// DeleteChannel marks a channel, which Tx.Channel has returned, as deleted. After the commit the channel and its webhooks are not found,
// and no post into it is stored: its head must be locked. Sweep removes the rows later.
func (tx *Tx) DeleteChannel(c *model.Channel, at time.Time) error {
	if err := tx.requires(protectedChannels, c.ID); err != nil {
		return err
	}
	if err := tx.requires(lockedHeads, c.ID); err != nil {
		return err
	}
	if err := found(tx.sql.NewUpdate().Model((*model.Channel)(nil)).Set("deleted_at = ?", at).Where("id = ?", c.ID).Exec(tx.ctx)); err != nil {
		return err
	}
	return wrap(serverAccessChanged(tx.ctx, tx.sql, c.ServerID))
}

// Channels returns the channels with these ids that the actor can see. Others are left out.
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

// channelText is the key of the text of the statement of scanChannel.
type channelText struct{ administers bool }

// scanChannel does the same as Channels, for one channel and an actor who is not bound to channels. It uses a prepared statement,
// because every page begins with it.
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

// ChannelsOf returns a page of the channels of each server that the actor can see.
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

// liveChannels selects the channels that are not deleted and whose server is not deleted.
func liveChannels(tx bun.Tx, ids ...model.ID) *bun.SelectQuery {
	return tx.NewSelect().Model((*model.Channel)(nil)).
		Join("JOIN servers AS s ON s.id = channel.server_id AND s.deleted_at IS NULL").
		Where("channel.id IN (?)", bun.List(ids)).Where("channel.deleted_at IS NULL")
}

// visibleChannels narrows a query to the channels that an actor sees.
func visibleChannels(q *bun.SelectQuery, actor model.Actor) *bun.SelectQuery {
	return visibleChannelsOf(q, actor, actor.UserID())
}

// visibleChannelsOf narrows a query to the channels that an actor sees. user is the id of the actor, or a placeholder of a prepared
// statement.
//
// SECURITY: no other code decides which channels an actor sees.
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
