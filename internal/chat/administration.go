package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// ManagesAccounts reports whether the actor may read and change the accounts of others. It needs an administrator of the installation, who
// is signed in or uses the owner token.
func (c *Accounts) ManagesAccounts(actor model.Actor) bool {
	return authz.Authorize(actor, authz.Administer, authz.Object{}) == nil
}

// Accounts returns a page of the accounts of the installation, the oldest first. With a search, these are the accounts whose name or e-mail
// address contains it. It needs an administrator of the installation, and no access token.
func (c *Accounts) Accounts(ctx context.Context, actor model.Actor, search *string, p Page) (*AccountConnection, error) {
	// SECURITY: the list contains all users and their addresses.
	if err := authz.Authorize(actor, authz.Administer, authz.Object{}); err != nil {
		return nil, err
	}
	var f validate.Fields
	wanted := f.Search(search)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	users, err := c.db.Accounts(ctx, wanted, p)
	if err != nil {
		return nil, err
	}
	found, err := c.accounts(ctx, users...)
	if err != nil {
		return nil, err
	}
	return accounts.connect(found, p), nil
}

// account returns the account of a user.
func (c *core) account(ctx context.Context, u *model.User) (*model.Account, error) {
	found, err := c.accounts(ctx, u)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// accounts returns the accounts of users, with how they sign in.
func (c *core) accounts(ctx context.Context, users ...*model.User) ([]*model.Account, error) {
	ids := make([]model.ID, len(users))
	for i, u := range users {
		ids[i] = u.ID
	}
	methods, err := c.db.SignInMethods(ctx, ids, c.o.OpenIDIssuer)
	if err != nil {
		return nil, err
	}
	links, err := c.db.SignInLinkExpiries(ctx, ids, c.o.Now())
	found := make([]*model.Account, len(users))
	for i, u := range users {
		found[i] = &model.Account{User: u, SignInMethods: methods[u.ID]}
		if expires, pending := links[u.ID]; pending {
			found[i].SignInLinkExpiresAt = &expires
		}
	}
	return found, err
}

// UpdateAccount changes whether a user is an administrator of the installation and whether the account is enabled. It needs an
// administrator of the installation, and no access token. It returns FORBIDDEN to administrators who disable or demote themselves.
//
// A user who is disabled is signed out everywhere, on open streams within a second. Their access tokens are refused until they are enabled
// again. A former administrator receives no more events of servers of which they are no member. Unused sign-in links for a user who is
// disabled, and those that a former administrator created for others, are deleted.
func (c *Accounts) UpdateAccount(ctx context.Context, actor model.Actor, in UpdateAccountInput) (*UpdateAccountPayload, error) {
	// SECURITY: an administrator may do everything on every server, so that only an administrator creates another one.
	if err := authz.Authorize(actor, authz.Administer, authz.Object{}); err != nil {
		return nil, err
	}
	update, err := c.accountUpdate(actor, in)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var u *model.User
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		// SECURITY: the actor is an enabled administrator when the change takes effect, and accountUpdate refuses changes of oneself that
		// leave none. So there is always one, also when two demote each other concurrently: the second is refused.
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.Administer, in.UserID)
		if err != nil {
			return err
		}
		if u, err = p.user(in.UserID); err != nil {
			return err
		}
		before := *u
		update(u)
		if err := tx.UpdateAccount(u); err != nil {
			return err
		}
		if err := endAccess(tx, u); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.AccountUpdated, 0, u.ID, u.Name)
		entry.Changes = differences(accountFields(&before), accountFields(u))
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, err
	}
	c.accessChanged()
	account, err := c.account(ctx, u)
	return &UpdateAccountPayload{Account: account}, err
}

// endAccess deletes the sessions and links that a user must not have. The row of the user must be locked.
//
// SECURITY: a former administrator must not return as another user, with a link that they created before. Code that creates a link locks
// the row of its creator too, so that no link is created meanwhile.
func endAccess(tx *db.Tx, u *model.User) error {
	if !u.Administrator || !u.Enabled() {
		if err := tx.DeleteLinksCreatedBy(u.ID); err != nil {
			return err
		}
	}
	if u.Enabled() {
		return nil
	}
	return tx.EndSessions(u.ID, 0)
}

// accountUpdate validates the input and returns a function that applies it. Only the given fields are changed. It returns FORBIDDEN if
// actors disable or demote themselves.
func (c *Accounts) accountUpdate(actor model.Actor, in UpdateAccountInput) (update func(*model.User), err error) {
	var f validate.Fields
	administrator, enabled, now := true, true, c.o.Now()
	if in.Administrator.Set {
		administrator = validate.Required(&f, "administrator", in.Administrator)
	}
	if in.Enabled.Set {
		enabled = validate.Required(&f, "enabled", in.Enabled)
	}
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	// SECURITY: see UpdateAccount: there is always an administrator.
	if in.UserID == actor.UserID() && !(administrator && enabled) {
		return nil, model.Errorf(model.Forbidden, "Nobody disables themselves or stops being an administrator; another one can do it.")
	}
	return func(u *model.User) {
		if in.Administrator.Set {
			u.Administrator = administrator
		}
		switch {
		case !in.Enabled.Set, enabled == u.Enabled():
		case enabled:
			u.DisabledAt = nil
		default:
			u.DisabledAt = &now
		}
	}, nil
}

func accountFields(u *model.User) []field {
	return []field{{"administrator", value(u.Administrator)}, {"enabled", value(u.Enabled())}}
}
