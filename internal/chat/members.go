package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
)

// Members lists and removes the members of servers.
type Members struct{ *core }

// MembersOf returns a page of the members of each server whose members the actor may list, and an error for each other server.
func (c *Members) MembersOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*MemberConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, authz.SeePeople, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.MembersOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return members.connectAll(servers, all, p), denied, nil
}

// Leave ends the membership of the actor. It returns CONFLICT for the owner. A second call returns NOT_FOUND.
func (c *Members) Leave(ctx context.Context, actor model.Actor, in LeaveServerInput) (*LeaveServerPayload, error) {
	s, err := c.server(ctx, actor, authz.LeaveServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	m, err := c.db.MemberOf(ctx, s.ID, actor.UserID())
	if err != nil {
		return nil, invisible(err, "member")
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.LeaveServer, s.ID)
		if err != nil {
			return err
		}
		if err := p.endMembership(tx, m); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.MemberLeft, s.ID, m.ID, p.actor.User.Name))
	})
	if err != nil {
		return nil, notFoundAs(err, "member")
	}
	c.accessChanged()
	return &LeaveServerPayload{Server: s}, nil
}

// Remove ends the membership of another user. It needs MANAGE_SERVER and every permission that the member has. It returns CONFLICT
// for the owner. A second call returns NOT_FOUND.
func (c *Members) Remove(ctx context.Context, actor model.Actor, in RemoveMemberInput) (*RemoveMemberPayload, error) {
	m, err := c.member(ctx, actor, in.MemberID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageMembers, m.ServerID, m.UserID)
		if err != nil {
			return err
		}
		theirs, err := tx.Standings(m.UserID, m.ServerID)
		if err != nil {
			return err
		}
		// SECURITY: an actor cannot remove a member who has a permission that the actor does not have.
		u, permissions := p.users[m.UserID], theirs[m.ServerID].Permissions
		if u.Administrator {
			permissions |= model.PermissionSet(model.Administrator)
		}
		if err := p.requires(permissions); err != nil {
			return err
		}
		if err := p.endMembership(tx, m); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.MemberRemoved, m.ServerID, m.ID, u.Name))
	})
	if err != nil {
		return nil, notFoundAs(err, "member")
	}
	c.accessChanged()
	return &RemoveMemberPayload{Member: m}, nil
}

// endMembership removes a member of the locked server. It returns CONFLICT for the owner.
//
// SECURITY: the owner is always a member, so that no manager can lock the owner out.
func (p *permit) endMembership(tx *db.Tx, m *model.Member) error {
	if p.server.OwnerID == m.UserID {
		return model.Errorf(model.Conflict, "The owner of a server stays its member; hand the server over first, or delete it.")
	}
	return tx.DeleteMember(m)
}

// member returns a membership. It returns NOT_FOUND if the actor may not list the members of the server.
func (c *core) member(ctx context.Context, actor model.Actor, id model.ID) (*model.Member, error) {
	m, err := c.db.Member(ctx, id)
	if err != nil {
		return nil, invisible(err, "member")
	}
	// SECURITY: an actor who may not list the members must not find out who they are.
	if _, err = c.server(ctx, actor, authz.SeePeople, m.ServerID); err != nil {
		return nil, invisible(err, "member")
	}
	return m, nil
}
