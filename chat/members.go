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

// LeaveServer ends the actor's own membership. CONFLICT for the owner, NOT_FOUND the second time.
func (c *Chat) LeaveServer(ctx context.Context, actor model.Actor, in LeaveServerInput) (*LeaveServerPayload, error) {
	s, err := c.server(ctx, actor, leaveServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	m, err := c.db.MemberOf(ctx, s.ID, actor.UserID())
	if err != nil {
		return nil, invisible(err, "member")
	}
	if err := c.db.DeleteMember(ctx, m, c.entry(actor, model.MemberLeft, s.ID, m.ID, actor.User.Name)); err != nil {
		return nil, invisible(err, "member")
	}
	c.accessChanged()
	return &LeaveServerPayload{Server: s}, nil
}

// RemoveMember ends the membership of somebody. Needs MANAGE_SERVER and every permission that they have. CONFLICT for the
// owner's, NOT_FOUND the second time.
func (c *Chat) RemoveMember(ctx context.Context, actor model.Actor, in RemoveMemberInput) (*RemoveMemberPayload, error) {
	m, err := c.member(ctx, actor, in.MemberID)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, manageMembers, m.ServerID, 0); err != nil {
		return nil, err
	}
	u, err := c.userOf(ctx, m.UserID)
	if err != nil {
		return nil, err
	}
	if err := c.standsNotBelow(ctx, actor, m, u); err != nil {
		return nil, err
	}
	if err := c.db.DeleteMember(ctx, m, c.entry(actor, model.MemberRemoved, m.ServerID, m.ID, u.Name)); err != nil {
		return nil, invisible(err, "member")
	}
	c.accessChanged()
	return &RemoveMemberPayload{Member: m}, nil
}

// SECURITY: nobody removes a member who may do more than they.
func (c *Chat) standsNotBelow(ctx context.Context, actor model.Actor, m *model.Member, u *model.User) error {
	standings, err := c.db.Standings(ctx, u.ID, []model.ID{m.ServerID})
	if err != nil {
		return err
	}
	theirs := standings[m.ServerID].Permissions
	if u.Administrator {
		theirs |= model.PermissionSet(model.Administrator)
	}
	return c.holds(ctx, actor, m.ServerID, theirs)
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
