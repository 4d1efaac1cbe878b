package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// Roles creates, changes and deletes roles, and gives them to members.
type Roles struct{ *core }

// Create creates a role. It needs MANAGE_SERVER and every permission that the role grants. It returns LIMIT_REACHED if the server has
// 100 roles.
func (c *Roles) Create(ctx context.Context, actor model.Actor, in CreateRoleInput) (*CreateRolePayload, error) {
	s, err := c.server(ctx, actor, authz.ManageRoles, in.ServerID)
	if err != nil {
		return nil, err
	}
	r := &model.Role{ServerID: s.ID, Permissions: model.PermissionSet(in.Permissions...), CreatedAt: c.o.Now()}
	var f validate.Fields
	r.Name = f.UnreservedName("name", in.Name)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	ids, err := c.newIDs(ctx, model.KindRole, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	r.ID = ids[0]
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageRoles, s.ID)
		if err != nil {
			return err
		}
		if err := p.requires(r.Permissions); err != nil {
			return err
		}
		n, err := tx.CountRoles(s.ID)
		if err != nil {
			return err
		}
		if err := checkLimit(n, maxRolesPerServer, "roles on this server"); err != nil {
			return err
		}
		if err := tx.InsertRole(r); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(ids[1], p.actor, model.RoleCreated, s.ID, r.ID, r.Name))
	})
	if err != nil {
		return nil, notFoundAs(err, "server")
	}
	return &CreateRolePayload{Role: r}, nil
}

// Update changes a role. It needs MANAGE_SERVER and every permission that the role grants before and after the change. It returns
// CONFLICT for another name of the role "everyone".
func (c *Roles) Update(ctx context.Context, actor model.Actor, in UpdateRoleInput) (*UpdateRolePayload, error) {
	seen, err := c.role(ctx, actor, in.RoleID)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, authz.ManageRoles, seen.ServerID, 0); err != nil {
		return nil, err
	}
	if seen.Everyone && in.Name.Set {
		return nil, model.Errorf(model.Conflict, "The role everyone keeps its name.")
	}
	var f validate.Fields
	name := f.Update(in.Name, seen.Name, "name", f.UnreservedName)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var r *model.Role
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageRoles, seen.ServerID)
		if err != nil {
			return err
		}
		if r, err = tx.Role(seen.ID); err != nil {
			return err
		}
		before := *r
		if in.Permissions != nil {
			r.Permissions = model.PermissionSet(in.Permissions...)
		}
		if in.Name.Set {
			r.Name = name
		}
		if err := p.requires(before.Permissions | r.Permissions); err != nil {
			return err
		}
		if err := tx.UpdateRole(r); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.RoleUpdated, r.ServerID, r.ID, r.Name)
		entry.Changes = differences(roleFields(&before), roleFields(r))
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "role")
	}
	return &UpdateRolePayload{Role: r}, nil
}

// Delete deletes a role; its members lose it. It needs MANAGE_SERVER and every permission that the role grants. It returns CONFLICT
// for the role "everyone". A second call returns NOT_FOUND.
func (c *Roles) Delete(ctx context.Context, actor model.Actor, in DeleteRoleInput) (*DeleteRolePayload, error) {
	seen, err := c.role(ctx, actor, in.RoleID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var r *model.Role
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageRoles, seen.ServerID)
		if err != nil {
			return err
		}
		if r, err = c.assignableRole(tx, p, seen.ID); err != nil {
			return err
		}
		if err := tx.DeleteRole(r); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.RoleDeleted, r.ServerID, r.ID, r.Name))
	})
	if err != nil {
		return nil, notFoundAs(err, "role")
	}
	return &DeleteRolePayload{Role: r}, nil
}

// GiveRole gives a role to a member. It needs MANAGE_SERVER and every permission that the role grants. It returns CONFLICT if the member
// has the role, and for the role "everyone".
func (c *Roles) GiveRole(ctx context.Context, actor model.Actor, in GiveRoleInput) (*GiveRolePayload, error) {
	seen, m, err := c.roleAndMember(ctx, actor, in.RoleID, in.MemberID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var r *model.Role
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageRoles, seen.ServerID, m.UserID)
		if err != nil {
			return err
		}
		if r, err = c.assignableRole(tx, p, seen.ID); err != nil {
			return err
		}
		err = tx.InsertMemberRole(r, m)
		if model.ErrorCode(err) == model.Conflict {
			return model.Errorf(model.Conflict, "They have this role already.")
		}
		if err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.RoleGiven, r.ServerID, m.ID, p.users[m.UserID].Name)
		entry.Changes = []model.AuditChange{{Field: "roles", After: &r.Name}}
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "role")
	}
	return &GiveRolePayload{Role: r, Member: m}, nil
}

// TakeRole takes a role from a member. It needs MANAGE_SERVER and every permission that the role grants. It returns NOT_FOUND if the
// member does not have the role, and CONFLICT for the role "everyone".
func (c *Roles) TakeRole(ctx context.Context, actor model.Actor, in TakeRoleInput) (*TakeRolePayload, error) {
	seen, m, err := c.roleAndMember(ctx, actor, in.RoleID, in.MemberID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var r *model.Role
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageRoles, seen.ServerID, m.UserID)
		if err != nil {
			return err
		}
		if r, err = c.assignableRole(tx, p, seen.ID); err != nil {
			return err
		}
		if err := tx.DeleteMemberRole(r, m); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.RoleTaken, r.ServerID, m.ID, p.users[m.UserID].Name)
		entry.Changes = []model.AuditChange{{Field: "roles", Before: &r.Name}}
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "role")
	}
	return &TakeRolePayload{Role: r, Member: m}, nil
}

// assignableRole returns a role that the actor may give, take and delete. It returns FORBIDDEN if the role grants a permission that the
// actor does not have, and CONFLICT for the role "everyone".
func (c *Roles) assignableRole(tx *db.Tx, p *permit, id model.ID) (*model.Role, error) {
	r, err := tx.Role(id)
	if err != nil {
		return nil, err
	}
	if err := p.requires(r.Permissions); err != nil {
		return nil, err
	}
	if r.Everyone {
		return nil, model.Errorf(model.Conflict, "Every member has the role everyone, for as long as they are one.")
	}
	return r, nil
}

// roleAndMember returns a role that the actor can see, and a member of its server.
func (c *Roles) roleAndMember(
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
	return r, m, notFoundAs(err, "member")
}

// RolesOf returns a page of the roles of each server whose roles the actor may list, and an error for each other server.
func (c *Roles) RolesOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*RoleConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, authz.SeePeople, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.RolesOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return roles.connectAll(servers, all, p), denied, nil
}

// RolesOfMembers returns the roles given to each member.
//
// SECURITY: the caller must have received the members from Chat: an actor who sees a member sees its roles.
func (c *Roles) RolesOfMembers(ctx context.Context, members []model.ID) (map[model.ID][]*model.Role, error) {
	return c.db.RolesOfMembers(ctx, members)
}

// role returns a role. It returns NOT_FOUND if the actor may not list the roles of the server.
func (c *Roles) role(ctx context.Context, actor model.Actor, id model.ID) (*model.Role, error) {
	r, err := c.db.Role(ctx, id)
	if err != nil {
		return nil, invisible(err, "role")
	}
	// SECURITY: an actor who may not list the roles must not find out which exist.
	if _, err = c.server(ctx, actor, authz.SeePeople, r.ServerID); err != nil {
		return nil, invisible(err, "role")
	}
	return r, nil
}
