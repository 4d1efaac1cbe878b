package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/token"
)

// CreateSignInLink creates a link that signs another user in, once, within 24 hours, and lets them choose a new password. The link is never
// shown again. Links that administrators created for the user before are deleted. It needs an administrator of the installation, and no
// access token. It returns CONFLICT if the account is disabled, and FORBIDDEN for one's own account, except with the owner token.
func (c *SignIn) CreateSignInLink(
	ctx context.Context, actor model.Actor, in CreateSignInLinkInput,
) (*CreateSignInLinkPayload, error) {
	// SECURITY: a person who has the link can act as that user.
	if err := authz.Authorize(actor, authz.Administer, authz.Object{}); err != nil {
		return nil, err
	}
	// SECURITY: a link leads to a new password, and a person who found an open browser must not take the account over.
	if in.UserID == actor.UserID() && actor.CredentialID != 0 {
		return nil, model.Errorf(model.Forbidden, "Another administrator can make a link for you, or `chattrd sign-in-link`.")
	}
	if _, err := c.userOf(ctx, in.UserID); err != nil {
		return nil, err
	}
	l, url, err := c.newSignInLink(ctx, in.UserID)
	if err != nil {
		return nil, err
	}
	l.CreatorID = actor.UserID()
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var u *model.User
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.Administer, in.UserID)
		if err != nil {
			return err
		}
		if u, err = p.user(in.UserID); err != nil {
			return err
		}
		if !u.Enabled() {
			return model.Errorf(model.Conflict, "The account is disabled; enable it first, or the link would be refused.")
		}
		if err := tx.DeleteLinksOfAdministrators(u.ID); err != nil {
			return err
		}
		if err := tx.InsertSignInLink(l); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.SignInLinkCreated, 0, u.ID, u.Name))
	})
	if err != nil {
		return nil, err
	}
	account, err := c.account(ctx, u)
	return &CreateSignInLinkPayload{Account: account, URL: url, ExpiresAt: l.ExpiresAt}, err
}

// RevokeSignInLinks deletes all unused sign-in links for a user, also those of the operator of the installation. A second call does
// nothing. It needs an administrator of the installation, and no access token.
func (c *SignIn) RevokeSignInLinks(
	ctx context.Context, actor model.Actor, in RevokeSignInLinksInput,
) (*RevokeSignInLinksPayload, error) {
	// SECURITY: an actor who may not create links may not delete them either.
	if err := authz.Authorize(actor, authz.Administer, authz.Object{}); err != nil {
		return nil, err
	}
	if _, err := c.userOf(ctx, in.UserID); err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var u *model.User
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.Administer, in.UserID)
		if err != nil {
			return err
		}
		if u, err = p.user(in.UserID); err != nil {
			return err
		}
		existed, err := tx.DeleteSignInLinks(u.ID)
		if err != nil || !existed {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.SignInLinksRevoked, 0, u.ID, u.Name))
	})
	if err != nil {
		return nil, err
	}
	account, err := c.account(ctx, u)
	return &RevokeSignInLinksPayload{Account: account}, err
}

// SignIn exchanges the secret of a sign-in link for a session. It works once. It returns UNAUTHENTICATED if the link was used, was revoked,
// has expired or never existed, and ACCOUNT_DISABLED if its user is disabled.
func (c *SignIn) SignIn(ctx context.Context, secret string) (SignedIn, error) {
	if !token.IsWellFormed(token.SignIn, secret) {
		return SignedIn{}, badLink()
	}
	hash := token.Hash(secret)
	u, err := c.db.UserBySignInLink(ctx, hash)
	if err != nil {
		return SignedIn{}, badLinkIfNotFound(err)
	}
	in, err := c.startSession(ctx, u, startedByLink, func(tx *db.Tx, s *model.Session) error {
		return tx.UseSignInLink(u.ID, hash, s.CreatedAt)
	})
	return in, badLinkIfNotFound(err)
}

// badLinkIfNotFound returns the error of badLink in place of NOT_FOUND.
func badLinkIfNotFound(err error) error {
	if model.ErrorCode(err) == model.NotFound {
		return badLink()
	}
	return err
}

func badLink() error {
	return model.Errorf(model.Unauthenticated,
		"This sign-in link was used already, was revoked or has expired; an administrator makes a new one, or `chattrd sign-in-link`.")
}

// OperatorSignInLink creates a link that signs the user with a name in, once, within 24 hours, and returns its URL. It needs no permission:
// the caller can run programs on the machine of the database. It returns NOT_FOUND if there is no such user, and CONFLICT if the account
// is disabled.
func (c *SignIn) OperatorSignInLink(ctx context.Context, userName string) (url string, err error) {
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
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		users, err := tx.LockUsers(u.ID)
		if err != nil {
			return err
		}
		if users[u.ID] == nil {
			return model.NoSuch("user")
		}
		if !users[u.ID].Enabled() {
			return model.Errorf(model.Conflict, "The user %q is disabled; another administrator can enable them in the portal.", userName)
		}
		return tx.InsertSignInLink(l)
	})
	if err != nil {
		return "", err
	}
	return url, nil
}

// newSignInLink returns a new sign-in link and its URL. It stores nothing.
func (c *SignIn) newSignInLink(ctx context.Context, userID model.ID) (l *model.SignInLink, url string, err error) {
	id, err := c.db.NewID(ctx, model.KindSignInLink)
	secret, now := token.New(token.SignIn), c.o.Now()
	return &model.SignInLink{
		ID: id, UserID: userID, TokenHash: token.Hash(secret), CreatedAt: now, ExpiresAt: now.Add(signInLinkLasts),
	}, c.link("sign-in", secret), err
}
