package chat

import (
	"context"
	"time"

	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/token"
)

const (
	sessionLasts    = 30 * 24 * time.Hour
	signInLinkLasts = 24 * time.Hour
)

// Authenticate returns the actor of a bearer token, which is the owner token or an access token. It returns UNAUTHENTICATED for any other
// token, and if the user is disabled.
func (c *SignIn) Authenticate(ctx context.Context, bearer string) (model.Actor, error) {
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
		return model.Actor{}, authz.Unauthenticated()
	}
	t, u, err := c.db.AccessTokenByHash(ctx, hash)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return model.Actor{}, authz.Unauthenticated()
	case err != nil:
		return model.Actor{}, err
	}
	a := model.Actor{User: u, ReadOnly: t.ReadOnly, ChannelIDs: t.ChannelIDs, CredentialID: t.ID, ExpiresAt: t.ExpiresAt}
	if c.expired(a) {
		return model.Actor{}, authz.Unauthenticated()
	}
	if a, err = enabled(a); err == nil {
		c.noteTokenUse(t)
	}
	return a, err
}

// enabled returns the actor, or UNAUTHENTICATED if the user is disabled.
//
// SECURITY: a credential of a disabled user is refused, although it is kept until they are enabled again. So is the owner token while
// `owner` is disabled.
func enabled(a model.Actor) (model.Actor, error) {
	if !a.User.Enabled() {
		return model.Actor{}, model.Errorf(model.Unauthenticated, "The account of this credential is disabled.")
	}
	return a, nil
}

// AuthenticateSession returns the actor of a session cookie. It returns UNAUTHENTICATED if the session does not exist, has expired or was
// signed out, and if the user is disabled.
func (c *SignIn) AuthenticateSession(ctx context.Context, cookie string) (model.Actor, error) {
	if !token.IsWellFormed(token.Session, cookie) {
		return model.Actor{}, authz.Unauthenticated()
	}
	s, u, err := c.db.SessionByHash(ctx, token.Hash(cookie))
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return model.Actor{}, authz.Unauthenticated()
	case err != nil:
		return model.Actor{}, err
	}
	a := model.Actor{User: u, CredentialID: s.ID, ExpiresAt: &s.ExpiresAt}
	if c.expired(a) {
		return model.Actor{}, authz.Unauthenticated()
	}
	return enabled(a)
}

// expired reports whether the credential of an actor has expired.
func (c *core) expired(a model.Actor) bool {
	return a.ExpiresAt != nil && !c.o.Now().Before(*a.ExpiresAt)
}

// reloadActor returns the actor as the database has them now. It returns UNAUTHENTICATED if the credential has expired, was revoked or signed
// out, or if the user is disabled.
func (c *core) reloadActor(ctx context.Context, actor model.Actor) (model.Actor, error) {
	if c.expired(actor) {
		return actor, authz.Unauthenticated()
	}
	found, err := c.db.Credentials(ctx, []model.ID{actor.Credential()})
	if err != nil {
		return actor, err
	}
	now, good := found[actor.Credential()]
	if !good {
		return actor, authz.Unauthenticated()
	}
	// SECURITY: a former administrator must not continue to act as one on streams that are open.
	if now.Administrator != actor.User.Administrator {
		u := *actor.User
		u.Administrator = now.Administrator
		actor.User = &u
	}
	return actor, nil
}

// SignedIn is a session that has just started.
type SignedIn struct {
	Cookie    string // the secret; only its hash is stored
	ExpiresAt time.Time
	User      *model.User
}

// SignOut ends the session of a cookie, and reports whether there was one. A second call does nothing.
func (c *SignIn) SignOut(ctx context.Context, cookie string) (ended bool, err error) {
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

// link returns an address of the portal with a secret and its purpose.
//
// SECURITY: in the fragment, the secret reaches neither the log of a server nor a Referer header.
func (c *core) link(purpose, secret string) string {
	return c.o.PublicURL + "/#" + purpose + "=" + secret
}
