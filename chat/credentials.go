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

// Authenticate is who a bearer token acts for: the owner token, or an access token. UNAUTHENTICATED for any other.
func (c *Chat) Authenticate(ctx context.Context, bearer string) (model.Actor, error) {
	hash := hashToken(bearer)
	// SECURITY: compared in constant time.
	if c.o.OwnerTokenHash != nil && sameHash(hash, c.o.OwnerTokenHash) {
		owner, err := c.db.UserByName(ctx, OwnerName)
		if err != nil {
			return model.Actor{}, err
		}
		return model.Actor{User: owner}, nil
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
	c.noteTokenUse(t)
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
	return a, nil
}

func (c *Chat) expired(a model.Actor) bool {
	return a.ExpiresAt != nil && !c.o.Now().Before(*a.ExpiresAt)
}

// stillGood says whether the credential that an actor came with has neither expired nor been revoked or signed out since.
func (c *Chat) stillGood(ctx context.Context, actor model.Actor) error {
	if c.expired(actor) {
		return unauthenticated()
	}
	if actor.CredentialID == 0 {
		return nil
	}
	exist, err := c.db.Credentials(ctx, []model.ID{actor.CredentialID})
	if err == nil && !exist[actor.CredentialID] {
		return unauthenticated()
	}
	return err
}

// SignedIn is a session that has just begun.
type SignedIn struct {
	Cookie    string // the secret; only its hash is stored
	ExpiresAt time.Time
	User      *model.User
}

// SignIn exchanges the secret of a sign-in link for a session. It works once: UNAUTHENTICATED when the link was used, has
// expired or never was.
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
		"This sign-in link was used already or has expired; `chattr sign-in-link` prints a new one.")
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

// CreateSignInLink makes a link that signs the user in, once, within 24 hours. NOT_FOUND when there is no such user.
func (c *Chat) CreateSignInLink(ctx context.Context, userName string) (url string, err error) {
	u, err := c.db.UserByName(ctx, userName)
	if model.ErrorCode(err) == model.NotFound {
		return "", model.Errorf(model.NotFound, "There is no user %q.", userName)
	}
	if err != nil {
		return "", err
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
	// SECURITY: in the fragment, the secret reaches neither a server's log nor a Referer.
	return &model.SignInLink{
		ID: id, UserID: userID, TokenHash: hashToken(secret), CreatedAt: now, ExpiresAt: now.Add(signInLinkLasts),
	}, c.o.PublicURL + "/#sign-in=" + secret, err
}
