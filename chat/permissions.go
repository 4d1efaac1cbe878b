package chat

import (
	"context"
	"strings"

	"chattr/model"
)

// SECURITY: nobody gives, takes or changes what they do not have: holds is FORBIDDEN unless the actor has all of those
// permissions on the server.
func (c *Chat) holds(ctx context.Context, actor model.Actor, server model.ID, all model.Permissions) error {
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{server})
	if err != nil {
		return err
	}
	return holds(actor, standings[server], all)
}

func holds(actor model.Actor, standing model.Standing, all model.Permissions) error {
	if actor.Administers() || standing.Owner {
		return nil
	}
	var missing []string
	for _, p := range model.AllPermissions {
		if all.Names(p) && !standing.Permissions.Has(p) {
			missing = append(missing, string(p))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return model.Errorf(model.Forbidden, "This needs every permission that it is about; you lack %s.", strings.Join(missing, ", "))
}
