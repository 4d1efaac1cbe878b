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

// IdentityInput is somebody whom an OpenID provider vouches for. Its issuer and subject say who; the rest is what a new account
// begins with.
type IdentityInput struct {
	Issuer, Subject string
	Names           []string // to be called by, the best first
	Email           *string  // nil unless the provider has verified it
	Invitation      string   // the secret of one, "" without
	Client          netip.Addr
}

// SignInByIdentity begins a session for whom a provider vouches for. Who was never here gets an account, under the rules of
// SignUp; who was uses an invitation as by AcceptInvitation. ACCOUNT_DISABLED when they are disabled.
func (c *Chat) SignInByIdentity(ctx context.Context, in IdentityInput) (up SignedUp, err error) {
	// SECURITY: issuer and subject alone say who it is. An address proves nothing: providers let people choose theirs.
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

func (c *Chat) signInWithIdentity(ctx context.Context, u *model.User, in IdentityInput) (up SignedUp, err error) {
	if !u.Enabled() { // before the invitation is used
		return SignedUp{}, model.Disabled()
	}
	if in.Invitation != "" {
		joined, err := c.AcceptInvitation(ctx, model.Actor{User: u}, AcceptInvitationInput{Secret: in.Invitation})
		if err != nil {
			return SignedUp{}, err
		}
		up.ServerID = joined.Server.ID
	}
	// SECURITY: UnlinkIdentity ends every session, also one that is just starting by the link.
	up.SignedIn, err = c.startSession(ctx, u, startedByProvider, func(tx *db.Tx, _ *model.Session) error {
		is, err := tx.HasIdentity(u.ID, in.Issuer, in.Subject)
		if err == nil && !is {
			err = model.Errorf(model.Unauthenticated, "Your account was unlinked from that provider just now.")
		}
		return err
	})
	return up, err
}

// signUpByIdentity makes an account. RATE_LIMITED if too many were made from the client's address without an invitation.
func (c *Chat) signUpByIdentity(ctx context.Context, in IdentityInput) (up SignedUp, err error) {
	// The provider has checked who it is, so failed attempts of others at the address do not count.
	failures := []ratelimit.Rule{{Key: "identity " + hex.EncodeToString(token.Hash(in.Issuer+"\x00"+in.Subject)), Limit: addressLimit}}
	err = c.limitSignUp(ctx, in.Client, in.Invitation, failures, func() error {
		up, err = c.newIdentityAccount(ctx, in)
		return err
	})
	return up, err
}

func (c *Chat) newIdentityAccount(ctx context.Context, in IdentityInput) (SignedUp, error) {
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
	return c.newAccount(ctx, u, i, startedByProvider, func() any {
		return &model.Identity{Issuer: in.Issuer, Subject: in.Subject, UserID: u.ID, CreatedAt: u.CreatedAt}
	})
}

// freeEmail is the address if nobody has it and it is one, else nil: a new account can do without.
func (c *Chat) freeEmail(ctx context.Context, email *string) (*string, error) {
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

// freeName is the first of those names that may be had, with a number when somebody has it.
func (c *Chat) freeName(ctx context.Context, names []string) (string, error) {
	wanted := "user"
	for _, name := range names {
		var f validate.Fields
		name, _, _ = strings.Cut(name, "@") // some providers know people by an address
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
