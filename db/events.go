package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/model"
)

// Events are at most limit events of a channel from number `from` on, in order, without a hole between them, each with its
// message as it is now. Those up to the floor are left out: what is kept of them has holes. The event of a post is the message's
// own row; those of edits and deletions are rows of their own.
func (db *DB) Events(ctx context.Context, channel model.ID, from int64, limit int) ([]*model.ChannelEvent, error) {
	var rows []eventRow
	posts := events(db.read.NewSelect().Model((*model.Message)(nil)).
		ColumnExpr("number AS event_number, id AS event_id, ? AS event_kind, id AS message_id, created_at AS occurred_at",
			model.MessagePosted), channel, from, limit)
	changes := events(db.read.NewSelect().Model((*model.MessageChange)(nil)).
		ColumnExpr("number AS event_number, event_id, kind AS event_kind, message_id, occurred_at"), channel, from, limit)
	err := db.read.NewSelect().ColumnExpr("e.event_number, e.event_id, e.event_kind, e.occurred_at, ?", messageColumns).
		TableExpr("(SELECT * FROM (?) AS p UNION ALL SELECT * FROM (?) AS c) AS e", posts, changes).
		Join("JOIN messages AS message ON message.id = e.message_id").
		Where("e.event_number > (SELECT floor_number FROM channel_heads WHERE channel_id = ?)", channel).
		OrderExpr("e.event_number").Limit(int64(limit)).Scan(ctx, &rows)
	list := make([]*model.ChannelEvent, len(rows))
	for i := range rows {
		list[i] = rows[i].event()
	}
	return list, wrap(err)
}

var messageColumns = bun.Safe("message.id, message.channel_id, message.number, message.author_kind, message.author_id, " +
	"message.author_name, message.avatar_url, message.content, message.created_at, message.edited_at, message.deleted_at")

func events(q *bun.SelectQuery, channel model.ID, from int64, limit int) *bun.SelectQuery {
	return q.Where("channel_id = ?", channel).Where("number >= ?", from).OrderExpr("number").Limit(int64(limit))
}

type eventRow struct {
	model.Message
	EventNumber int64
	EventID     model.ID
	EventKind   model.ChannelEventKind
	OccurredAt  time.Time
}

func (r *eventRow) event() *model.ChannelEvent {
	return &model.ChannelEvent{
		ID: r.EventID, Number: r.EventNumber, Kind: r.EventKind, Message: &r.Message, OccurredAt: r.OccurredAt,
	}
}
