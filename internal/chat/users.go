package chat

import (
	"context"

	"chattr/internal/authz"
	"chattr/internal/model"
)

// Viewer is the user who sends the request.
type Viewer struct{ User *model.User }

// Viewer returns the user of the actor. It returns UNAUTHENTICATED without a credential.
func (c *Accounts) Viewer(actor model.Actor) (*Viewer, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	return &Viewer{User: actor.User}, nil
}

// User returns a user who is the actor, or shares a server with the actor. To an administrator of the installation it returns every user. It
// returns NOT_FOUND otherwise.
func (c *Accounts) User(ctx context.Context, actor model.Actor, id model.ID) (*model.User, error) {
	// SECURITY: ids that are guessed find no other users, and a token that is bound to channels finds only its user.
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

// userOf returns a user to whom something refers. It returns NOT_FOUND if there is no such user.
func (c *core) userOf(ctx context.Context, id model.ID) (*model.User, error) {
	users, err := c.db.Users(ctx, []model.ID{id})
	if err == nil && users[id] == nil {
		return nil, model.NoSuch("user")
	}
	return users[id], err
}

// Users returns users by their ids. It checks no permission.
//
// SECURITY: the ids must come from objects that the actor can see. For example, an actor who sees a server sees its owner.
func (c *Accounts) Users(ctx context.Context, ids []model.ID) (map[model.ID]*model.User, error) {
	return c.db.Users(ctx, ids)
}
