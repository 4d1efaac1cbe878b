package chat

import (
	"context"

	"chattr/internal/authz"
	"chattr/internal/model"
)

// server returns a server that the actor can see and may do this to.
func (c *core) server(ctx context.Context, actor model.Actor, do authz.Action, id model.ID) (*model.Server, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	servers, err := c.db.Servers(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	s := servers[id]
	if s == nil {
		return nil, model.NoSuch("server")
	}
	if err := c.authorize(ctx, actor, do, s.ID, 0); err != nil {
		return nil, err
	}
	return s, nil
}

// channel returns a channel that the actor can see and may do this to.
func (c *core) channel(ctx context.Context, actor model.Actor, do authz.Action, id model.ID) (*model.Channel, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	channels, err := c.db.Channels(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	ch := channels[id]
	if ch == nil {
		return nil, model.NoSuch("channel")
	}
	if do == authz.See { // SECURITY: the query returns only visible channels
		return ch, nil
	}
	if err := c.authorize(ctx, actor, do, ch.ServerID, ch.ID); err != nil {
		return nil, err
	}
	return ch, nil
}

// authorize reads the standing of the actor on a server and calls authorize with it.
func (c *core) authorize(ctx context.Context, actor model.Actor, do authz.Action, server, channel model.ID) error {
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{server})
	if err != nil {
		return err
	}
	return authz.Authorize(actor, do, authz.Object{Channel: channel, Standing: standings[server]})
}

// invisible turns FORBIDDEN into NOT_FOUND, for things that only actors who may manage them may see, and makes NOT_FOUND name the kind of
// thing that was requested.
func invisible(err error, kind string) error {
	switch model.ErrorCode(err) {
	case model.Forbidden, model.NotFound:
		return model.NoSuch(kind)
	}
	return err
}

// notFoundAs makes NOT_FOUND name the kind of thing that was requested.
func notFoundAs(err error, kind string) error {
	if model.ErrorCode(err) == model.NotFound {
		return model.NoSuch(kind)
	}
	return err
}

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
