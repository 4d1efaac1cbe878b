package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
)

// Identities links accounts to identities of the OpenID provider.
type Identities struct {
	*core
	signIn *SignIn
}

// ReauthenticateToLink does the same as Reauthenticate, and returns a token that Identities.Link requires.
//
// SECURITY: another way to sign in is worth as much as another password, so that it requires the same.
func (c *Identities) ReauthenticateToLink(ctx context.Context, actor model.Actor, in ReauthenticateInput) (token string, err error) {
	return c.signIn.reauthenticateFor(ctx, actor, reauthenticatedToLink, in)
}

// LinkIdentityInput names the account of an OpenID provider which the user has signed in to there. Reauthentication is the token that
// ReauthenticateToLink returned.
type LinkIdentityInput struct{ Issuer, Subject, Reauthentication string }

// Link lets the actor sign in with an account of an OpenID provider. A second call does nothing. An access token may not.
//
// It returns UNAUTHENTICATED unless ReauthenticateToLink was called in the same session, within ten minutes and since the last change of
// the password. It returns CONFLICT if another user is linked to that account, and LIMIT_REACHED if the actor is linked to another account
// of the provider.
func (c *Identities) Link(ctx context.Context, actor model.Actor, in LinkIdentityInput) error {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return err
	}
	err := withReauthentication(func() (db.SignInState, error) {
		// SECURITY: the user who comes back from the provider is the one who started, and has reauthenticated then.
		verified, isValid, err := c.signIn.verifyReauthentication(ctx, actor, reauthenticatedToLink, in.Reauthentication)
		if err == nil && !isValid {
			err = model.Errorf(model.Unauthenticated, "This took too long, or began in another session; link the account again.")
		}
		return verified, err
	}, func(verified db.SignInState) error {
		return c.linkIdentity(ctx, actor, in, verified)
	})
	if model.ErrorCode(err) == model.Conflict {
		return c.linkConflict(ctx, actor, in)
	}
	return err
}

// linkIdentity stores the link. It returns CONFLICT if a user, perhaps the actor, is linked to that account.
func (c *Identities) linkIdentity(ctx context.Context, actor model.Actor, in LinkIdentityInput, verified db.SignInState) error {
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return err
	}
	return c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageAccount)
		if err != nil {
			return err
		}
		if err := requireUnchanged(tx, p.actor, verified); err != nil {
			return err
		}
		i := &model.Identity{Issuer: in.Issuer, Subject: in.Subject, UserID: p.actor.UserID(), CreatedAt: c.o.Now()}
		another, err := tx.HasOtherIdentity(i)
		if err != nil {
			return err
		}
		if another {
			return model.Errorf(model.LimitReached, "The account is linked to another one of the provider; unlink that first.")
		}
		if err := tx.InsertIdentity(i); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.AccountLinked, 0, p.actor.UserID(), p.actor.User.Name)
		entry.Changes = differences([]field{{"issuer", nil}}, []field{{"issuer", &in.Issuer}})
		return tx.InsertAuditEntry(entry)
	})
}

// linkConflict returns CONFLICT if another user is linked to the account of the provider, and nil if the actor is.
func (c *Identities) linkConflict(ctx context.Context, actor model.Actor, in LinkIdentityInput) error {
	u, err := c.db.UserByIdentity(ctx, in.Issuer, in.Subject)
	if err == nil && u.ID != actor.UserID() {
		return model.Errorf(model.Conflict, "This account of the provider signs in somebody else here.")
	}
	return err
}

// Identities returns the links of the actor to accounts of OpenID providers, at most one for each provider. It returns FORBIDDEN to an
// access token.
func (c *Identities) Identities(ctx context.Context, actor model.Actor) ([]*model.Identity, error) {
	// SECURITY: only the user reads how they sign in.
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return nil, err
	}
	return c.db.Identities(ctx, actor.UserID())
}

// Unlink removes the link of the actor to the provider with an issuer, and ends their other sessions: on open streams within a
// second. An access token may not.
//
// It returns NOT_FOUND if the actor is not linked to the provider, also on a second call, CONFLICT if the actor could not sign in any more,
// and BAD_USER_INPUT without a reauthentication token.
func (c *Identities) Unlink(ctx context.Context, actor model.Actor, in UnlinkIdentityInput) (*UnlinkIdentityPayload, error) {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return nil, err
	}
	err := withReauthentication(func() (*db.SignInState, error) {
		return c.signIn.requireReauthentication(ctx, actor, in.Proof)
	}, func(verified *db.SignInState) error {
		return c.unlinkIdentity(ctx, actor, in.Issuer, verified)
	})
	if model.ErrorCode(err) == model.NotFound {
		return nil, model.Errorf(model.NotFound, "Your account is not linked to that provider.")
	}
	if err != nil {
		return nil, err
	}
	c.accessChanged()
	return &UnlinkIdentityPayload{Viewer: &Viewer{User: actor.User}}, nil
}

func (c *Identities) unlinkIdentity(ctx context.Context, actor model.Actor, issuer string, verified *db.SignInState) error {
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return err
	}
	return c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageAccount)
		if err != nil {
			return err
		}
		if err := requireReauthenticated(tx, p.actor, verified); err != nil {
			return err
		}
		userID := p.actor.UserID()
		if err := tx.DeleteIdentity(userID, issuer); err != nil {
			return err
		}
		left, err := tx.SignInMethods(userID, c.o.OpenIDIssuer)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			return model.Errorf(model.Conflict, "There is no other way for you to sign in; set a password first.")
		}
		if err := tx.EndSessions(userID, p.actor.CredentialID); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.AccountUnlinked, 0, userID, p.actor.User.Name)
		entry.Changes = differences([]field{{"issuer", &issuer}}, []field{{"issuer", nil}})
		return tx.InsertAuditEntry(entry)
	})
}
