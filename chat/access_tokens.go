package chat

import (
	"context"
	"time"

	"chattr/model"
)

// CreateAccessToken makes an access token that acts as the actor, and its secret, which is never shown again. Only people
// who are signed in and the owner token may. LIMIT_REACHED at 100.
func (c *Chat) CreateAccessToken(
	ctx context.Context, actor model.Actor, in CreateAccessTokenInput,
) (*CreateAccessTokenPayload, error) {
	if err := inPerson(actor); err != nil {
		return nil, err
	}
	t, err := c.newAccessToken(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	n, err := c.db.CountAccessTokens(ctx, actor.UserID())
	if err != nil {
		return nil, err
	}
	if err := below(maxTokensPerUser, n, "access tokens of yours"); err != nil {
		return nil, err
	}
	if t.ID, err = c.db.NewID(ctx, model.KindAccessToken); err != nil {
		return nil, err
	}
	secret := newToken(accessTokenKind)
	t.TokenHash = hashToken(secret)
	return &CreateAccessTokenPayload{AccessToken: t, Secret: secret}, c.db.InsertAccessToken(ctx, t)
}

func (c *Chat) newAccessToken(
	ctx context.Context, actor model.Actor, in CreateAccessTokenInput,
) (*model.AccessToken, error) {
	var f fields
	t := &model.AccessToken{
		UserID: actor.UserID(), Name: f.name("name", in.Name), ReadOnly: in.ReadOnly != nil && *in.ReadOnly,
		CreatedAt: c.o.Now(), ExpiresAt: in.ExpiresAt,
	}
	if t.ExpiresAt != nil && !t.ExpiresAt.After(t.CreatedAt) {
		f.add(model.FieldError{Field: "expiresAt", Code: model.FieldInvalid, Message: "is in the past"})
	}
	if in.ChannelIDs == nil {
		return t, f.err(model.BadUserInput)
	}
	if n := len(in.ChannelIDs); n == 0 || n > maxTokenChannels {
		f.add(model.FieldError{
			Field: "channelIds", Code: model.FieldInvalid, Limit: maxTokenChannels, Got: n,
			Message: "must name 1 to 100 channels; leave it out for a token that is not bound",
		})
	}
	if err := f.err(model.BadUserInput); err != nil {
		return nil, err
	}
	t.ChannelIDs = in.ChannelIDs
	visible, err := c.db.Channels(ctx, actor, in.ChannelIDs)
	for _, id := range in.ChannelIDs {
		if err == nil && visible[id] == nil {
			err = notFound()
		}
	}
	return t, err
}

// SECURITY: an access token may not make others, else it would outlive its own end or its own bounds.
func inPerson(actor model.Actor) error {
	switch {
	case actor.User == nil:
		return unauthenticated()
	case actor.CredentialID.Kind() == model.KindAccessToken:
		return model.Errorf(model.Forbidden, "An access token may not make, list or revoke access tokens; sign in to do it.")
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
	if err := c.db.DeleteAccessToken(ctx, t.ID); err != nil {
		return nil, err
	}
	c.hub.recheck()
	return &RevokeAccessTokenPayload{AccessToken: t}, nil
}

// AccessToken is one of the actor's access tokens: any for people who are signed in, its own for an access token. NOT_FOUND
// otherwise.
func (c *Chat) AccessToken(ctx context.Context, actor model.Actor, id model.ID) (*model.AccessToken, error) {
	// SECURITY: a token sees itself and no other.
	if err := inPerson(actor); err != nil && actor.CredentialID != id {
		return nil, invisible(err)
	}
	t, err := c.db.AccessToken(ctx, id)
	if err == nil && t.UserID != actor.UserID() {
		err = notFound()
	}
	return t, err
}

// AccessTokensOf is a page of the actor's access tokens. Only people who are signed in and the owner token may list them.
func (c *Chat) AccessTokensOf(ctx context.Context, actor model.Actor, p Page) (*AccessTokenConnection, error) {
	if err := inPerson(actor); err != nil {
		return nil, err
	}
	tokens, err := c.db.AccessTokensOf(ctx, actor.UserID(), p)
	return connect(tokens, p, func(t *model.AccessToken) int64 { return int64(t.ID) }), err
}

// noteTokenUse writes when the token was used, at most once a minute and without keeping the request waiting.
func (c *Chat) noteTokenUse(t *model.AccessToken) {
	c.note(t.LastUsedAt, func(ctx context.Context, now, before time.Time) error {
		return c.db.TouchAccessToken(ctx, t.ID, now, before)
	})
}
