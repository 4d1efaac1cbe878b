package chat

import (
	"context"
	"strings"

	"chattr/db"
	"chattr/internal/model"
)

// SECURITY: nobody gives, takes or changes what they do not have: holds is FORBIDDEN unless who acts has all of those
// permissions on the server. It is asked in the transaction of the act.
func holds(a *db.Act, all model.Permissions) error {
	if a.Actor.Administers() || a.Standing.Owner {
		return nil
	}
	var missing []string
	for _, p := range model.AllPermissions {
		if all.Names(p) && !a.Standing.Permissions.Has(p) {
			missing = append(missing, string(p))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return model.Errorf(model.Forbidden, "This needs every permission that it is about; you lack %s.", strings.Join(missing, ", "))
}

// PermissionsOn is what the actor may do on each of those servers.
func (c *Chat) PermissionsOn(
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

// What the bounds of a token leave of the user's permissions.
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
