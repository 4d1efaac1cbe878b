package chat

import (
	"context"

	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/stream"
)

// Events opens streams of the events of channels.
type Events struct{ *core }

// Open opens the stream of a channel after a cursor; nil is the channel's head. The caller must close the stream. The errors are
// NOT_FOUND, CURSOR_INVALID, CURSOR_EXPIRED, CURSOR_FORKED, SHUTTING_DOWN and UNAUTHENTICATED.
func (c *Events) Open(ctx context.Context, actor model.Actor, channel model.ID, after *string) (*stream.Stream, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	// Checked first, so that nothing is set up for a channel that does not exist.
	if _, err := c.channel(ctx, actor, authz.See, channel); err != nil {
		return nil, err
	}
	return c.hub.Open(ctx, actor, channel, after)
}

// checkAccess returns an actor as it is now, and NOT_FOUND or UNAUTHENTICATED if it may not see a channel.
func (c *core) checkAccess(ctx context.Context, actor model.Actor, channel model.ID) (model.Actor, error) {
	actor, err := c.reloadActor(ctx, actor)
	if err == nil {
		_, err = c.channel(ctx, actor, authz.See, channel)
	}
	return actor, err
}

// WatchCredential has ended called, once, when the credential of the actor is no longer valid: at most two seconds after it was revoked,
// signed out or expired, and usually within one. It notices changes since the actor was authenticated, too. ended must not block.
func (c *Events) WatchCredential(actor model.Actor, ended func()) *stream.Watch {
	return c.hub.WatchCredential(actor, ended)
}
