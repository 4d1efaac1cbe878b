package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
)

// BeginLink is Prove for LinkIdentity.
//
// SECURITY: another way in is as good as another password; it is given to who may change that.
func (c *Chat) ReauthenticateToLink(ctx context.Context, actor model.Actor, in ReauthenticateInput) (proof string, err error) {
	return c.reauthenticateFor(ctx, actor, reauthenticatedToLink, in)
}

// LinkIdentityInput is whom a provider vouches for, and what BeginLink answered.
type LinkIdentityInput struct{ Issuer, Subject, Reauthentication string }

// LinkIdentity lets the actor sign in as whom a provider vouches for. UNAUTHENTICATED unless BeginLink was asked in the same
// session, within ten minutes and since the last change of the password. A second call does nothing; CONFLICT when that is
// somebody else here, LIMIT_REACHED when the actor is another one to the provider. An access token may not.
func (c *Chat) LinkIdentity(ctx context.Context, actor model.Actor, in LinkIdentityInput) error {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return err
	}
	err := withReauthentication(func() (*db.SignInState, error) {
		// SECURITY: whoever ends a link is who began it, and has shown then that they may.
		verified, good, err := c.verifyReauthentication(ctx, actor, reauthenticatedToLink, in.Reauthentication)
		if err == nil && !good {
			err = model.Errorf(model.Unauthenticated, "This took too long, or began in another session; link the account again.")
		}
		return verified, err
	}, func(verified *db.SignInState) error {
		i := &model.Identity{Issuer: in.Issuer, Subject: in.Subject, UserID: actor.UserID(), CreatedAt: c.o.Now()}
		entry := c.entry(actor, model.AccountLinked, 0, actor.UserID(), actor.User.Name)
		entry.Changes = differences([]field{{"issuer", nil}}, []field{{"issuer", &in.Issuer}})
		a := c.accountAct(actor, manageAccount, entry)
		a.Reauthenticated = verified
		return c.db.InsertIdentity(ctx, i, a)
	})
	if model.ErrorCode(err) == model.Conflict {
		return c.linkedAlready(ctx, actor, in)
	}
	return err
}

func (c *Chat) linkedAlready(ctx context.Context, actor model.Actor, in LinkIdentityInput) error {
	u, err := c.db.UserByIdentity(ctx, in.Issuer, in.Subject)
	if err == nil && u.ID != actor.UserID() {
		return model.Errorf(model.Conflict, "This account of the provider signs in somebody else here.")
	}
	return err
}

// Identities are who the actor is to OpenID providers, at most one for each. An access token is not told.
func (c *Chat) Identities(ctx context.Context, actor model.Actor) ([]*model.Identity, error) {
	// SECURITY: nobody but the user is told how they sign in.
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	return c.db.Identities(ctx, actor.UserID())
}

// UnlinkIdentity has the actor no longer sign in with the provider of that issuer, and ends their other sessions: on open
// streams within a second. NOT_FOUND when they are not linked, also the second time; CONFLICT when they could not sign in any
// more; BAD_USER_INPUT without a proof. An access token may not.
func (c *Chat) UnlinkIdentity(ctx context.Context, actor model.Actor, in UnlinkIdentityInput) (*UnlinkIdentityPayload, error) {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	err := withReauthentication(func() (*db.SignInState, error) {
		return c.requireReauthentication(ctx, actor, in.Proof)
	}, func(verified *db.SignInState) error {
		entry := c.entry(actor, model.AccountUnlinked, 0, actor.UserID(), actor.User.Name)
		entry.Changes = differences([]field{{"issuer", &in.Issuer}}, []field{{"issuer", nil}})
		a := c.accountAct(actor, manageAccount, entry)
		a.Reauthenticated = verified
		return c.db.DeleteIdentity(ctx, in.Issuer, c.o.OpenIDIssuer, a)
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
