package chat

import (
	"context"

	"chattr/internal/authz"
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
		permissions[id] = authz.Permissions(actor, standings[id])
	}
	return permissions, nil
}
