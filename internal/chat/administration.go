package chat

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/validate"
)

// ManagesAccounts says whether the actor may see and change the accounts of others: an administrator of the installation, in
// person or by the owner token.
func (c *Chat) ManagesAccounts(actor model.Actor) bool {
	return authorize(actor, administer, object{}) == nil
}

// Accounts is a page of the accounts of the installation, the oldest first; with a search, of those whose name or e-mail address
// has that in it. Only administrators of the installation may, and no access token.
func (c *Chat) Accounts(ctx context.Context, actor model.Actor, search *string, p Page) (*AccountConnection, error) {
	// SECURITY: it shows who is here, and their addresses.
	if err := authorize(actor, administer, object{}); err != nil {
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

func (c *Chat) account(ctx context.Context, u *model.User) (*model.Account, error) {
	found, err := c.accounts(ctx, u)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// accounts are users with how they sign in.
func (c *Chat) accounts(ctx context.Context, users ...*model.User) ([]*model.Account, error) {
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

// UpdateAccount makes somebody an administrator of the installation or no longer one, and disables or enables their account. Only
// administrators of the installation may, no access token, and nobody disables or demotes themselves: FORBIDDEN. Who is disabled
// is signed out everywhere, also on open streams within a second, and their access tokens are refused until they are enabled
// again; who is no administrator any more stops receiving what they are no member of. The sign-in links of who is disabled, and
// those that a former administrator made for others, never work again.
func (c *Chat) UpdateAccount(ctx context.Context, actor model.Actor, in UpdateAccountInput) (*UpdateAccountPayload, error) {
	// SECURITY: an administrator may do everything on every server, so that only one makes another.
	if err := authorize(actor, administer, object{}); err != nil {
		return nil, err
	}
	apply, err := c.accountUpdate(actor, in)
	if err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.AccountUpdated, 0, in.UserID, "")
	u, err := c.db.UpdateAccount(ctx, in.UserID, noting(entry, accountFields, apply), c.accountAct(actor, administer, entry))
	if err != nil {
		return nil, err
	}
	c.accessChanged()
	account, err := c.account(ctx, u)
	return &UpdateAccountPayload{Account: account}, err
}

func (c *Chat) accountUpdate(actor model.Actor, in UpdateAccountInput) (apply func(*model.User), err error) {
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
	// SECURITY: with this, and since who acts is an administrator still when it takes effect, there is always one.
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
