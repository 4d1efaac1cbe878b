package chat

import (
	"context"

	"chattr/internal/model"
)

// Node is anything by its id. NOT_FOUND when it is absent or the actor may not see it.
func (c *Chat) Node(ctx context.Context, actor model.Actor, id model.ID) (model.Node, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	n, err := c.node(ctx, actor, id)
	if err != nil {
		return nil, err // and not the nil of a type that node answers
	}
	return n, nil
}

func (c *Chat) node(ctx context.Context, actor model.Actor, id model.ID) (model.Node, error) {
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
	case model.KindInvitation:
		return c.invitation(ctx, actor, id)
	case model.KindAccessToken:
		return c.AccessToken(ctx, actor, id)
	case model.KindAuditEntry:
		return c.auditEntry(ctx, actor, id)
	}
	return nil, model.NoSuch("thing")
}
