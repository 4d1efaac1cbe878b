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
