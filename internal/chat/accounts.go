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

// Viewer is the user who sends the request.
type Viewer struct{ User *model.User }

// Viewer returns the user of the actor. It returns UNAUTHENTICATED without a credential.
func (c *Accounts) Viewer(actor model.Actor) (*Viewer, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	return &Viewer{User: actor.User}, nil
}

// User returns a user who is the actor, or shares a server with the actor. To an administrator of the installation it returns every user. It
// returns NOT_FOUND otherwise.
func (c *Accounts) User(ctx context.Context, actor model.Actor, id model.ID) (*model.User, error) {
	// SECURITY: ids that are guessed find no other users, and a token that is bound to channels finds only its user.
	visible := id == actor.UserID() || actor.Administers() && !actor.Bound()
	if !visible && !actor.Bound() {
		var err error
		if visible, err = c.db.SharesServer(ctx, actor.UserID(), id); err != nil {
			return nil, err
		}
	}
	if !visible {
		return nil, model.NoSuch("user")
	}
	return c.userOf(ctx, id)
}

// userOf returns a user to whom something refers. It returns NOT_FOUND if there is no such user.
func (c *core) userOf(ctx context.Context, id model.ID) (*model.User, error) {
	users, err := c.db.Users(ctx, []model.ID{id})
	if err == nil && users[id] == nil {
		return nil, model.NoSuch("user")
	}
	return users[id], err
}

// Users returns users by their ids. It checks no permission.
//
// SECURITY: the ids must come from objects that the actor can see. For example, an actor who sees a server sees its owner.
func (c *Accounts) Users(ctx context.Context, ids []model.ID) (map[model.ID]*model.User, error) {
	return c.db.Users(ctx, ids)
}

// ChangePasswordInput contains a new password, and the present one if the user has one.
type ChangePasswordInput struct {
	ReauthenticateInput
	New string
}

// ChangePassword sets the first or another password of the actor, and ends all their other sessions: on open streams within a second. It
// returns the errors of Reauthenticate, also if the password is changed in another place at that moment.
func (c *Accounts) ChangePassword(ctx context.Context, actor model.Actor, in ChangePasswordInput) error {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return err
	}
	var f validate.Fields
	f.Password("new", in.New, actor.User)
	if err := f.Err(model.ValidationFailed); err != nil {
		return err
	}
	hash := ""
	err := withReauthentication(func() (db.SignInState, error) {
		return c.signIn.checkReauthentication(ctx, actor, in.ReauthenticateInput)
	}, func(verified db.SignInState) (err error) {
		if hash == "" {
			if hash, err = c.hasher.hash(ctx, hashFor{in.Client, actor.UserID().String()}, validate.Opaque(in.New)); err != nil {
				return err
			}
		}
		return c.storePassword(ctx, actor, hash, verified)
	})
	if err != nil {
		return err
	}
	c.accessChanged()
	return nil
}

// storePassword stores the hash of a new password of the actor. verified is what the actor reauthenticated against.
func (c *Accounts) storePassword(ctx context.Context, actor model.Actor, hash string, verified db.SignInState) error {
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return err
	}
	action := model.PasswordChanged
	if verified.PasswordHash == "" {
		action = model.PasswordSet
	}
	return c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageAccount)
		if err != nil {
			return err
		}
		if err := requireUnchanged(tx, p.actor, verified); err != nil {
			return err
		}
		userID := p.actor.UserID()
		if err := tx.SetPassword(&model.Password{UserID: userID, Hash: hash, ChangedAt: c.o.Now()}); err != nil {
			return err
		}
		if err := tx.EndSessions(userID, p.actor.CredentialID); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, action, 0, userID, p.actor.User.Name))
	})
}
