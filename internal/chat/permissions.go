package chat

import (
	"context"

	"chattr/internal/model"
)

// PermissionsOn returns the permissions of the actor on each server.
func (c *core) PermissionsOn(
	ctx context.Context, actor model.Actor, servers []model.ID,
) (map[model.ID][]model.Permission, error) {
	standings, err := c.db.Standings(ctx, actor.UserID(), servers)
	if err != nil {
		return nil, err
	}
	permissions := make(map[model.ID][]model.Permission, len(servers))
	for _, id := range servers {
		permissions[id] = permissionsOf(actor, standings[id])
	}
	return permissions, nil
}

// permissionsOf returns the permissions of an actor with this standing, without those that a bound or read-only access token cannot use.
func permissionsOf(actor model.Actor, s model.Standing) []model.Permission {
	set := s.Permissions
	switch {
	case actor.ReadOnly:
		return []model.Permission{}
	case actor.Administers():
		set = model.PermissionSet(model.Administrator)
	}
	if !actor.Bound() {
		return set.List()
	}
	list := []model.Permission{}
	for _, p := range []model.Permission{model.ManageMessages, model.PostMessages} {
		if set.Has(p) {
			list = append(list, p)
		}
	}
	return list
}
