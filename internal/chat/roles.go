package chat

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/validate"
)

// CreateRole makes a role. Needs MANAGE_SERVER and every permission that the role is to have. LIMIT_REACHED at 100 on a server.
func (c *Chat) CreateRole(ctx context.Context, actor model.Actor, in CreateRoleInput) (*CreateRolePayload, error) {
	s, err := c.server(ctx, actor, manageRoles, in.ServerID)
	if err != nil {
		return nil, err
	}
	r := &model.Role{ServerID: s.ID, Permissions: model.PermissionSet(in.Permissions...), CreatedAt: c.o.Now()}
	var f validate.Fields
	r.Name = f.UnreservedName("name", in.Name)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	if r.ID, err = c.db.NewID(ctx, model.KindRole); err != nil {
		return nil, err
	}
	a := holding(r.Permissions, act(actor, manageRoles, c.entry(actor, model.RoleCreated, s.ID, r.ID, r.Name)))
	if err := c.db.InsertRole(ctx, r, atMost(maxRolesPerServer, "roles on this server"), a); err != nil {
		return nil, gone(err, "server")
	}
	return &CreateRolePayload{Role: r}, nil
}

// UpdateRole changes a role. Needs MANAGE_SERVER and every permission that the role has and is to have. CONFLICT for another
// name of everyone.
func (c *Chat) UpdateRole(ctx context.Context, actor model.Actor, in UpdateRoleInput) (*UpdateRolePayload, error) {
	r, err := c.role(ctx, actor, in.RoleID)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, manageRoles, r.ServerID, 0); err != nil {
		return nil, err
	}
	if r.Everyone && in.Name.Set {
		return nil, model.Errorf(model.Conflict, "The role everyone keeps its name.")
	}
	var f validate.Fields
	name := f.Update(in.Name, r.Name, "name", f.UnreservedName)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	change := func(r *model.Role) {
		if in.Permissions != nil {
			r.Permissions = model.PermissionSet(in.Permissions...)
		}
		if in.Name.Set {
			r.Name = name
		}
	}
	entry := c.entry(actor, model.RoleUpdated, r.ServerID, r.ID, "")
	a := act(actor, manageRoles, entry)
	if err := c.db.UpdateRole(ctx, r, func(r *model.Role) error {
		had := r.Permissions
		noting(entry, roleFields, change)(r)
		return holds(a, had|r.Permissions)
	}, a); err != nil {
		return nil, gone(err, "role")
	}
	return &UpdateRolePayload{Role: r}, nil
}

// DeleteRole deletes a role; who has it loses it. Needs MANAGE_SERVER and every permission that the role has. CONFLICT for
// everyone, NOT_FOUND the second time.
func (c *Chat) DeleteRole(ctx context.Context, actor model.Actor, in DeleteRoleInput) (*DeleteRolePayload, error) {
	r, err := c.role(ctx, actor, in.RoleID)
	if err != nil {
		return nil, err
	}
	a := act(actor, manageRoles, c.entry(actor, model.RoleDeleted, r.ServerID, r.ID, ""))
	if err := c.db.DeleteRole(ctx, r, movable(a, nil), a); err != nil {
		return nil, gone(err, "role")
	}
	return &DeleteRolePayload{Role: r}, nil
}

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
