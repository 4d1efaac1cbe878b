package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/ingest"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// PostMessage posts as the actor. Needs POST_MESSAGES. When it has answered, the message is durably stored. RATE_LIMITED if the
// actor's bucket does not fill within a second: nothing was stored.
func (c *Chat) PostMessage(ctx context.Context, actor model.Actor, in PostMessageInput) (*PostMessagePayload, error) {
	if err := c.limitPost(ctx, actor); err != nil {
		return nil, err
	}
	ch, err := c.channel(ctx, actor, postMessages, in.ChannelID)
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
	posted, err := c.ingest.Append(ctx, db.Post{Message: m, Key: key, ServerID: ch.ServerID, Act: c.channelAct(actor, postMessages, ch.ID)})
	if err != nil {
		return nil, gone(err, "channel")
	}
	return &PostMessagePayload{Message: posted.Message, Cursor: posted.Message.Cursor(), Replayed: posted.Replayed}, nil
}

// EditMessage changes the content of a message. Only its author may, and needs POST_MESSAGES still. RATE_LIMITED as by
// PostMessage.
func (c *Chat) EditMessage(ctx context.Context, actor model.Actor, in EditMessageInput) (*EditMessagePayload, error) {
	if err := c.limitPost(ctx, actor); err != nil {
		return nil, err
	}
	m, err := c.Message(ctx, actor, in.MessageID)
	if err != nil {
		return nil, err
	}
	// SECURITY: authors edit their own, and nobody anything else.
	ch, err := c.channel(ctx, actor, postMessages, m.ChannelID)
	if err != nil {
		return nil, err
	}
	if !wrote(actor, m) {
		return nil, model.Errorf(model.Forbidden, "Only its author may edit a message.")
	}
	var f validate.Fields
	content, now := f.Content(in.Content), c.o.Now()
	if err := f.Err(model.ValidationFailed); err != nil {
		return nil, err
	}
	_, after, cursor, err := c.change(ctx, m, model.MessageEdited, &db.Change{
		ServerID: ch.ServerID, Act: c.channelAct(actor, postMessages, ch.ID),
		Apply: func(m *model.Message) { m.Content, m.EditedAt = content, &now },
	})
	if err != nil {
		return nil, err
	}
	return &EditMessagePayload{Message: after, Cursor: cursor}, nil
}

func wrote(actor model.Actor, m *model.Message) bool {
	return m.AuthorKind == model.AuthorUser && m.AuthorID == actor.UserID()
}

// DeleteMessage deletes a message: when it has answered, no page and no event read from then on carries its text. Authors
// may delete their own; MANAGE_MESSAGES is needed for others. RATE_LIMITED as by PostMessage.
func (c *Chat) DeleteMessage(ctx context.Context, actor model.Actor, in DeleteMessageInput) (*DeleteMessagePayload, error) {
	if err := c.limitPost(ctx, actor); err != nil {
		return nil, err
	}
	m, err := c.Message(ctx, actor, in.MessageID)
	if err != nil {
		return nil, err
	}
	// SECURITY: authors delete their own.
	do := deleteOthers
	if wrote(actor, m) {
		do = deleteMessages
	}
	ch, err := c.channel(ctx, actor, do, m.ChannelID)
	if err != nil {
		return nil, err
	}
	now := c.o.Now()
	change := &db.Change{
		ServerID: ch.ServerID, Act: c.channelAct(actor, do, ch.ID),
		Apply: func(m *model.Message) { m.Content, m.DeletedAt = "", &now },
	}
	before, _, cursor, err := c.change(ctx, m, model.MessageDeleted, change)
	if err != nil {
		return nil, err
	}
	return &DeleteMessagePayload{Message: before, Cursor: cursor}, nil
}

// change stores a change of a message and announces it.
func (c *Chat) change(
	ctx context.Context, m *model.Message, kind model.ChannelEventKind, change *db.Change,
) (before, after *model.Message, cursor model.Cursor, err error) {
	id, err := c.db.NewID(ctx, model.KindEvent)
	if err != nil {
		return nil, nil, cursor, err
	}
	change.Event = model.MessageChange{
		ChannelID: m.ChannelID, EventID: id, Kind: kind, MessageID: m.ID, OccurredAt: c.o.Now(),
	}
	err = db.Within(context.WithoutCancel(ctx), ingest.StoreTimeout, func(ctx context.Context) (err error) {
		before, after, err = c.db.ChangeMessage(ctx, change)
		return err
	})
	if err != nil {
		return nil, nil, cursor, gone(err, "message")
	}
	if kind == model.MessageDeleted {
		c.hub.erase(after)
	}
	c.broker.Publish(m.ChannelID)
	return before, after, model.Cursor{ChannelID: m.ChannelID, Number: change.Event.Number, EventID: id}, nil
}

// Message is a message in a channel that the actor can see. NOT_FOUND otherwise, and when it was deleted.
func (c *Chat) Message(ctx context.Context, actor model.Actor, id model.ID) (*model.Message, error) {
	if actor.User == nil {
		return nil, unauthenticated()
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

// MessagesOf is a page of the messages of each of those channels; channels that the actor cannot see are left out.
func (c *Chat) MessagesOf(
	ctx context.Context, actor model.Actor, channels []model.ID, p Page,
) (map[model.ID]*MessageConnection, error) {
	if actor.User == nil {
		return nil, unauthenticated()
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
