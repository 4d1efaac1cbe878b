package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/validate"
)

// Accounts shows and changes users, their passwords and their permissions on the installation.
type Accounts struct {
	*core
	signIn *SignIn
}

// Email returns the actor's own e-mail address as of when v was read, or nil if there is none. It returns FORBIDDEN to an access token.
func (c *Accounts) Email(actor model.Actor, v *Viewer) (*string, error) {
	// SECURITY: only the user reads their address.
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return nil, err
	}
	return v.User.Email, nil
}

// SignInMethods returns how the actor can sign in, except by links. It is empty, and not nil, if there is no way. It returns FORBIDDEN to an
// access token.
func (c *Accounts) SignInMethods(ctx context.Context, actor model.Actor) ([]model.SignInMethod, error) {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return nil, err
	}
	methods, err := c.db.SignInMethods(ctx, []model.ID{actor.UserID()}, c.o.OpenIDIssuer)
	return append([]model.SignInMethod{}, methods[actor.UserID()]...), err
}

// UpdateViewer changes the name of the actor's account and the e-mail address to sign in with. An access token may not. It returns
// BAD_USER_INPUT for another name or address without a reauthentication token, CONFLICT if another user has the name or the address,
// RATE_LIMITED if that was so too often, and CONFLICT for another name of the first user.
func (c *Accounts) UpdateViewer(ctx context.Context, actor model.Actor, in UpdateViewerInput) (*UpdateViewerPayload, error) {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return nil, err
	}
	wanted, err := updatedUser(*actor.User, in)
	if err != nil {
		return nil, err
	}
	if err := c.probe(ctx, wanted); err != nil {
		return nil, err
	}
	var u *model.User
	err = withReauthentication(func() (*db.SignInState, error) {
		// SECURITY: a user signs in with a name or an address. A request that changes neither needs no reauthentication.
		if in.Proof == nil && len(differences(loginFields(actor.User), loginFields(wanted))) == 0 {
			return nil, nil
		}
		return c.signIn.requireReauthentication(ctx, actor, in.Proof)
	}, func(verified *db.SignInState) (err error) {
		u, err = c.updateLogin(ctx, actor, wanted, in, verified)
		return err
	})
	if err != nil {
		return nil, c.taken(ctx, wanted, err)
	}
	return &UpdateViewerPayload{Viewer: &Viewer{User: u}}, nil
}

// updateLogin stores those fields of wanted that the input contains, so that of two concurrent updates both have their effect, and
// returns the user. verified is nil if there was nothing to change when the user reauthenticated.
func (c *Accounts) updateLogin(
	ctx context.Context, actor model.Actor, wanted *model.User, in UpdateViewerInput, verified *db.SignInState,
) (*model.User, error) {
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var u *model.User
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageAccount)
		if err != nil {
			return err
		}
		before := p.actor.User
		u = new(*before)
		if in.Name.Set {
			u.Name = wanted.Name
		}
		if in.Email.Set {
			u.Email = wanted.Email
		}
		changes := differences(loginFields(before), loginFields(u))
		// SECURITY: an input that changed nothing when it was checked must not undo a change that was stored since.
		if in.Proof != nil || len(changes) > 0 {
			if err := requireReauthenticated(tx, p.actor, verified); err != nil {
				return err
			}
		}
		if err := tx.UpdateUser(u); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.AccountUpdated, 0, u.ID, before.Name)
		entry.Changes = changes
		return tx.InsertAuditEntry(entry)
	})
	return u, err
}

func loginFields(u *model.User) []field { return []field{{"name", value(u.Name)}, {"email", u.Email}} }

// updatedUser returns a user with the changes of the input.
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

// probe does the same as unique, for a caller who could ask often: failed attempts are limited.
//
// SECURITY: a user cannot find out which addresses have an account by trying many.
func (c *Accounts) probe(ctx context.Context, u *model.User) error {
	rules := []ratelimit.Rule{{Key: "probe " + u.ID.String(), Limit: accountLimit}}
	return c.limits.attempts.Do(ctx, rules, ratelimit.Failed, func() error { return c.unique(ctx, u) })
}

// unique returns CONFLICT if another user has the name or address. It does not lock: if two users choose the same one concurrently, the
// database refuses one of them.
func (c *core) unique(ctx context.Context, u *model.User) error {
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

// taken returns the error of unique if the database refused a name or address that unique had found free, because another user was
// faster. It returns other errors unchanged.
func (c *core) taken(ctx context.Context, u *model.User, err error) error {
	if model.ErrorCode(err) != model.Conflict {
		return err
	}
	if why := c.unique(ctx, u); why != nil {
		return why
	}
	return model.Errorf(model.Conflict, "Somebody else did the same just now; try again.")
}
