package chat

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/token"
)

// CreateSignInLink makes a link that signs somebody else in, once, within 24 hours, and lets them choose a new password. It is
// never shown again, and those that administrators made for them before are void. Only administrators of the installation may, and
// no access token. CONFLICT when the account is disabled, FORBIDDEN for oneself but with the owner token.
func (c *Chat) CreateSignInLink(
	ctx context.Context, actor model.Actor, in CreateSignInLinkInput,
) (*CreateSignInLinkPayload, error) {
	// SECURITY: who has the link is that user.
	if err := authorize(actor, administer, object{}); err != nil {
		return nil, err
	}
	// SECURITY: a link opens the way to a new password, and who found an open browser must not take the account over.
	if in.UserID == actor.UserID() && actor.CredentialID != 0 {
		return nil, model.Errorf(model.Forbidden, "Another administrator can make a link for you, or `chattrd sign-in-link`.")
	}
	u, err := c.userOf(ctx, in.UserID)
	if err != nil {
		return nil, err
	}
	l, url, err := c.newSignInLink(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	l.CreatorID = actor.UserID()
	entry := c.entry(actor, model.SignInLinkCreated, 0, u.ID, u.Name)
	if err := c.db.InsertSignInLinkFor(ctx, l, c.accountAct(actor, administer, entry)); err != nil {
		return nil, err
	}
	account, err := c.account(ctx, u)
	return &CreateSignInLinkPayload{Account: account, URL: url, ExpiresAt: l.ExpiresAt}, err
}

// RevokeSignInLinks makes the sign-in links of a user void that were not used yet, whoever made them: also those of the operator.
// A second call does nothing. Only administrators of the installation may, and no access token.
func (c *Chat) RevokeSignInLinks(
	ctx context.Context, actor model.Actor, in RevokeSignInLinksInput,
) (*RevokeSignInLinksPayload, error) {
	// SECURITY: links are the affair of who may make them.
	if err := authorize(actor, administer, object{}); err != nil {
		return nil, err
	}
	u, err := c.userOf(ctx, in.UserID)
	if err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.SignInLinksRevoked, 0, u.ID, u.Name)
	if err := c.db.DeleteSignInLinks(ctx, u.ID, c.accountAct(actor, administer, entry)); err != nil {
		return nil, err
	}
	account, err := c.account(ctx, u)
	return &RevokeSignInLinksPayload{Account: account}, err
}

// SignIn exchanges the secret of a sign-in link for a session. It works once: UNAUTHENTICATED when the link was used, has
// expired or never was; ACCOUNT_DISABLED when its user is disabled.
func (c *Chat) SignIn(ctx context.Context, secret string) (SignedIn, error) {
	if !token.IsWellFormed(token.SignIn, secret) {
		return SignedIn{}, badLink()
	}
	s, cookie, err := c.newSession(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	s.ByLink = true
	u, ended, err := c.db.UseSignInLink(ctx, token.Hash(secret), s)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return SignedIn{}, badLink()
	case err != nil:
		return SignedIn{}, err
	case ended:
		c.accessChanged()
	}
	return SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}, nil
}

func badLink() error {
	return model.Errorf(model.Unauthenticated,
		"This sign-in link was used already, was revoked or has expired; an administrator makes a new one, or `chattrd sign-in-link`.")
}

// OperatorSignInLink makes a link that signs the user of that name in, once, within 24 hours: for who can run programs beside the
// database, and needs no permission. NOT_FOUND when there is no such user, CONFLICT when they are disabled.
func (c *Chat) OperatorSignInLink(ctx context.Context, userName string) (url string, err error) {
	u, err := c.db.UserByName(ctx, userName)
	if model.ErrorCode(err) == model.NotFound {
		return "", model.Errorf(model.NotFound, "There is no user %q.", userName)
	}
	if err != nil {
		return "", err
	}
	l, url, err := c.newSignInLink(ctx, u.ID)
	if err != nil {
		return "", err
	}
	err = c.db.InsertSignInLink(ctx, l)
	if model.ErrorCode(err) == model.AccountDisabled {
		return "", model.Errorf(model.Conflict, "The user %q is disabled; another administrator can enable them in the portal.", userName)
	}
	if err != nil {
		return "", err
	}
	return url, nil
}

func (c *Chat) newSignInLink(ctx context.Context, userID model.ID) (l *model.SignInLink, url string, err error) {
	id, err := c.db.NewID(ctx, model.KindSignInLink)
	secret, now := token.New(token.SignIn), c.o.Now()
	return &model.SignInLink{
		ID: id, UserID: userID, TokenHash: token.Hash(secret), CreatedAt: now, ExpiresAt: now.Add(signInLinkLasts),
	}, c.link("sign-in", secret), err
}
