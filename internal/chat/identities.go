package chat

import (
	"context"
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// IdentityInput is an account of an OpenID provider which the user has signed in to there. Issuer and Subject identify it. The other fields
// are for a new account.
type IdentityInput struct {
	Issuer, Subject string
	Names           []string // possible names of the user, the best first
	Email           *string  // nil: the provider has not verified one
	Invitation      string   // the secret of an invitation, or ""
	Client          netip.Addr
}

// SignInByIdentity starts a session for the user who is linked to an account of a provider. If there is none, it creates a user under the
// rules of SignUp. Otherwise it uses the invitation as Invitations.Accept does. It returns ACCOUNT_DISABLED if the user is disabled.
func (c *SignIn) SignInByIdentity(ctx context.Context, in IdentityInput) (up SignedUp, err error) {
	// SECURITY: issuer and subject alone identify the user. The address does not: providers let people choose theirs.
	u, err := c.db.UserByIdentity(ctx, in.Issuer, in.Subject)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return c.signUpByIdentity(ctx, in)
	case err != nil:
		return SignedUp{}, err
	}
	err = c.limits.attempts.Do(ctx, signInRules("user "+u.ID.String(), in.Client), ratelimit.Succeeded, func() error {
		up, err = c.signInWithIdentity(ctx, u, in)
		return err
	})
	return up, err
}

func (c *SignIn) signInWithIdentity(ctx context.Context, u *model.User, in IdentityInput) (up SignedUp, err error) {
	if !u.Enabled() { // before the invitation is used
		return SignedUp{}, model.Disabled()
	}
	if in.Invitation != "" {
		joined, err := c.invitations.Accept(ctx, model.Actor{User: u}, AcceptInvitationInput{Secret: in.Invitation})
		if err != nil {
			return SignedUp{}, err
		}
		up.ServerID = joined.Server.ID
	}
	// SECURITY: Identities.Unlink ends every session, also one that is just starting by the link.
	up.SignedIn, err = c.startSession(ctx, u, startedByProvider, func(tx *db.Tx, _ *model.Session) error {
		is, err := tx.HasIdentity(u.ID, in.Issuer, in.Subject)
		if err == nil && !is {
			err = model.Errorf(model.Unauthenticated, "Your account was unlinked from that provider just now.")
		}
		return err
	})
	return up, err
}

// signUpByIdentity creates an account. It returns RATE_LIMITED if too many were created from the address of the client without an invitation.
func (c *SignIn) signUpByIdentity(ctx context.Context, in IdentityInput) (up SignedUp, err error) {
	// The provider has authenticated the user, so that failed attempts of others at the address do not count.
	failures := []ratelimit.Rule{{Key: "identity " + hex.EncodeToString(token.Hash(in.Issuer+"\x00"+in.Subject)), Limit: addressLimit}}
	err = c.limitSignUp(ctx, in.Client, in.Invitation, failures, func() error {
		up, err = c.newIdentityAccount(ctx, in)
		return err
	})
	return up, err
}

func (c *SignIn) newIdentityAccount(ctx context.Context, in IdentityInput) (SignedUp, error) {
	i, err := c.maySignUp(ctx, in.Invitation)
	if err != nil {
		return SignedUp{}, err
	}
	u := &model.User{CreatedAt: c.o.Now()}
	if u.Email, err = c.freeEmail(ctx, in.Email); err != nil {
		return SignedUp{}, err
	}
	if u.Name, err = c.freeName(ctx, in.Names); err != nil {
		return SignedUp{}, err
	}
	return c.createAccount(ctx, u, i, startedByProvider, func(tx *db.Tx) error {
		return tx.InsertIdentity(&model.Identity{Issuer: in.Issuer, Subject: in.Subject, UserID: u.ID, CreatedAt: u.CreatedAt})
	})
}

// freeEmail returns the address if it is valid and no user has it. Otherwise it returns nil: a new account does not need one.
func (c *SignIn) freeEmail(ctx context.Context, email *string) (*string, error) {
	var f validate.Fields
	if email = f.Email(email); email == nil || f.Err(model.BadUserInput) != nil {
		return nil, nil
	}
	_, err := c.db.UserByEmail(ctx, *email)
	if model.ErrorCode(err) == model.NotFound {
		return email, nil
	}
	return nil, err
}

const maxNameTries = 50

// freeName returns the first of the names that is valid, with a number if another user has it.
func (c *SignIn) freeName(ctx context.Context, names []string) (string, error) {
	wanted := "user"
	for _, name := range names {
		var f validate.Fields
		name, _, _ = strings.Cut(name, "@") // some providers name users by an address
		if name = f.UserName("name", name); f.Err(model.BadUserInput) == nil && utf8.RuneCountInString(name) <= validate.NameLimit-3 {
			wanted = name
			break
		}
	}
	for n := 1; n <= maxNameTries; n++ {
		name := wanted
		if n > 1 {
			name += " " + strconv.Itoa(n)
		}
		_, err := c.db.UserByName(ctx, name)
		if model.ErrorCode(err) == model.NotFound {
			return name, nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", model.Errorf(model.Conflict, "Too many are called %q already; sign up with another name and a password first.", wanted)
}
