package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
)

// GiveRole gives a role to a member. Needs MANAGE_SERVER and every permission that the role has. CONFLICT when they have it,
// and for everyone.
func (c *Chat) GiveRole(ctx context.Context, actor model.Actor, in GiveRoleInput) (*GiveRolePayload, error) {
	r, m, err := c.roleAndMember(ctx, actor, in.RoleID, in.MemberID)
	if err != nil {
		return nil, err
	}
	a := act(actor, manageRoles, c.entry(actor, model.RoleGiven, r.ServerID, m.ID, ""))
	err = c.db.InsertMemberRole(ctx, r, m, movable(a, func(r *model.Role) model.AuditChange {
		return model.AuditChange{Field: "roles", After: &r.Name}
	}), a)
	if model.ErrorCode(err) == model.Conflict && !r.Everyone {
		return nil, model.Errorf(model.Conflict, "They have this role already.")
	}
	if err != nil {
		return nil, gone(err, "role")
	}
	return &GiveRolePayload{Role: r, Member: m}, nil
}

// TakeRole takes a role from a member. Needs MANAGE_SERVER and every permission that the role has. NOT_FOUND when they do not
// have it, CONFLICT for everyone.
func (c *Chat) TakeRole(ctx context.Context, actor model.Actor, in TakeRoleInput) (*TakeRolePayload, error) {
	r, m, err := c.roleAndMember(ctx, actor, in.RoleID, in.MemberID)
	if err != nil {
		return nil, err
	}
	a := act(actor, manageRoles, c.entry(actor, model.RoleTaken, r.ServerID, m.ID, ""))
	if err := c.db.DeleteMemberRole(ctx, r, m, movable(a, func(r *model.Role) model.AuditChange {
		return model.AuditChange{Field: "roles", Before: &r.Name}
	}), a); err != nil {
		return nil, gone(err, "role")
	}
	return &TakeRolePayload{Role: r, Member: m}, nil
}

// roleAndMember are a role that the actor can see, and a member of its server.
func (c *Chat) roleAndMember(
	ctx context.Context, actor model.Actor, roleID, memberID model.ID,
) (*model.Role, *model.Member, error) {
	r, err := c.role(ctx, actor, roleID)
	if err != nil {
		return nil, nil, err
	}
	m, err := c.db.Member(ctx, memberID)
	if err == nil && m.ServerID != r.ServerID {
		err = model.NoSuch("member")
	}
	return r, m, gone(err, "member")
}

// movable is asked of a role that is to be deleted, given or taken, as it is then, and notes in the entry what that changes.
func movable(a *db.Act, change func(*model.Role) model.AuditChange) func(*model.Role) error {
	return func(r *model.Role) error {
		if change != nil {
			a.Entry.Changes = []model.AuditChange{change(r)}
		}
		// SECURITY: a role is managed only by who has all its permissions.
		if err := holds(a, r.Permissions); err != nil {
			return err
		}
		if r.Everyone {
			return model.Errorf(model.Conflict, "Every member has the role everyone, for as long as they are one.")
		}
		return nil
	}
}

// RolesOfMembers are the roles given to each of those members.
//
// SECURITY: the caller has got the members from Chat: who sees a member sees their roles.
func (c *Chat) RolesOfMembers(ctx context.Context, members []model.ID) (map[model.ID][]*model.Role, error) {
	return c.db.RolesOfMembers(ctx, members)
}
