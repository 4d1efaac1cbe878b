package chat

import (
	"context"
	"errors"
	"net/netip"
	"strings"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// SignIn signs people up, in and out, with passwords, links and OpenID, and authenticates credentials.
type SignIn struct {
	*core
	invitations *Invitations
}

// SignInInput contains the credentials of a user who signs in with a password.
type SignInInput struct {
	Login    string // a name or an e-mail address
	Password string
	Client   netip.Addr
	Known    string // what KnownBrowser returned for this browser before, or ""
}

// SignInWithPassword starts a session. It returns UNAUTHENTICATED if there is no such account, or it has no password or another one: the
// caller cannot distinguish these. It returns ACCOUNT_DISABLED for the right password of a disabled account, and RATE_LIMITED if there were
// too many failed attempts for the account or from the address of the client, or too many sign-ins.
func (c *SignIn) SignInWithPassword(ctx context.Context, in SignInInput) (signedIn SignedIn, err error) {
	in.Login = strings.TrimSpace(in.Login)
	// SECURITY: an account that signs in all the time would keep the cores busy and fill the table of sessions. The sign-ins are counted
	// by what was typed and not by the account: a client that is slowed down must not learn that a name and an address are of one account.
	err = c.limits.attempts.Do(ctx, signInRules("login "+model.FoldCase(in.Login), in.Client), ratelimit.Succeeded, func() error {
		for range maxReauthentications {
			signedIn, err = c.signInWithPassword(ctx, in)
			if !errors.Is(err, errSignInChanged) { // otherwise the password is compared with the new one
				return err
			}
		}
		return model.Errorf(model.Conflict, "The password of this account is being changed; try again.")
	})
	return signedIn, err
}

func (c *SignIn) signInWithPassword(ctx context.Context, in SignInInput) (SignedIn, error) {
	login := in.Login
	u, stored, err := c.db.PasswordByLogin(ctx, login)
	if err != nil && model.ErrorCode(err) != model.NotFound {
		return SignedIn{}, err
	}
	// SECURITY: failed attempts are counted by what was typed, for the same reason as above.
	account := "login " + model.FoldCase(login)
	rules := append(failureRules(in.Client), ratelimit.Rule{Key: account, Limit: accountLimit})
	if err == nil && c.isKnown(in.Known, u.ID, stored) {
		rules = []ratelimit.Rule{{Key: "browser " + in.Known, Limit: accountLimit}}
	}
	err = c.limitFailures(ctx, rules, func() error {
		// SECURITY: a missing account costs the same work as a wrong password, and returns the same error.
		ok, err := c.hasher.matches(ctx, hashFor{in.Client, account}, stored, validate.Opaque(in.Password))
		if err == nil && !ok {
			return model.Errorf(model.Unauthenticated, "The name, the address or the password is wrong.")
		}
		return err
	})
	if err != nil {
		return SignedIn{}, err
	}
	return c.startPasswordSession(ctx, u, stored, c.newHash(ctx, hashFor{in.Client, account}, stored, in.Password))
}

// startPasswordSession starts a session for a user whose password has the hash stored. newHash replaces the hash, unless it is "". It
// returns errSignInChanged if the password was changed since.
//
// SECURITY: a change of a password ends every session, also one that is just starting with the old password.
func (c *SignIn) startPasswordSession(ctx context.Context, u *model.User, stored, newHash string) (SignedIn, error) {
	return c.startSession(ctx, u, startedByPassword, func(tx *db.Tx, _ *model.Session) error {
		is, err := tx.HasPassword(u.ID, stored)
		switch {
		case err != nil:
			return err
		case !is:
			return errSignInChanged
		case newHash == "":
			return nil
		}
		return tx.SetPasswordHash(u.ID, newHash)
	})
}

// newHash returns another hash of the password if the stored one was made at another cost than hashes are made now. It returns "" if not,
// and if the hash fails: the stored one remains valid.
func (c *SignIn) newHash(ctx context.Context, f hashFor, stored, password string) string {
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

// sessionStart is how a session is started.
type sessionStart int

const (
	startedByPassword sessionStart = iota
	startedByLink
	startedByProvider
)

// startSession starts a session of a user if verify, which is called under the lock of the row of the user, returns no error. It returns
// ACCOUNT_DISABLED if the user is disabled.
func (c *SignIn) startSession(
	ctx context.Context, u *model.User, by sessionStart, verify func(tx *db.Tx, s *model.Session) error,
) (SignedIn, error) {
	s, cookie, err := c.newSession(ctx, by)
	if err != nil {
		return SignedIn{}, err
	}
	s.UserID = u.ID
	endedOldest := false
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.LockUsers(u.ID); err != nil {
			return err
		}
		if err := verify(tx, s); err != nil {
			return err
		}
		endedOldest, err = tx.InsertSession(s)
		return err
	})
	if err != nil {
		return SignedIn{}, err
	}
	if endedOldest {
		c.accessChanged()
	}
	return SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}, nil
}

// newSession returns a new session without a user, and its secret. It stores nothing.
func (c *SignIn) newSession(ctx context.Context, by sessionStart) (s *model.Session, cookie string, err error) {
	id, err := c.db.NewID(ctx, model.KindSession)
	cookie, now := token.New(token.Session), c.o.Now()
	return &model.Session{
		ID: id, TokenHash: token.Hash(cookie), CreatedAt: now, ExpiresAt: now.Add(sessionLasts),
		ByLink: by == startedByLink, ByProvider: by == startedByProvider,
	}, cookie, err
}

// SignOutEverywhere ends all sessions of the actor, on open streams within a second, and deletes the sign-in links for the actor. Access
// tokens remain. An access token may not.
func (c *SignIn) SignOutEverywhere(ctx context.Context, actor model.Actor) error {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return err
	}
	err := c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageAccount)
		if err != nil {
			return err
		}
		return tx.EndSessions(p.actor.UserID(), 0)
	})
	if err != nil {
		return err
	}
	c.accessChanged()
	return nil
}
