package chat

import (
	"context"

	"chattr/model"
)

// GiveRole gives a role to a member. Needs MANAGE_SERVER and every permission that the role has. CONFLICT when they have it,
// and for everyone.
func (c *Chat) GiveRole(ctx context.Context, actor model.Actor, in GiveRoleInput) (*GiveRolePayload, error) {
	r, m, entry, err := c.roleAndMember(ctx, actor, model.RoleGiven, in.RoleID, in.MemberID)
	if err != nil {
		return nil, err
	}
	entry.Changes = []model.AuditChange{{Field: "roles", After: &r.Name}}
	err = c.db.InsertMemberRole(ctx, r, m, entry)
	if model.ErrorCode(err) == model.Conflict {
		return nil, model.Errorf(model.Conflict, "They have this role already.")
	}
	if err != nil {
		return nil, invisible(err, "role")
	}
	return &GiveRolePayload{Role: r, Member: m}, nil
}

// TakeRole takes a role from a member. Needs MANAGE_SERVER and every permission that the role has. NOT_FOUND when they do not
// have it, CONFLICT for everyone.
func (c *Chat) TakeRole(ctx context.Context, actor model.Actor, in TakeRoleInput) (*TakeRolePayload, error) {
	r, m, entry, err := c.roleAndMember(ctx, actor, model.RoleTaken, in.RoleID, in.MemberID)
	if err != nil {
		return nil, err
	}
	entry.Changes = []model.AuditChange{{Field: "roles", Before: &r.Name}}
	if err := c.db.DeleteMemberRole(ctx, r, m, entry); err != nil {
		return nil, invisible(err, "role")
	}
	return &TakeRolePayload{Role: r, Member: m}, nil
}

// roleAndMember are a role and a member that the actor may bring together or part, and the entry that tells of it.
func (c *Chat) roleAndMember(
	ctx context.Context, actor model.Actor, do model.AuditAction, roleID, memberID model.ID,
) (*model.Role, *model.Member, *model.AuditEntry, error) {
	r, err := c.movableRole(ctx, actor, roleID)
	if err != nil {
		return nil, nil, nil, err
	}
	m, err := c.member(ctx, actor, memberID)
	if err == nil && m.ServerID != r.ServerID {
		err = model.NoSuch("member")
	}
	if err != nil {
		return nil, nil, nil, err
	}
	u, err := c.userOf(ctx, m.UserID)
	if err != nil {
		return nil, nil, nil, err
	}
	return r, m, c.entry(actor, do, r.ServerID, m.ID, u.Name), nil
}

// RolesOfMembers are the roles given to each of those members.
//
// SECURITY: the caller has got the members from Chat: who sees a member sees their roles.
func (c *Chat) RolesOfMembers(ctx context.Context, members []model.ID) (map[model.ID][]*model.Role, error) {
	return c.db.RolesOfMembers(ctx, members)
}
