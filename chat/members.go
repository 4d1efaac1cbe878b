package chat

import (
	"context"

	"chattr/model"
)

// MembersOf is a page of the members of each of those servers; servers whose members the actor may not list are left out.
func (c *Chat) MembersOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (map[model.ID]*MemberConnection, error) {
	servers, err := c.only(ctx, actor, seePeople, servers)
	if err != nil {
		return nil, err
	}
	members, err := c.db.MembersOf(ctx, servers, p)
	return connectAll(servers, members, p, func(m *model.Member) int64 { return int64(m.ID) }), err
}

// RolesOf is a page of the roles of each of those servers; servers whose roles the actor may not list are left out.
func (c *Chat) RolesOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (map[model.ID]*RoleConnection, error) {
	servers, err := c.only(ctx, actor, seePeople, servers)
	if err != nil {
		return nil, err
	}
	roles, err := c.db.RolesOf(ctx, servers, p)
	return connectAll(servers, roles, p, func(r *model.Role) int64 { return int64(r.ID) }), err
}

func (c *Chat) only(ctx context.Context, actor model.Actor, do action, servers []model.ID) (kept []model.ID, err error) {
	allowed, err := c.allowed(ctx, actor, do, servers)
	for _, id := range servers {
		if allowed[id] {
			kept = append(kept, id)
		}
	}
	return kept, err
}

// RolesOfMembers are the roles given to each of those members. The caller has got the members from Chat: who sees a member
// sees their roles.
func (c *Chat) RolesOfMembers(ctx context.Context, members []model.ID) (map[model.ID][]*model.Role, error) {
	return c.db.RolesOfMembers(ctx, members)
}

// Users are those users. The caller has got their ids from things that the actor can see: who sees a server sees its owner.
func (c *Chat) Users(ctx context.Context, ids []model.ID) (map[model.ID]*model.User, error) {
	return c.db.Users(ctx, ids)
}
