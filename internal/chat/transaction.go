package chat

import (
	"strings"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
)

// permit is what a transaction has read under its locks about an actor who may make a change. It is true until the transaction ends.
type permit struct {
	actor    model.Actor              // with the user as it is now
	users    map[model.ID]*model.User // the locked rows: of the actor, and of the users that the change concerns
	server   *model.Server            // the locked row; nil for a change that concerns no server
	standing model.Standing           // of the actor on the server
}

// lockAndAuthorize locks the row of a server, then the rows of the actor and of the other users whom the change concerns, and returns
// what it read. It returns NOT_FOUND if the server is deleted, UNAUTHENTICATED if the credential of the actor has expired or was
// revoked, and the error of authorize if the actor may not do this. An earlier check outside of the transaction only reports errors
// early.
//
// SECURITY: a permission that was taken cannot be used any more. Code that gives or takes a permission on a server locks its row. Code
// that revokes a credential, disables an account or changes who is an administrator locks the row of its user. So the log never has an
// action of a user who had lost the right to it, and nothing of theirs is stored after the response that confirmed the loss.
func (c *core) lockAndAuthorize(
	tx *db.Tx, actor model.Actor, do authz.Action, server model.ID, others ...model.ID,
) (*permit, error) {
	return c.lockAndAuthorizeIn(tx, actor, do, server, 0, others...)
}

// lockAndAuthorizeIn does the same as lockAndAuthorize, for a change in a channel of the server.
func (c *core) lockAndAuthorizeIn(
	tx *db.Tx, actor model.Actor, do authz.Action, server, channel model.ID, others ...model.ID,
) (*permit, error) {
	s, err := tx.LockServer(server)
	if err != nil {
		return nil, err
	}
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	users, err := tx.LockUsers(append([]model.ID{actor.UserID()}, others...)...)
	if err != nil {
		return nil, err
	}
	p, err := c.permitOn(tx, actor, server, users)
	if err != nil {
		return nil, err
	}
	p.server = s
	return p, authz.Authorize(p.actor, do, authz.Object{Channel: channel, Standing: p.standing})
}

// lockAndAuthorizeUsers does the same as lockAndAuthorize, for a change that concerns no server.
func (c *core) lockAndAuthorizeUsers(tx *db.Tx, actor model.Actor, do authz.Action, others ...model.ID) (*permit, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	users, err := tx.LockUsers(append([]model.ID{actor.UserID()}, others...)...)
	if err != nil {
		return nil, err
	}
	p, err := c.reload(tx, actor, users)
	if err != nil {
		return nil, err
	}
	return p, authz.Authorize(p.actor, do, authz.Object{})
}

// reload returns a permit for an actor whose row is among the locked rows of users. It returns UNAUTHENTICATED if the credential has
// expired or was revoked, or if the user is disabled.
func (c *core) reload(tx *db.Tx, actor model.Actor, users map[model.ID]*model.User) (*permit, error) {
	if c.expired(actor) {
		return nil, authz.Unauthenticated()
	}
	valid, err := tx.IsValid(actor.Credential()) // a statement of its own: it sees what the locks have waited for
	if err != nil {
		return nil, err
	}
	u := users[actor.UserID()]
	if !valid || u == nil {
		return nil, authz.Unauthenticated()
	}
	actor.User = u
	return &permit{actor: actor, users: users}, nil
}

// user returns a user whom the change concerns. It returns NOT_FOUND if there is no such user.
func (p *permit) user(id model.ID) (*model.User, error) {
	if u := p.users[id]; u != nil {
		return u, nil
	}
	return nil, model.NoSuch("user")
}

// authorizePosts decides about the posts by users of a batch: a post by the actor needs POST_MESSAGES, a post by a webhook needs the
// permission to manage webhooks. It reads the permit of an actor on a server once.
func (c *core) authorizePosts(tx *db.Tx, batch *db.Batch) error {
	type key struct{ user, credential, server model.ID }
	type result struct {
		permit  *permit
		refusal error
	}
	results := map[key]result{}
	for i, post := range batch.Undecided() {
		actor, server, _ := post.By.Actor()
		k := key{actor.UserID(), actor.Credential(), server}
		r, ok := results[k]
		if !ok {
			var err error
			if r.permit, err = c.permitOn(tx, actor, server, batch.Users()); err != nil {
				if r.refusal = err; model.ErrorCode(err) != model.Unauthenticated {
					return err
				}
			}
			results[k] = r
		}
		if r.refusal == nil {
			r.refusal = r.permit.post(post)
		}
		batch.Decide(i, r.refusal)
	}
	return nil
}

// post returns the error of authorize for a post.
func (p *permit) post(post db.Post) error {
	if post.Webhook != nil {
		return authz.Authorize(p.actor, authz.ManageWebhooks, authz.Object{Standing: p.standing})
	}
	return authz.Authorize(p.actor, authz.PostMessages, authz.Object{Channel: post.Message.ChannelID, Standing: p.standing})
}

// permitOn returns a permit for an actor on a server. The rows of both must be locked.
func (c *core) permitOn(
	tx *db.Tx, actor model.Actor, server model.ID, users map[model.ID]*model.User,
) (*permit, error) {
	p, err := c.reload(tx, actor, users)
	if err != nil {
		return nil, err
	}
	standings, err := tx.Standings(p.actor.UserID(), server)
	p.standing = standings[server]
	return p, err
}

// requires returns FORBIDDEN unless the actor has all these permissions on the server.
//
// SECURITY: an actor cannot give, take or change a permission that the actor does not have.
func (p *permit) requires(all model.Permissions) error {
	if p.actor.Administers() || p.standing.Owner {
		return nil
	}
	var missing []string
	for _, permission := range model.AllPermissions {
		if all.Names(permission) && !p.standing.Permissions.Has(permission) {
			missing = append(missing, string(permission))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return model.Errorf(model.Forbidden, "This needs every permission that it is about; you lack %s.", strings.Join(missing, ", "))
}
