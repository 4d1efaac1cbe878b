package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/ingest"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// Messages posts, edits, deletes and lists messages.
type Messages struct{ *core }

// Post posts as the actor. It needs POST_MESSAGES. After the return the message is durably stored. It returns RATE_LIMITED if the
// bucket of the actor has no token within a second; then nothing was stored.
func (c *Messages) Post(ctx context.Context, actor model.Actor, in PostMessageInput) (*PostMessagePayload, error) {
	if err := c.limitPost(ctx, actor); err != nil {
		return nil, err
	}
	ch, err := c.channel(ctx, actor, authz.PostMessages, in.ChannelID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	m := &model.Message{ChannelID: ch.ID, Content: f.Content(in.Content)}
	m.AuthorKind, m.AuthorID, m.AuthorName = model.AuthorUser, actor.User.ID, actor.User.Name
	if err := f.Err(model.ValidationFailed); err != nil {
		return nil, err
	}
	key, err := newKey(in.IdempotencyKey, ch.ID, actor.User.ID, m.Content, nil, nil)
	if err != nil {
		return nil, err
	}
	posted, err := c.ingest.Append(ctx, db.Post{Message: m, Key: key, By: db.ByActor(actor, ch.ServerID)})
	if err != nil {
		return nil, notFoundAs(err, "channel")
	}
	return &PostMessagePayload{Message: posted.Message, Cursor: posted.Message.Cursor(), Replayed: posted.Replayed}, nil
}

// Edit changes the content of a message. Only its author may do it, and needs POST_MESSAGES. It returns RATE_LIMITED as
// Post does.
func (c *Messages) Edit(ctx context.Context, actor model.Actor, in EditMessageInput) (*EditMessagePayload, error) {
	if err := c.limitPost(ctx, actor); err != nil {
		return nil, err
	}
	m, err := c.Get(ctx, actor, in.MessageID)
	if err != nil {
		return nil, err
	}
	ch, err := c.channel(ctx, actor, authz.PostMessages, m.ChannelID)
	if err != nil {
		return nil, err
	}
	// SECURITY: the author of a message does not change, so this holds in the transaction too.
	if !wrote(actor, m) {
		return nil, model.Errorf(model.Forbidden, "Only its author may edit a message.")
	}
	var f validate.Fields
	content, now := f.Content(in.Content), c.o.Now()
	if err := f.Err(model.ValidationFailed); err != nil {
		return nil, err
	}
	event, err := c.newMessageChange(ctx, m, model.MessageEdited)
	if err != nil {
		return nil, err
	}
	var after *model.Message
	err = c.inStoreTime(ctx, func(tx *db.Tx) error {
		if _, err := c.lockAndAuthorizeIn(tx, actor, authz.PostMessages, ch.ServerID, ch.ID); err != nil {
			return err
		}
		head, err := tx.LockHead(ch.ID)
		if err != nil {
			return err
		}
		if after, err = tx.Message(m.ID); err != nil {
			return err
		}
		after.Content, after.EditedAt = content, &now
		return tx.UpdateMessage(head, after, event)
	})
	if err != nil {
		return nil, notFoundAs(err, "message")
	}
	c.broker.Publish(ch.ID)
	return &EditMessagePayload{Message: after, Cursor: event.Cursor()}, nil
}

// wrote reports whether the actor is the author of a message.
func wrote(actor model.Actor, m *model.Message) bool {
	return m.AuthorKind == model.AuthorUser && m.AuthorID == actor.UserID()
}

// Delete deletes a message: no page and no event that is read after the return has its text. Authors may delete their own
// messages; MANAGE_MESSAGES is needed for those of others. It returns RATE_LIMITED as Post does.
func (c *Messages) Delete(ctx context.Context, actor model.Actor, in DeleteMessageInput) (*DeleteMessagePayload, error) {
	if err := c.limitPost(ctx, actor); err != nil {
		return nil, err
	}
	m, err := c.Get(ctx, actor, in.MessageID)
	if err != nil {
		return nil, err
	}
	do := authz.DeleteOthers
	if wrote(actor, m) {
		do = authz.DeleteMessages
	}
	ch, err := c.channel(ctx, actor, do, m.ChannelID)
	if err != nil {
		return nil, err
	}
	event, err := c.newMessageChange(ctx, m, model.MessageDeleted)
	if err != nil {
		return nil, err
	}
	var before, after *model.Message
	err = c.inStoreTime(ctx, func(tx *db.Tx) error {
		if _, err := c.lockAndAuthorizeIn(tx, actor, do, ch.ServerID, ch.ID); err != nil {
			return err
		}
		head, err := tx.LockHead(ch.ID)
		if err != nil {
			return err
		}
		if before, err = tx.Message(m.ID); err != nil {
			return err
		}
		after = new(*before)
		after.Content, after.DeletedAt = "", &event.OccurredAt
		return tx.UpdateMessage(head, after, event)
	})
	if err != nil {
		return nil, notFoundAs(err, "message")
	}
	c.hub.Erase(after)
	c.broker.Publish(ch.ID)
	return &DeleteMessagePayload{Message: before, Cursor: event.Cursor()}, nil
}

// newMessageChange returns the event of a change of a message, without its number. It stores nothing.
func (c *Messages) newMessageChange(ctx context.Context, m *model.Message, kind model.ChannelEventKind) (*model.MessageChange, error) {
	id, err := c.db.NewID(ctx, model.KindEvent)
	return &model.MessageChange{
		ChannelID: m.ChannelID, EventID: id, Kind: kind, MessageID: m.ID, OccurredAt: c.o.Now(),
	}, err
}

// inStoreTime runs fn as db.InTx does, in the time that a post may take. It continues when the caller has gone away.
func (c *Messages) inStoreTime(ctx context.Context, fn func(tx *db.Tx) error) error {
	return db.Within(context.WithoutCancel(ctx), ingest.StoreTimeout, func(ctx context.Context) error { return c.db.InTx(ctx, fn) })
}

// Get returns a message. It returns NOT_FOUND if the message was deleted or the actor cannot see its channel.
func (c *Messages) Get(ctx context.Context, actor model.Actor, id model.ID) (*model.Message, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	found, err := c.db.Messages(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	m := found[id]
	if m == nil || m.DeletedAt != nil {
		return nil, model.NoSuch("message")
	}
	return m, nil
}

// MessagesOf returns a page of the messages of each channel. Channels that the actor cannot see are left out.
func (c *Messages) MessagesOf(
	ctx context.Context, actor model.Actor, channels []model.ID, p Page,
) (map[model.ID]*MessageConnection, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	// SECURITY: the query leaves out what the actor cannot see.
	pages, err := c.db.MessagesOf(ctx, actor, channels, p)
	if err != nil {
		return nil, err
	}
	connections := make(map[model.ID]*MessageConnection, len(pages))
	for id, page := range pages {
		connections[id] = &MessageConnection{
			Connection:   *messages.connect(page.Messages, p),
			ResumeCursor: page.Head.Cursor(),
		}
	}
	return connections, nil
}
