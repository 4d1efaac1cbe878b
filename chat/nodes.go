package chat

import (
	"context"

	"chattr/model"
)

// Node is anything by its id. NOT_FOUND when it is absent or the actor may not see it.
func (c *Chat) Node(ctx context.Context, actor model.Actor, id model.ID) (model.Node, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	switch id.Kind() {
	case model.KindUser:
		return c.User(ctx, actor, id)
	case model.KindServer:
		return c.Server(ctx, actor, id)
	case model.KindChannel:
		return c.Channel(ctx, actor, id)
	case model.KindMessage:
		return c.Message(ctx, actor, id)
	case model.KindWebhook:
		return c.Webhook(ctx, actor, id)
	case model.KindRole:
		return c.role(ctx, actor, id)
	case model.KindMember:
		return c.member(ctx, actor, id)
	case model.KindAccessToken:
		return c.AccessToken(ctx, actor, id)
	}
	return nil, notFound()
}

// User is the actor, or somebody who shares a server with them. NOT_FOUND otherwise.
func (c *Chat) User(ctx context.Context, actor model.Actor, id model.ID) (*model.User, error) {
	// SECURITY: nobody finds strangers by guessing ids, and a token bound to channels finds only its user.
	visible := id == actor.UserID() || actor.Administers() && !actor.Bound()
	if !visible && !actor.Bound() {
		var err error
		if visible, err = c.db.SharesServer(ctx, actor.UserID(), id); err != nil {
			return nil, err
		}
	}
	if !visible {
		return nil, notFound()
	}
	users, err := c.db.Users(ctx, []model.ID{id})
	if err == nil && users[id] == nil {
		err = notFound()
	}
	return users[id], err
}

func (c *Chat) role(ctx context.Context, actor model.Actor, id model.ID) (*model.Role, error) {
	r, err := c.db.Role(ctx, id)
	if err != nil {
		return nil, err
	}
	_, err = c.server(ctx, actor, seePeople, r.ServerID)
	return r, invisible(err)
}

func (c *Chat) member(ctx context.Context, actor model.Actor, id model.ID) (*model.Member, error) {
	m, err := c.db.Member(ctx, id)
	if err != nil {
		return nil, err
	}
	_, err = c.server(ctx, actor, seePeople, m.ServerID)
	return m, invisible(err)
}

// Viewer is the actor as they see themselves. UNAUTHENTICATED for nobody.
func (c *Chat) Viewer(actor model.Actor) (*Viewer, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	return &Viewer{User: actor.User}, nil
}
