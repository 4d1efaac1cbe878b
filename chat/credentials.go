package chat

import (
	"context"
	"time"

	"chattr/model"
)

// OwnerName is the name of the user that every installation begins with: its administrator.
const OwnerName = "owner"

const (
	sessionLasts    = 30 * 24 * time.Hour
	signInLinkLasts = 24 * time.Hour
)

// Authenticate is who a bearer token acts for: the owner token, or an access token. UNAUTHENTICATED for any other, and when the
// user is disabled.
func (c *Chat) Authenticate(ctx context.Context, bearer string) (model.Actor, error) {
	hash := hashToken(bearer)
	// SECURITY: compared in constant time.
	if c.o.OwnerTokenHash != nil && sameHash(hash, c.o.OwnerTokenHash) {
		owner, err := c.db.UserByName(ctx, OwnerName)
		if err != nil {
			return model.Actor{}, err
		}
		return enabled(model.Actor{User: owner})
	}
	if !wellFormed(accessToken, bearer) {
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
	if !wellFormed(sessionToken, cookie) {
		return model.Actor{}, unauthenticated()
	}
	s, u, err := c.db.SessionByHash(ctx, hashToken(cookie))
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

// SignIn exchanges the secret of a sign-in link for a session. It works once: UNAUTHENTICATED when the link was used, has
// expired or never was; ACCOUNT_DISABLED when its user is disabled.
func (c *Chat) SignIn(ctx context.Context, secret string) (SignedIn, error) {
	if !wellFormed(signInToken, secret) {
		return SignedIn{}, badLink()
	}
	s, cookie, err := c.newSession(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	s.ByLink = true
	u, err := c.db.UseSignInLink(ctx, hashToken(secret), s)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return SignedIn{}, badLink()
	case err != nil:
		return SignedIn{}, err
	}
	return SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}, nil
}

func badLink() error {
	return model.Errorf(model.Unauthenticated,
		"This sign-in link was used already or has expired; an administrator makes a new one, or `chattr sign-in-link`.")
}

// SignOut ends a session. A second call does nothing.
func (c *Chat) SignOut(ctx context.Context, cookie string) error {
	err := c.db.DeleteSession(ctx, hashToken(cookie))
	if model.ErrorCode(err) == model.NotFound {
		return nil
	}
	c.accessChanged()
	return err
}

// OperatorSignInLink makes a link that signs the user of that name in, once, within 24 hours: for who can run programs beside the
// database, and needs no permission. NOT_FOUND when there is no such user, CONFLICT when they are disabled.
func (c *Chat) OperatorSignInLink(ctx context.Context, userName string) (url string, err error) {
	u, err := c.db.UserByName(ctx, userName)
	if model.ErrorCode(err) == model.NotFound {
		return "", model.Errorf(model.NotFound, "There is no user %q.", userName)
	}
	if err != nil {
		return "", err
	}
	if !u.Enabled() {
		return "", model.Errorf(model.Conflict, "The user %q is disabled; another administrator can enable them in the portal.", userName)
	}
	l, url, err := c.newSignInLink(ctx, u.ID)
	if err != nil {
		return "", err
	}
	if err := c.db.InsertSignInLink(ctx, l); err != nil {
		return "", err
	}
	return url, nil
}

func (c *Chat) newSignInLink(ctx context.Context, userID model.ID) (l *model.SignInLink, url string, err error) {
	id, err := c.db.NewID(ctx, model.KindSignInLink)
	secret, now := newToken(signInToken), c.o.Now()
	return &model.SignInLink{
		ID: id, UserID: userID, TokenHash: hashToken(secret), CreatedAt: now, ExpiresAt: now.Add(signInLinkLasts),
	}, c.link("sign-in", secret), err
}

// link is an address of the portal with a secret for what it is for.
//
// SECURITY: in the fragment, the secret reaches neither a server's log nor a Referer.
func (c *Chat) link(what, secret string) string { return c.o.PublicURL + "/#" + what + "=" + secret }
