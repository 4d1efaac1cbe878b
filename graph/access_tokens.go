package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *viewerResolver) AccessTokens(
	ctx context.Context, _ *chat.Viewer, first *int, after *string, last *int, before *string,
) (*chat.AccessTokenConnection, error) {
	p, err := chat.ParsePage(model.KindAccessToken, first, after, last, before)
	if err != nil {
		return nil, err
	}
	return r.chat.AccessTokens.AccessTokensOf(ctx, actor(ctx), p)
}

func (r *accessTokenResolver) Channels(ctx context.Context, t *model.AccessToken) ([]*model.Channel, error) {
	if t.ChannelIDs == nil {
		return nil, nil
	}
	return loaders(ctx).channels.all(ctx, t.ChannelIDs)
}

func (r *mutationResolver) CreateAccessToken(
	ctx context.Context, in chat.CreateAccessTokenInput,
) (*chat.CreateAccessTokenPayload, error) {
	return r.chat.AccessTokens.Create(ctx, actor(ctx), in)
}

func (r *mutationResolver) RevokeAccessToken(
	ctx context.Context, in chat.RevokeAccessTokenInput,
) (*chat.RevokeAccessTokenPayload, error) {
	return r.chat.AccessTokens.Revoke(ctx, actor(ctx), in)
}
