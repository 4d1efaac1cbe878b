package chat

import (
	"context"

	"chattr/model"
)

// RolesOf is a page of the roles of each of those servers whose roles the actor may list, and for each other why not.
func (c *Chat) RolesOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*RoleConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, seePeople, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.RolesOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return roles.connectAll(servers, all, p), denied, nil
}

// RolesOfMembers are the roles given to each of those members.
//
// SECURITY: the caller has got the members from Chat: who sees a member sees their roles.
func (c *Chat) RolesOfMembers(ctx context.Context, members []model.ID) (map[model.ID][]*model.Role, error) {
	return c.db.RolesOfMembers(ctx, members)
}

func (c *Chat) role(ctx context.Context, actor model.Actor, id model.ID) (*model.Role, error) {
	r, err := c.db.Role(ctx, id)
	if err != nil {
		return nil, invisible(err, "role")
	}
	// SECURITY: only those see a role who may list the roles.
	if _, err = c.server(ctx, actor, seePeople, r.ServerID); err != nil {
		return nil, invisible(err, "role")
	}
	return r, nil
}
