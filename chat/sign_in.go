package chat

import (
	"context"
	"net/netip"
	"strings"

	"chattr/model"
)

// SignInInput is who signs in with a password, and from where.
type SignInInput struct {
	Login    string // a name or an e-mail address
	Password string
	Client   netip.Addr
	Known    string // what KnownBrowser answered this browser before, "" without
}

// SignInWithPassword begins a session. UNAUTHENTICATED when there is no such account, it has no password or another: never
// told apart. ACCOUNT_DISABLED with the right password of one that is disabled. RATE_LIMITED when it, or the client's address,
// was tried too often.
func (c *Chat) SignInWithPassword(ctx context.Context, in SignInInput) (SignedIn, error) {
	login := strings.TrimSpace(in.Login)
	u, stored, err := c.db.PasswordByLogin(ctx, login)
	if err != nil && model.ErrorCode(err) != model.NotFound {
		return SignedIn{}, err
	}
	// By what was typed, not by the account: who is slowed down must not learn that a name and an address are one.
	trials := append(from(in.Client), trial{"login " + model.FoldCase(login), accountPace})
	if err == nil && c.knows(in.Known, u.ID, stored) {
		trials = []trial{{"browser " + in.Known, accountPace}}
	}
	err = c.guess(ctx, trials, func() error {
		// SECURITY: a missing account costs the same work as a wrong password, and is answered the same.
		ok, err := c.hasher.matches(ctx, stored, opaque(in.Password))
		if err == nil && !ok {
			return model.Errorf(model.Unauthenticated, "The name, the address or the password is wrong.")
		}
		return err
	})
	if err != nil {
		return SignedIn{}, err
	}
	c.renewHash(ctx, u.ID, stored, in.Password)
	return c.beginSession(ctx, u, func(s *model.Session) error { return c.db.InsertPasswordSession(ctx, s, stored) })
}

// guess lets somebody try a secret, unless that was tried too often. What was wrong, which is UNAUTHENTICATED, counts.
func (c *Chat) guess(ctx context.Context, trials []trial, try func() error) error {
	wrong := func(err error) bool { return model.ErrorCode(err) == model.Unauthenticated }
	return c.guesses.try(ctx, c.o.Now, trials, wrong, try)
}

// renewHash stores a password anew when hashes are made at another cost now. It may fail: the old one is as good.
func (c *Chat) renewHash(ctx context.Context, userID model.ID, stored, password string) {
	if !outdated(stored) {
		return
	}
	hash, err := c.hasher.hash(ctx, opaque(password))
	if err == nil {
		err = c.db.UpdatePasswordHash(ctx, userID, stored, hash)
	}
	if err != nil {
		c.o.Log.WarnContext(ctx, "a password could not be hashed anew", "error", err)
	}
}

// beginSession makes a session, which insert stores.
func (c *Chat) beginSession(ctx context.Context, u *model.User, insert func(*model.Session) error) (SignedIn, error) {
	s, cookie, err := c.newSession(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	s.UserID = u.ID
	if err := insert(s); err != nil {
		return SignedIn{}, err
	}
	return SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}, nil
}

func (c *Chat) newSession(ctx context.Context) (s *model.Session, cookie string, err error) {
	id, err := c.db.NewID(ctx, model.KindSession)
	cookie, now := newToken(sessionToken), c.o.Now()
	return &model.Session{ID: id, TokenHash: hashToken(cookie), CreatedAt: now, ExpiresAt: now.Add(sessionLasts)}, cookie, err
}

// SignOutEverywhere ends all sessions of the actor: also on open streams within a second. Access tokens stay. An access token
// may not.
func (c *Chat) SignOutEverywhere(ctx context.Context, actor model.Actor) error {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return err
	}
	if err := c.db.DeleteSessionsOf(ctx, actor.UserID()); err != nil {
		return err
	}
	c.accessChanged()
	return nil
}
