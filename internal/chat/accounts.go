package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/validate"
)

// Email is the actor's own e-mail address, as of when v was read, nil when none is known. An access token is not told.
func (c *Chat) Email(actor model.Actor, v *Viewer) (*string, error) {
	// SECURITY: nobody but the user is told their address.
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	return v.User.Email, nil
}

// SignInMethods is how the actor can sign in, beside links; empty, not nil, when in no other way. An access token is not told.
func (c *Chat) SignInMethods(ctx context.Context, actor model.Actor) ([]model.SignInMethod, error) {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	methods, err := c.db.SignInMethods(ctx, []model.ID{actor.UserID()}, c.o.OpenIDIssuer)
	return append([]model.SignInMethod{}, methods[actor.UserID()]...), err
}

// UpdateViewer changes the actor's own account: its name, and the e-mail address to sign in with. An access token may not.
// BAD_USER_INPUT for another name or address without a proof. CONFLICT when somebody else has one of them, RATE_LIMITED when that
// was so too often; CONFLICT for another name of the first user.
func (c *Chat) UpdateViewer(ctx context.Context, actor model.Actor, in UpdateViewerInput) (*UpdateViewerPayload, error) {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	u, err := updatedUser(*actor.User, in)
	if err != nil {
		return nil, err
	}
	if err := c.probe(ctx, u); err != nil {
		return nil, err
	}
	var now *model.User
	err = withReauthentication(func() (*db.SignInState, error) {
		// SECURITY: they are what one signs in with. Without a change there is nothing to prove.
		if in.Proof == nil && len(differences(loginFields(actor.User), loginFields(u))) == 0 {
			return nil, nil
		}
		return c.requireReauthentication(ctx, actor, in.Proof)
	}, func(verified *db.SignInState) (err error) {
		now, err = c.storeLogin(ctx, actor, u, in, verified)
		return err
	})
	if err != nil {
		return nil, c.taken(ctx, u, err)
	}
	return &UpdateViewerPayload{Viewer: &Viewer{User: now}}, nil
}

// storeLogin changes only what was given, so that two concurrent updates both count.
func (c *Chat) storeLogin(
	ctx context.Context, actor model.Actor, u *model.User, in UpdateViewerInput, verified *db.SignInState,
) (*model.User, error) {
	entry := c.entry(actor, model.AccountUpdated, 0, u.ID, actor.User.Name)
	a := c.accountAct(actor, manageAccount, entry)
	a.Reauthenticated = verified
	apply := noting(entry, loginFields, func(now *model.User) {
		if in.Name.Set {
			now.Name = u.Name
		}
		if in.Email.Set {
			now.Email = u.Email
		}
	})
	return c.db.UpdateUser(ctx, func(now *model.User) error {
		apply(now)
		// SECURITY: what changed nothing when it was asked for must not undo a change that was stored since.
		if len(entry.Changes) > 0 && verified == nil && actor.CredentialID != 0 {
			return reauthenticationRequired()
		}
		return nil
	}, a)
}

func loginFields(u *model.User) []field { return []field{{"name", value(u.Name)}, {"email", u.Email}} }

// updatedUser is a user as the input has them.
func updatedUser(u model.User, in UpdateViewerInput) (*model.User, error) {
	var f validate.Fields
	was := u.Name
	u.Name = f.Update(in.Name, was, "name", f.UserName)
	if in.Email.Set {
		u.Email = f.Email(in.Email.Value)
	}
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	if was == model.OwnerName && u.Name != model.OwnerName {
		return nil, model.Errorf(model.Conflict, "The first user keeps the name %s: the owner token acts as it.", model.OwnerName)
	}
	return &u, nil
}

// probe is unique, for somebody who may ask often.
//
// SECURITY: nobody finds out by trying many whose addresses are known here.
func (c *Chat) probe(ctx context.Context, u *model.User) error {
	rules := []ratelimit.Rule{{Key: "probe " + u.ID.String(), Limit: accountLimit}}
	return c.limits.attempts.Do(ctx, rules, ratelimit.Failed, func() error { return c.unique(ctx, u) })
}

// unique is CONFLICT when somebody else has the user's name or address. What two do at once, the database refuses.
func (c *Chat) unique(ctx context.Context, u *model.User) error {
	other, err := c.db.UserByName(ctx, u.Name)
	if err == nil && other.ID != u.ID {
		return model.Errorf(model.Conflict, "Somebody has the name %q already; choose another.", u.Name)
	}
	if err != nil && model.ErrorCode(err) != model.NotFound {
		return err
	}
	if u.Email == nil {
		return nil
	}
	other, err = c.db.UserByEmail(ctx, *u.Email)
	switch {
	case model.ErrorCode(err) == model.NotFound, err == nil && other.ID == u.ID:
		return nil
	case err != nil:
		return err
	}
	return model.Errorf(model.Conflict, "There is an account with this e-mail address already; sign in with it.")
}

// taken answers what unique has found free and the database has refused, since somebody was quicker, as unique does.
func (c *Chat) taken(ctx context.Context, u *model.User, err error) error {
	if model.ErrorCode(err) != model.Conflict {
		return err
	}
	if why := c.unique(ctx, u); why != nil {
		return why
	}
	return model.Errorf(model.Conflict, "Somebody else did the same just now; try again.")
}
