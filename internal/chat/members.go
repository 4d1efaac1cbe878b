package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
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
	a := act(actor, leaveServer, c.entry(actor, model.MemberLeft, s.ID, m.ID, ""))
	if err := c.db.DeleteMember(ctx, m, nil, a); err != nil {
		return nil, gone(err, "member")
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
	a := act(actor, manageMembers, c.entry(actor, model.MemberRemoved, m.ServerID, m.ID, ""))
	if err := c.db.DeleteMember(ctx, m, standsNotAbove(a), a); err != nil {
		return nil, gone(err, "member")
	}
	c.accessChanged()
	return &RemoveMemberPayload{Member: m}, nil
}

// SECURITY: nobody removes a member who may do more than they.
func standsNotAbove(a *db.Act) func(*model.User, model.Standing) error {
	return func(u *model.User, theirs model.Standing) error {
		all := theirs.Permissions
		if u.Administrator {
			all |= model.PermissionSet(model.Administrator)
		}
		return holds(a, all)
	}
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
