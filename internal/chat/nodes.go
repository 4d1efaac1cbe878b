package chat

import (
	"context"

	"chattr/internal/authz"
	"chattr/internal/model"
)

// Node is anything by its id. NOT_FOUND when it is absent or the actor may not see it.
func (c *Chat) Node(ctx context.Context, actor model.Actor, id model.ID) (model.Node, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
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
		return c.Accounts.User(ctx, actor, id)
	case model.KindServer:
		return c.Servers.Get(ctx, actor, id)
	case model.KindChannel:
		return c.Channels.Get(ctx, actor, id)
	case model.KindMessage:
		return c.Messages.Get(ctx, actor, id)
	case model.KindWebhook:
		return c.Webhooks.Get(ctx, actor, id)
	case model.KindRole:
		return c.Roles.role(ctx, actor, id)
	case model.KindMember:
		return c.member(ctx, actor, id)
	case model.KindInvitation:
		return c.Invitations.invitation(ctx, actor, id)
	case model.KindAccessToken:
		return c.AccessTokens.Get(ctx, actor, id)
	case model.KindAuditEntry:
		return c.AuditLog.auditEntry(ctx, actor, id)
	}
	return nil, model.NoSuch("thing")
}
