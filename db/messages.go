package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Messages returns the messages with these ids in channels that the actor can see, deleted ones included. Others are left out.
func (db *DB) Messages(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Message, error) {
	var rows []*model.Message
	q := db.read.NewSelect().Model(&rows).Join("JOIN channels AS channel ON channel.id = message.channel_id").
		Where("message.id IN (?)", bun.List(ids))
	err := visibleChannels(q, actor).Scan(ctx)
	return byID(rows, func(m *model.Message) model.ID { return m.ID }), wrap(err)
}

// Message returns a message of a channel whose head is locked: the message does not change until the transaction ends. It returns
// NOT_FOUND if the message or its channel is deleted.
func (tx *Tx) Message(id model.ID) (*model.Message, error) {
	m := new(model.Message)
	err := tx.sql.NewSelect().Model(m).
		Join("JOIN channels AS c ON c.id = message.channel_id AND c.deleted_at IS NULL").
		Join("JOIN servers AS s ON s.id = c.server_id AND s.deleted_at IS NULL").
		Where("message.id = ?", id).Where("message.deleted_at IS NULL").Scan(tx.ctx)
	if err != nil {
		return nil, wrap(err)
	}
	return m, tx.requires(lockedHeads, m.ChannelID)
}

// UpdateMessage stores a message that was edited or deleted, and the event of the change. It sets the number of the event. The event must
// be complete otherwise, and LockHead must have returned the head of the channel.
func (tx *Tx) UpdateMessage(head model.Head, m *model.Message, event *model.MessageChange) error {
	if err := tx.requires(lockedHeads, m.ChannelID); err != nil {
		return err
	}
	head.Number, head.EventID = head.Number+1, event.EventID
	event.Number = head.Number
	return wrap(updateMessage(tx.ctx, tx.sql, head, m, event))
}

func updateMessage(ctx context.Context, tx bun.Tx, head model.Head, m *model.Message, event *model.MessageChange) error {
	if _, err := tx.NewUpdate().Model(m).Column("content", "edited_at", "deleted_at").WherePK().Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.NewInsert().Model(event).Exec(ctx); err != nil {
		return err
	}
	if m.DeletedAt != nil {
		if err := insertDeleted(ctx, tx, m); err != nil {
			return err
		}
	}
	return updateHead(ctx, tx, head)
}
