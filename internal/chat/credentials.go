package chat

import (
	"context"
	"time"

	"chattr/internal/model"
	"chattr/internal/token"
)

const (
	sessionLasts    = 30 * 24 * time.Hour
	signInLinkLasts = 24 * time.Hour
)

// Authenticate is who a bearer token acts for: the owner token, or an access token. UNAUTHENTICATED for any other, and when the
// user is disabled.
func (c *Chat) Authenticate(ctx context.Context, bearer string) (model.Actor, error) {
	hash := token.Hash(bearer)
	// SECURITY: compared in constant time.
	if c.o.OwnerTokenHash != nil && token.Equal(hash, c.o.OwnerTokenHash) {
		owner, err := c.db.UserByName(ctx, model.OwnerName)
		if err != nil {
			return model.Actor{}, err
		}
		return enabled(model.Actor{User: owner})
	}
	if !token.IsWellFormed(token.Access, bearer) {
		return model.Actor{}, unauthenticated()
	}
	t, u, err := c.db.AccessTokenByHash(ctx, hash)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return model.Actor{}, unauthenticated()
	case err != nil:
		return model.Actor{}, err
	}
	a := model.Actor{User: u, ReadOnly: t.ReadOnly, ChannelIDs: t.ChannelIDs, CredentialID: t.ID, ExpiresAt: t.ExpiresAt}
	if c.expired(a) {
		return model.Actor{}, unauthenticated()
	}
	if a, err = enabled(a); err == nil {
		c.noteTokenUse(t)
	}
	return a, err
}

// SECURITY: a credential of a disabled user is worth nothing, though it is kept for when they are enabled again; so is the owner
// token while `owner` is disabled.
func enabled(a model.Actor) (model.Actor, error) {
	if !a.User.Enabled() {
		return model.Actor{}, model.Errorf(model.Unauthenticated, "The account of this credential is disabled.")
	}
	return a, nil
}

// AuthenticateSession is who a session cookie acts for. UNAUTHENTICATED when it is unknown, has expired or was signed out.
func (c *Chat) AuthenticateSession(ctx context.Context, cookie string) (model.Actor, error) {
	if !token.IsWellFormed(token.Session, cookie) {
		return model.Actor{}, unauthenticated()
	}
	s, u, err := c.db.SessionByHash(ctx, token.Hash(cookie))
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return model.Actor{}, unauthenticated()
	case err != nil:
		return model.Actor{}, err
	}
	a := model.Actor{User: u, CredentialID: s.ID, ExpiresAt: &s.ExpiresAt}
	if c.expired(a) {
		return model.Actor{}, unauthenticated()
	}
	return enabled(a)
}

func (c *Chat) expired(a model.Actor) bool {
	return a.ExpiresAt != nil && !c.o.Now().Before(*a.ExpiresAt)
}

// renewed is an actor who came some time ago as they are now. UNAUTHENTICATED when the credential has expired, or been revoked or
// signed out since, or its user is disabled.
func (c *Chat) renewed(ctx context.Context, actor model.Actor) (model.Actor, error) {
	if c.expired(actor) {
		return actor, unauthenticated()
	}
	found, err := c.db.Credentials(ctx, []model.ID{actor.Credential()})
	if err != nil {
		return actor, err
	}
	now, good := found[actor.Credential()]
	if !good {
		return actor, unauthenticated()
	}
	// SECURITY: who administers no longer must not go on doing so on what is open.
	if now.Administrator != actor.User.Administrator {
		u := *actor.User
		u.Administrator = now.Administrator
		actor.User = &u
	}
	return actor, nil
}

// SignedIn is a session that has just begun.
type SignedIn struct {
	Cookie    string // the secret; only its hash is stored
	ExpiresAt time.Time
	User      *model.User
}

// SignOut ends a session, and reports whether there was one. A second call does nothing.
func (c *Chat) SignOut(ctx context.Context, cookie string) (ended bool, err error) {
	if !token.IsWellFormed(token.Session, cookie) {
		return false, nil
	}
	err = c.db.DeleteSession(ctx, token.Hash(cookie))
	if model.ErrorCode(err) == model.NotFound {
		return false, nil
	}
	c.accessChanged()
	return err == nil, err
}

// link is an address of the portal with a secret for what it is for.
//
// SECURITY: in the fragment, the secret reaches neither a server's log nor a Referer.
func (c *Chat) link(what, secret string) string { return c.o.PublicURL + "/#" + what + "=" + secret }
