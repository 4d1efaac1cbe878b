package graph

import (
	"context"

	"chattr/chat"
	"chattr/model"
)

func (r *queryResolver) Viewer(ctx context.Context) (*chat.Viewer, error) {
	return r.chat.Viewer(actor(ctx))
}

func (r *viewerResolver) Servers(
	ctx context.Context, _ *chat.Viewer, first *int, after *string, last *int, before *string,
) (*chat.ServerConnection, error) {
	p, err := chat.ParsePage(model.KindServer, first, after, last, before)
	if err != nil {
		return nil, err
	}
	return r.chat.ServersOf(ctx, actor(ctx), p)
}

func (r *viewerResolver) AccessTokens(
	ctx context.Context, _ *chat.Viewer, first *int, after *string, last *int, before *string,
) (*chat.AccessTokenConnection, error) {
	p, err := chat.ParsePage(model.KindAccessToken, first, after, last, before)
	if err != nil {
		return nil, err
	}
	return r.chat.AccessTokensOf(ctx, actor(ctx), p)
}

func (r *viewerResolver) Email(ctx context.Context, _ *chat.Viewer) (*string, error) {
	return r.chat.Email(actor(ctx))
}

func (r *viewerResolver) SignInMethods(ctx context.Context, _ *chat.Viewer) ([]model.SignInMethod, error) {
	return r.chat.SignInMethods(ctx, actor(ctx))
}

func (r *viewerResolver) Identities(ctx context.Context, _ *chat.Viewer) ([]*model.Identity, error) {
	return r.chat.Identities(ctx, actor(ctx))
}

func (r *mutationResolver) UnlinkIdentity(
	ctx context.Context, in chat.UnlinkIdentityInput,
) (*chat.UnlinkIdentityPayload, error) {
	return r.chat.UnlinkIdentity(ctx, actor(ctx), in)
}

func (r *mutationResolver) UpdateViewer(ctx context.Context, in chat.UpdateViewerInput) (*chat.UpdateViewerPayload, error) {
	return r.chat.UpdateViewer(ctx, actor(ctx), in)
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
	return r.chat.CreateAccessToken(ctx, actor(ctx), in)
}

func (r *mutationResolver) RevokeAccessToken(
	ctx context.Context, in chat.RevokeAccessTokenInput,
) (*chat.RevokeAccessTokenPayload, error) {
	return r.chat.RevokeAccessToken(ctx, actor(ctx), in)
}
