package chat

import (
	"context"

	"chattr/internal/authz"
	"chattr/internal/model"
)

// allowed returns the servers on which the actor may do this, and an error for each other server.
func (c *core) allowed(
	ctx context.Context, actor model.Actor, do authz.Action, servers []model.ID,
) (allowed []model.ID, denied map[model.ID]error, err error) {
	standings, err := c.db.Standings(ctx, actor.UserID(), servers)
	if err != nil {
		return nil, nil, err
	}
	denied = map[model.ID]error{}
	for _, id := range servers {
		if err := authz.Authorize(actor, do, authz.Object{Standing: standings[id]}); err != nil {
			denied[id] = err
			continue
		}
		allowed = append(allowed, id)
	}
	return allowed, denied, nil
}

// allowedIn returns the channels in which the actor may do this, and an error for each other channel.
func (c *Webhooks) allowedIn(
	ctx context.Context, actor model.Actor, do authz.Action, channels []model.ID,
) (allowed []model.ID, denied map[model.ID]error, err error) {
	visible, err := c.channels.ByID(ctx, actor, channels)
	if err != nil {
		return nil, nil, err
	}
	servers := make([]model.ID, 0, len(visible))
	for _, ch := range visible {
		servers = append(servers, ch.ServerID)
	}
	standings, err := c.db.Standings(ctx, actor.UserID(), servers)
	if err != nil {
		return nil, nil, err
	}
	denied = map[model.ID]error{}
	for _, id := range channels {
		if ch := visible[id]; ch == nil {
			denied[id] = model.NoSuch("channel")
		} else if err := authz.Authorize(actor, do, authz.Object{Channel: id, Standing: standings[ch.ServerID]}); err != nil {
			denied[id] = err
		} else {
			allowed = append(allowed, id)
		}
	}
	return allowed, denied, nil
}
