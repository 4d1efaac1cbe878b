package chat

import (
	"context"
	"time"

	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// CreateAccessToken makes an access token that acts as the actor, and its secret, which is never shown again. Only people
// who are signed in and the owner token may. LIMIT_REACHED at 100 that have not expired; of those that have, the oldest goes when
// there would be more than 100 in all.
func (c *Chat) CreateAccessToken(
	ctx context.Context, actor model.Actor, in CreateAccessTokenInput,
) (*CreateAccessTokenPayload, error) {
	if err := authorize(actor, manageTokens, object{}); err != nil {
		return nil, err
	}
	t, err := c.newAccessToken(actor, in)
	if err != nil {
		return nil, err
	}
	if err := c.seesAll(ctx, actor, t.ChannelIDs); err != nil {
		return nil, err
	}
	if t.ID, err = c.db.NewID(ctx, model.KindAccessToken); err != nil {
		return nil, err
	}
	secret := token.New(token.Access)
	t.TokenHash = token.Hash(secret)
	a := c.accountAct(actor, manageTokens, nil)
	if err := c.db.InsertAccessToken(ctx, t, maxTokensPerUser, atMost(maxTokensPerUser, "access tokens of yours"), a); err != nil {
		return nil, err
	}
	return &CreateAccessTokenPayload{AccessToken: t, Secret: secret}, nil
}

// newAccessToken is what the input asks for, without id and secret.
func (c *Chat) newAccessToken(actor model.Actor, in CreateAccessTokenInput) (*model.AccessToken, error) {
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

// seesAll is NOT_FOUND when there is a channel among those that the actor cannot see.
func (c *Chat) seesAll(ctx context.Context, actor model.Actor, channels []model.ID) error {
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

// RevokeAccessToken revokes an access token of the actor's: it is refused when this has answered, and streams it opened end
// within a second. An access token may revoke itself.
func (c *Chat) RevokeAccessToken(
	ctx context.Context, actor model.Actor, in RevokeAccessTokenInput,
) (*RevokeAccessTokenPayload, error) {
	t, err := c.AccessToken(ctx, actor, in.AccessTokenID)
	if err != nil {
		return nil, err
	}
	do := manageTokens
	if actor.CredentialID == t.ID {
		do = revokeOwnToken
	}
	if err := c.db.DeleteAccessToken(ctx, t.ID, c.accountAct(actor, do, nil)); err != nil {
		return nil, gone(err, "access token")
	}
	c.accessChanged()
	return &RevokeAccessTokenPayload{AccessToken: t}, nil
}

// AccessToken is one of the actor's access tokens: any for people who are signed in, its own for an access token. NOT_FOUND
// otherwise.
func (c *Chat) AccessToken(ctx context.Context, actor model.Actor, id model.ID) (*model.AccessToken, error) {
	// SECURITY: a token sees itself and no other.
	if err := authorize(actor, manageTokens, object{}); err != nil && (actor.CredentialID == 0 || actor.CredentialID != id) {
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

// AccessTokensOf is a page of the actor's access tokens. Only people who are signed in and the owner token may list them.
func (c *Chat) AccessTokensOf(ctx context.Context, actor model.Actor, p Page) (*AccessTokenConnection, error) {
	if err := authorize(actor, manageTokens, object{}); err != nil {
		return nil, err
	}
	tokens, err := c.db.AccessTokensOf(ctx, actor.UserID(), p)
	if err != nil {
		return nil, err
	}
	return accessTokens.connect(tokens, p), nil
}

// noteTokenUse writes when the token was used, at most once a minute and without keeping the request waiting.
func (c *Chat) noteTokenUse(t *model.AccessToken) {
	c.note(t.ID, t.LastUsedAt, func(ctx context.Context, now, before time.Time) error {
		return c.db.TouchAccessToken(ctx, t.ID, now, before)
	})
}
