package db

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Events returns events of a channel from number `from` on, in order, without a hole between them, each with its message as it is
// now: at most limit events, and no more than fit into size bytes (see model.ChannelEvent.Size), but at least two if there are two.
// More reports whether a limit was reached. Events up to the floor are left out: what is kept of them has holes. The event of a
// post is the message's own row; those of edits and deletions are rows of their own.
func (db *DB) Events(
	ctx context.Context, channel model.ID, from int64, limit, size int,
) (list []*model.ChannelEvent, more bool, err error) {
	return db.events(ctx, channel, from, limit, size, oldestFirst)
}

// LatestEvents returns the last events of a channel, as Events does, and none before number `from`.
func (db *DB) LatestEvents(ctx context.Context, channel model.ID, from int64, limit, size int) ([]*model.ChannelEvent, error) {
	list, _, err := db.events(ctx, channel, from, limit, size, newestFirst)
	slices.Reverse(list)
	return list, err
}

func (db *DB) events(
	ctx context.Context, channel model.ID, from int64, limit, size int, order bun.Safe,
) (list []*model.ChannelEvent, more bool, err error) {
	posts := eventsOf(db.read.NewSelect().Model((*model.Message)(nil)).
		ColumnExpr("number AS event_number, id AS event_id, ? AS event_kind, id AS message_id, created_at AS occurred_at",
			model.MessagePosted), channel, from, limit, order)
	changes := eventsOf(db.read.NewSelect().Model((*model.MessageChange)(nil)).
		ColumnExpr("number AS event_number, event_id, kind AS event_kind, message_id, occurred_at"), channel, from, limit, order)
	rows, err := db.read.NewSelect().ColumnExpr("e.event_number, e.event_id, e.event_kind, e.occurred_at, ?", messageColumns).
		TableExpr("(SELECT * FROM (?) AS p UNION ALL SELECT * FROM (?) AS c) AS e", posts, changes).
		Join("JOIN messages AS message ON message.id = e.message_id").
		OrderExpr("e.event_number ?", order).Limit(int64(limit)).Rows(ctx)
	if err != nil {
		return nil, false, wrap(err)
	}
	defer rows.Close()
	list, more, err = db.scanEvents(ctx, rows, size)
	return list, more || len(list) == limit, wrap(err)
}

// scanEvents reads rows one by one: what does not fit is never in memory, and events of one read can be freed one by one.
func (db *DB) scanEvents(ctx context.Context, rows *sql.Rows, size int) (list []*model.ChannelEvent, full bool, err error) {
	for rows.Next() {
		row := new(eventRow)
		if err := db.read.ScanRow(ctx, rows, row); err != nil {
			return nil, false, err
		}
		e := row.event()
		if size -= e.Size(); size < 0 && len(list) > 1 {
			return list, true, nil
		}
		list = append(list, e)
	}
	return list, false, rows.Err()
}

const (
	oldestFirst = bun.Safe("ASC")
	newestFirst = bun.Safe("DESC")
)

var messageColumns = bun.Safe("message.id, message.channel_id, message.number, message.author_kind, message.author_id, " +
	"message.author_name, message.avatar_url, message.content, message.created_at, message.edited_at, message.deleted_at")

// eventsOf restricts a query of messages or of their changes to events of a channel from a number on, above the floor. A message
// may be kept longer than its event: it must be left out before the limit counts it, or later events would follow with a hole.
//
// NOTE(dialect): SQLite uses one lower bound of an index only, so there is one.
func eventsOf(q *bun.SelectQuery, channel model.ID, from int64, limit int, order bun.Safe) *bun.SelectQuery {
	return q.Where("channel_id = ?", channel).
		Where("number >= (SELECT CASE WHEN floor_number >= ?0 THEN floor_number + 1 ELSE ?0 END "+
			"FROM channel_heads WHERE channel_id = ?1)", from, channel).
		OrderExpr("number ?", order).Limit(int64(limit))
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
