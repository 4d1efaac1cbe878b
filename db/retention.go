package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Retention says what is too old to be kept: messages last changed, and events that happened, at these moments or before. A
// zero time keeps them for ever.
type Retention struct {
	Messages, Events time.Time
}

// floor is the moment up to which events leave the stream: no event outlives its message.
func (r Retention) floor() time.Time {
	if r.Events.After(r.Messages) {
		return r.Events
	}
	return r.Messages
}

// ChannelsWithOld returns at most limit channels above an id, in order, in which DeleteOld may find rows to remove.
func (db *DB) ChannelsWithOld(ctx context.Context, r Retention, above model.ID, limit int) (channels []model.ID, err error) {
	err = db.read.NewRaw("SELECT h.channel_id FROM channel_heads AS h WHERE h.channel_id > ?0 AND ("+
		"EXISTS (SELECT 1 FROM messages AS m WHERE m.channel_id = h.channel_id AND m.number = h.floor_number + 1 AND m.created_at <= ?1) OR "+
		"EXISTS (SELECT 1 FROM message_changes AS c WHERE c.channel_id = h.channel_id AND c.number = h.floor_number + 1 AND c.occurred_at <= ?1) OR "+
		"(SELECT m.created_at FROM messages AS m WHERE m.channel_id = h.channel_id AND m.number <= h.floor_number ORDER BY m.number LIMIT 1) <= ?2"+
		") ORDER BY h.channel_id LIMIT ?3", above, r.floor(), r.Messages, limit).Scan(ctx, &channels)
	return channels, wrap(err)
}

// DeleteOld removes one bite of what is too old in a channel, about limit rows, and raises the channel's floor in the same
// transaction. It looks at messages above the number that it is given, and answers the number to go on with and whether there
// is more.
func (db *DB) DeleteOld(
	ctx context.Context, channel model.ID, r Retention, above int64, limit int,
) (next int64, more bool, err error) {
	d := &deletion{db: db, retention: r, limit: limit}
	err = db.tx(ctx, func(ctx context.Context, tx bun.Tx) (err error) {
		d.tx = tx
		// The lock is what keeps an edit from coming between the look at a message and its removal.
		if d.head, err = db.lockHead(ctx, tx, channel); err != nil {
			return err
		}
		moreEvents, err := d.raiseFloor(ctx)
		if err != nil {
			return err
		}
		next, more, err = d.deleteMessages(ctx, above)
		more = more || moreEvents
		return err
	})
	return next, more, err
}

// deletion is one run of DeleteOld.
type deletion struct {
	db        *DB
	tx        bun.Tx
	retention Retention
	limit     int
	head      model.Head
}

// raiseFloor takes the events above the floor out of the stream, up to the first that is young enough.
func (d *deletion) raiseFloor(ctx context.Context) (more bool, err error) {
	old, err := d.oldEvents(ctx)
	if err != nil || len(old) == 0 {
		return false, err
	}
	last := old[len(old)-1]
	d.head.FloorNumber, d.head.FloorEventID = last.Number, last.ID
	if _, err := d.tx.NewUpdate().Model(&d.head).Column("floor_number", "floor_event_id").WherePK().Exec(ctx); err != nil {
		return false, err
	}
	_, err = d.tx.NewDelete().Model((*model.MessageChange)(nil)).
		Where("channel_id = ?", d.head.ChannelID).Where("number <= ?", d.head.FloorNumber).Exec(ctx)
	return len(old) == d.limit, err
}

type oldEvent struct {
	Number int64
	ID     model.ID
	At     time.Time
}

func (d *deletion) oldEvents(ctx context.Context) (old []oldEvent, err error) {
	from := d.head.FloorNumber + 1
	posts := eventsOf(d.tx.NewSelect().Model((*model.Message)(nil)).ColumnExpr("number, id, created_at AS at"),
		d.head.ChannelID, from, d.limit, oldestFirst)
	changes := eventsOf(d.tx.NewSelect().Model((*model.MessageChange)(nil)).ColumnExpr("number, event_id AS id, occurred_at AS at"),
		d.head.ChannelID, from, d.limit, oldestFirst)
	err = d.tx.NewSelect().ColumnExpr("e.number, e.id, e.at").
		TableExpr("(SELECT * FROM (?) AS p UNION ALL SELECT * FROM (?) AS c) AS e", posts, changes).
		OrderExpr("e.number").Limit(int64(d.limit)).Scan(ctx, &old)
	for i, e := range old {
		// A hole is for doctor to find, not to be hidden below the floor.
		if e.At.After(d.retention.floor()) || e.Number != from+int64(i) {
			return old[:i], err
		}
	}
	return old, err
}

// deleteMessages removes messages that are below the floor, with every change of them, and too old. One that was edited
// lately stays until its edit is old.
func (d *deletion) deleteMessages(ctx context.Context, above int64) (next int64, more bool, err error) {
	if d.retention.Messages.IsZero() {
		return 0, false, nil
	}
	var rows []*model.Message
	err = d.tx.NewSelect().Model(&rows).Column("id", "number", "created_at", "edited_at", "deleted_at").
		Where("channel_id = ?", d.head.ChannelID).Where("number > ?", above).Where("number <= ?", d.head.FloorNumber).
		OrderExpr("number").Limit(int64(d.limit)).Scan(ctx)
	if err != nil {
		return 0, false, err
	}
	next, more = above, len(rows) == d.limit
	var old []model.ID
	for _, m := range rows {
		if m.CreatedAt.After(d.retention.Messages) {
			more = false
			break
		}
		next = m.Number
		if !d.isYoung(m.EditedAt) && !d.isYoung(m.DeletedAt) {
			old = append(old, m.ID)
		}
	}
	return next, more, d.delete(ctx, old)
}

func (d *deletion) isYoung(changed *time.Time) bool {
	return changed != nil && changed.After(d.retention.Messages)
}

func (d *deletion) delete(ctx context.Context, messages []model.ID) error {
	if len(messages) == 0 {
		return nil
	}
	_, err := d.tx.NewRaw("DELETE FROM messages WHERE id IN (?0) AND NOT EXISTS ("+
		"SELECT 1 FROM message_changes AS c WHERE c.message_id = messages.id AND c.number > ?1)",
		bun.List(messages), d.head.FloorNumber).Exec(ctx)
	if err != nil {
		return err
	}
	return deleteRunsBelow(ctx, d.tx, d.head)
}
