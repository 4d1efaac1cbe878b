package chat

import (
	"context"
	"errors"
	"net/netip"
	"strings"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
	"chattr/internal/validate"
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
// was tried too often in vain, or signed in with too often.
func (c *Chat) SignInWithPassword(ctx context.Context, in SignInInput) (signedIn SignedIn, err error) {
	in.Login = strings.TrimSpace(in.Login)
	// SECURITY: one account that signs in for ever keeps the cores busy and fills the table of sessions. By what was typed, not by
	// the account: a client that is slowed down must not learn that a name and an address are one.
	err = c.limits.attempts.Do(ctx, signInRules("login "+model.FoldCase(in.Login), in.Client), ratelimit.Succeeded, func() error {
		for range maxReauthentications {
			signedIn, err = c.signInWithPassword(ctx, in)
			if !errors.Is(err, db.ErrSignInChanged) { // else the password is compared with the one that it is now
				return err
			}
		}
		return model.Errorf(model.Conflict, "The password of this account is being changed; try again.")
	})
	return signedIn, err
}

func (c *Chat) signInWithPassword(ctx context.Context, in SignInInput) (SignedIn, error) {
	login := in.Login
	u, stored, err := c.db.PasswordByLogin(ctx, login)
	if err != nil && model.ErrorCode(err) != model.NotFound {
		return SignedIn{}, err
	}
	// By what was typed, not by the account: who is slowed down must not learn that a name and an address are one.
	account := "login " + model.FoldCase(login)
	rules := append(failureRules(in.Client), ratelimit.Rule{Key: account, Limit: accountLimit})
	if err == nil && c.knows(in.Known, u.ID, stored) {
		rules = []ratelimit.Rule{{Key: "browser " + in.Known, Limit: accountLimit}}
	}
	err = c.limitFailures(ctx, rules, func() error {
		// SECURITY: a missing account costs the same work as a wrong password, and is answered the same.
		ok, err := c.hasher.matches(ctx, hashFor{in.Client, account}, stored, validate.Opaque(in.Password))
		if err == nil && !ok {
			return model.Errorf(model.Unauthenticated, "The name, the address or the password is wrong.")
		}
		return err
	})
	if err != nil {
		return SignedIn{}, err
	}
	renewed := c.renewedHash(ctx, hashFor{in.Client, account}, stored, in.Password)
	return c.beginSession(ctx, u, func(s *model.Session) (ended bool, err error) {
		return c.db.InsertPasswordSession(ctx, s, stored, renewed)
	})
}

// renewedHash returns another hash of the password if hashes are made at another cost now, else "". It may fail: the old one is
// as good.
func (c *Chat) renewedHash(ctx context.Context, f hashFor, stored, password string) string {
	if !outdated(stored) {
		return ""
	}
	hash, err := c.hasher.hash(ctx, f, validate.Opaque(password))
	if err != nil {
		c.o.Log.WarnContext(ctx, "a password could not be hashed anew", "error", err)
		return ""
	}
	return hash
}

// beginSession makes a session, which insert stores and reports whether an older one had to end for it.
func (c *Chat) beginSession(ctx context.Context, u *model.User, insert func(*model.Session) (ended bool, err error)) (SignedIn, error) {
	s, cookie, err := c.newSession(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	s.UserID = u.ID
	ended, err := insert(s)
	if err != nil {
		return SignedIn{}, err
	}
	if ended {
		c.accessChanged()
	}
	return SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}, nil
}

func (c *Chat) newSession(ctx context.Context) (s *model.Session, cookie string, err error) {
	id, err := c.db.NewID(ctx, model.KindSession)
	cookie, now := token.New(token.Session), c.o.Now()
	return &model.Session{ID: id, TokenHash: token.Hash(cookie), CreatedAt: now, ExpiresAt: now.Add(sessionLasts)}, cookie, err
}

// SignOutEverywhere ends all sessions of the actor: also on open streams within a second. Access tokens stay. An access token
// may not.
func (c *Chat) SignOutEverywhere(ctx context.Context, actor model.Actor) error {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return err
	}
	if err := c.db.DeleteSessionsOf(ctx, c.accountAct(actor, manageAccount, nil)); err != nil {
		return err
	}
	c.accessChanged()
	return nil
}
