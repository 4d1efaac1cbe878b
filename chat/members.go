package chat

import (
	"context"

	"chattr/model"
)

// MembersOf is a page of the members of each of those servers whose members the actor may list, and for each other why not.
func (c *Chat) MembersOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*MemberConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, seePeople, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.MembersOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return members.connectAll(servers, all, p), denied, nil
}

func (c *Chat) member(ctx context.Context, actor model.Actor, id model.ID) (*model.Member, error) {
	m, err := c.db.Member(ctx, id)
	if err != nil {
		return nil, invisible(err, "member")
	}
	// SECURITY: only those see a member who may list the members.
	if _, err = c.server(ctx, actor, seePeople, m.ServerID); err != nil {
		return nil, invisible(err, "member")
	}
	return m, nil
}
