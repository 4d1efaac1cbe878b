package chat

import (
	"context"
	"time"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// AccessTokens creates, lists and revokes access tokens.
type AccessTokens struct{ *core }

// Create creates an access token that acts as the actor, and returns its secret, which is never shown again. It needs a user who
// is signed in, or the owner token. It returns LIMIT_REACHED if the actor has 100 tokens that have not expired. If there would be more than
// 100 with those that have expired, the oldest of these are deleted.
func (c *AccessTokens) Create(
	ctx context.Context, actor model.Actor, in CreateAccessTokenInput,
) (*CreateAccessTokenPayload, error) {
	if err := authz.Authorize(actor, authz.ManageTokens, authz.Object{}); err != nil {
		return nil, err
	}
	t, err := c.newAccessToken(actor, in)
	if err != nil {
		return nil, err
	}
	if err := c.checkVisible(ctx, actor, t.ChannelIDs); err != nil {
		return nil, err
	}
	if t.ID, err = c.db.NewID(ctx, model.KindAccessToken); err != nil {
		return nil, err
	}
	secret := token.New(token.Access)
	t.TokenHash = token.Hash(secret)
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageTokens)
		if err != nil {
			return err
		}
		userID := p.actor.UserID()
		n, err := tx.CountAccessTokens(userID, t.CreatedAt)
		if err != nil {
			return err
		}
		if err := checkLimit(n, maxTokensPerUser, "access tokens of yours"); err != nil {
			return err
		}
		if err := tx.DeleteExpiredAccessTokens(userID, t.CreatedAt, maxTokensPerUser-1); err != nil {
			return err
		}
		return tx.InsertAccessToken(t)
	})
	if err != nil {
		return nil, err
	}
	return &CreateAccessTokenPayload{AccessToken: t, Secret: secret}, nil
}

// newAccessToken validates the input and returns the access token, without its id and secret.
func (c *AccessTokens) newAccessToken(actor model.Actor, in CreateAccessTokenInput) (*model.AccessToken, error) {
	var f validate.Fields
	t := &model.AccessToken{
		UserID: actor.UserID(), Name: f.Name("name", in.Name), ReadOnly: in.ReadOnly != nil && *in.ReadOnly,
		ChannelIDs: in.ChannelIDs, CreatedAt: c.o.Now(), ExpiresAt: in.ExpiresAt,
	}
	if t.ExpiresAt != nil && !t.ExpiresAt.After(t.CreatedAt) {
		f.Add(model.FieldError{Field: "expiresAt", Code: model.FieldInvalid, Message: "is in the past"})
	}
	if n := len(in.ChannelIDs); in.ChannelIDs != nil && (n == 0 || n > maxTokenChannels) {
		f.Add(model.FieldError{
			Field: "channelIds", Code: model.FieldInvalid, Limit: maxTokenChannels, Got: n,
			Message: "must name 1 to 100 channels; leave it out for a token that is not bound",
		})
	}
	return t, f.Err(model.BadUserInput)
}

// checkVisible returns NOT_FOUND if the actor cannot see one of the channels.
func (c *AccessTokens) checkVisible(ctx context.Context, actor model.Actor, channels []model.ID) error {
	if len(channels) == 0 {
		return nil
	}
	visible, err := c.db.Channels(ctx, actor, channels)
	if err != nil {
		return err
	}
	for _, id := range channels {
		if visible[id] == nil {
			return model.NoSuch("channel")
		}
	}
	return nil
}

// Revoke revokes an access token of the actor. The token is refused after the return, and streams that it opened end within a
// second. An access token may revoke itself.
func (c *AccessTokens) Revoke(
	ctx context.Context, actor model.Actor, in RevokeAccessTokenInput,
) (*RevokeAccessTokenPayload, error) {
	t, err := c.Get(ctx, actor, in.AccessTokenID)
	if err != nil {
		return nil, err
	}
	do := authz.ManageTokens
	if actor.CredentialID == t.ID {
		do = authz.RevokeOwnToken
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, do)
		if err != nil {
			return err
		}
		return tx.DeleteAccessToken(t.ID, p.actor.UserID())
	})
	if err != nil {
		return nil, notFoundAs(err, "access token")
	}
	c.accessChanged()
	return &RevokeAccessTokenPayload{AccessToken: t}, nil
}

// Get returns an access token of the actor. To an access token it returns only this token. It returns NOT_FOUND otherwise.
func (c *AccessTokens) Get(ctx context.Context, actor model.Actor, id model.ID) (*model.AccessToken, error) {
	// SECURITY: a token can read itself and no other token.
	if err := authz.Authorize(actor, authz.ManageTokens, authz.Object{}); err != nil && (actor.CredentialID == 0 || actor.CredentialID != id) {
		return nil, invisible(err, "access token")
	}
	t, err := c.db.AccessToken(ctx, id)
	if err != nil {
		return nil, invisible(err, "access token")
	}
	if t.UserID != actor.UserID() {
		return nil, model.NoSuch("access token")
	}
	return t, nil
}

// AccessTokensOf returns a page of the actor's access tokens. It needs a user who is signed in, or the owner token.
func (c *AccessTokens) AccessTokensOf(ctx context.Context, actor model.Actor, p Page) (*AccessTokenConnection, error) {
	if err := authz.Authorize(actor, authz.ManageTokens, authz.Object{}); err != nil {
		return nil, err
	}
	tokens, err := c.db.AccessTokensOf(ctx, actor.UserID(), p)
	if err != nil {
		return nil, err
	}
	return accessTokens.connect(tokens, p), nil
}

// noteTokenUse stores when the token was used, at most once a minute and without delaying the request.
func (c *core) noteTokenUse(t *model.AccessToken) {
	c.note(t.ID, t.LastUsedAt, func(ctx context.Context, now, before time.Time) error {
		return c.db.TouchAccessToken(ctx, t.ID, now, before)
	})
}
