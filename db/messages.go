package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Messages are the messages with those ids in channels that the actor can see, deleted ones included; others are left out.
func (db *DB) Messages(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Message, error) {
	var rows []*model.Message
	q := db.read.NewSelect().Model(&rows).Join("JOIN channels AS channel ON channel.id = message.channel_id").
		Where("message.id IN (?)", bun.List(ids))
	err := visibleChannels(q, actor).Scan(ctx)
	return byID(rows, func(m *model.Message) model.ID { return m.ID }), wrap(err)
}

// Change is an edit or a deletion to be made of a message. Event is complete but for its number; Apply is given the message
// as it is in the transaction. Act is of who makes it, by a right on the server with ServerID.
type Change struct {
	Event model.MessageChange
	Apply func(*model.Message)

	ServerID model.ID
	Act      *Act
}

// ChangeMessage makes a change of a message and stores its event, numbered. It answers the message before and after.
// NOT_FOUND when the message or its channel is deleted.
func (db *DB) ChangeMessage(ctx context.Context, c *Change) (before, after *model.Message, err error) {
	err = db.acted(ctx, c.ServerID, c.Act, nil, func(ctx context.Context, tx bun.Tx, _ *held) error {
		head, err := db.lockHead(ctx, tx, c.Event.ChannelID)
		if err != nil {
			return err
		}
		if before, err = db.undeleted(ctx, tx, c.Event.MessageID); err != nil {
			return err
		}
		changed := *before
		after = &changed
		c.Apply(after)
		return c.store(ctx, tx, head, after)
	})
	return before, after, err
}

func (c *Change) store(ctx context.Context, tx bun.Tx, head model.Head, m *model.Message) error {
	head.Number, head.EventID = head.Number+1, c.Event.EventID
	c.Event.Number = head.Number
	if _, err := tx.NewUpdate().Model(m).Column("content", "edited_at", "deleted_at").WherePK().Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.NewInsert().Model(&c.Event).Exec(ctx); err != nil {
		return err
	}
	if m.DeletedAt != nil {
		if err := insertDeleted(ctx, tx, m); err != nil {
			return err
		}
	}
	return updateHead(ctx, tx, head)
}

func (db *DB) undeleted(ctx context.Context, tx bun.Tx, id model.ID) (*model.Message, error) {
	m := new(model.Message)
	return m, wrap(tx.NewSelect().Model(m).
		Join("JOIN channels AS c ON c.id = message.channel_id AND c.deleted_at IS NULL").
		Join("JOIN servers AS s ON s.id = c.server_id AND s.deleted_at IS NULL").
		Where("message.id = ?", id).Where("message.deleted_at IS NULL").Scan(ctx))
}
