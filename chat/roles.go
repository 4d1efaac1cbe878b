package chat

import (
	"context"

	"chattr/model"
)

// CreateRole makes a role. Needs MANAGE_SERVER and every permission that the role is to have. LIMIT_REACHED at 100 on a server.
func (c *Chat) CreateRole(ctx context.Context, actor model.Actor, in CreateRoleInput) (*CreateRolePayload, error) {
	s, err := c.server(ctx, actor, manageRoles, in.ServerID)
	if err != nil {
		return nil, err
	}
	r := &model.Role{ServerID: s.ID, Permissions: model.PermissionSet(in.Permissions...), CreatedAt: c.o.Now()}
	var f fields
	r.Name = f.unreservedName("name", in.Name)
	if err := f.err(model.BadUserInput); err != nil {
		return nil, err
	}
	if err := c.holds(ctx, actor, s.ID, r.Permissions); err != nil {
		return nil, err
	}
	if r.ID, err = c.db.NewID(ctx, model.KindRole); err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.RoleCreated, s.ID, r.ID, r.Name)
	if err := c.db.InsertRole(ctx, r, atMost(maxRolesPerServer, "roles on this server"), entry); err != nil {
		return nil, invisible(err, "server")
	}
	return &CreateRolePayload{Role: r}, nil
}

// UpdateRole changes a role. Needs MANAGE_SERVER and every permission that the role has and is to have. CONFLICT for another
// name of everyone.
func (c *Chat) UpdateRole(ctx context.Context, actor model.Actor, in UpdateRoleInput) (*UpdateRolePayload, error) {
	r, err := c.manageableRole(ctx, actor, in.RoleID)
	if err != nil {
		return nil, err
	}
	if r.Everyone && in.Name.Set {
		return nil, model.Errorf(model.Conflict, "The role everyone keeps its name.")
	}
	var f fields
	name := f.update(in.Name, r.Name, "name", f.unreservedName)
	if err := f.err(model.BadUserInput); err != nil {
		return nil, err
	}
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{r.ServerID})
	if err != nil {
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
	entry := c.entry(actor, model.RoleUpdated, r.ServerID, r.ID, r.Name)
	r, err = c.db.UpdateRole(ctx, r, func(r *model.Role) error {
		had := r.Permissions
		noting(entry, roleFields, change)(r)
		return holds(actor, standings[r.ServerID], had|r.Permissions)
	}, entry)
	if model.ErrorCode(err) == model.NotFound { // deleted meanwhile
		return nil, model.NoSuch("role")
	}
	if err != nil {
		return nil, err
	}
	return &UpdateRolePayload{Role: r}, nil
}

// DeleteRole deletes a role; who has it loses it. Needs MANAGE_SERVER and every permission that the role has. CONFLICT for
// everyone, NOT_FOUND the second time.
func (c *Chat) DeleteRole(ctx context.Context, actor model.Actor, in DeleteRoleInput) (*DeleteRolePayload, error) {
	r, err := c.movableRole(ctx, actor, in.RoleID)
	if err != nil {
		return nil, err
	}
	if err := c.db.DeleteRole(ctx, r, c.entry(actor, model.RoleDeleted, r.ServerID, r.ID, r.Name)); err != nil {
		return nil, invisible(err, "role")
	}
	return &DeleteRolePayload{Role: r}, nil
}

// movableRole is a role that the actor may manage and that can be deleted, given and taken.
func (c *Chat) movableRole(ctx context.Context, actor model.Actor, id model.ID) (*model.Role, error) {
	r, err := c.manageableRole(ctx, actor, id)
	if err == nil && r.Everyone {
		return nil, model.Errorf(model.Conflict, "Every member has the role everyone, for as long as they are one.")
	}
	return r, err
}

// SECURITY: a role is managed only by who has all its permissions.
func (c *Chat) manageableRole(ctx context.Context, actor model.Actor, id model.ID) (*model.Role, error) {
	r, err := c.role(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, manageRoles, r.ServerID, 0); err != nil {
		return nil, err
	}
	return r, c.holds(ctx, actor, r.ServerID, r.Permissions)
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
