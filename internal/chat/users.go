package chat

import (
	"context"

	"chattr/internal/model"
)

// Viewer is the one who asks.
type Viewer struct{ User *model.User }

// Viewer is the actor as they see themselves. UNAUTHENTICATED for nobody.
func (c *Chat) Viewer(actor model.Actor) (*Viewer, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	return &Viewer{User: actor.User}, nil
}

// User is the actor, or somebody who shares a server with them. NOT_FOUND otherwise.
func (c *Chat) User(ctx context.Context, actor model.Actor, id model.ID) (*model.User, error) {
	// SECURITY: nobody finds strangers by guessing ids, and a token bound to channels finds only its user.
	visible := id == actor.UserID() || actor.Administers() && !actor.Bound()
	if !visible && !actor.Bound() {
		var err error
		if visible, err = c.db.SharesServer(ctx, actor.UserID(), id); err != nil {
			return nil, err
		}
	}
	if !visible {
		return nil, model.NoSuch("user")
	}
	return c.userOf(ctx, id)
}

// userOf is a user that something refers to.
func (c *Chat) userOf(ctx context.Context, id model.ID) (*model.User, error) {
	users, err := c.db.Users(ctx, []model.ID{id})
	if err == nil && users[id] == nil {
		return nil, model.NoSuch("user")
	}
	return users[id], err
}

// Users are those users.
//
// SECURITY: the caller has got their ids from things that the actor can see: who sees a server sees its owner.
func (c *Chat) Users(ctx context.Context, ids []model.ID) (map[model.ID]*model.User, error) {
	return c.db.Users(ctx, ids)
}
