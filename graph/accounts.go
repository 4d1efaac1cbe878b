package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *queryResolver) Viewer(ctx context.Context) (*chat.Viewer, error) {
	return r.chat.Accounts.Viewer(actor(ctx))
}

func (r *viewerResolver) Email(ctx context.Context, v *chat.Viewer) (*string, error) {
	return r.chat.Accounts.Email(actor(ctx), v)
}

func (r *viewerResolver) SignInMethods(ctx context.Context, _ *chat.Viewer) ([]model.SignInMethod, error) {
	return r.chat.Accounts.SignInMethods(ctx, actor(ctx))
}

func (r *mutationResolver) UpdateViewer(ctx context.Context, in chat.UpdateViewerInput) (*chat.UpdateViewerPayload, error) {
	return r.chat.Accounts.UpdateViewer(ctx, actor(ctx), in)
}

func (r *viewerResolver) Identities(ctx context.Context, _ *chat.Viewer) ([]*model.Identity, error) {
	return r.chat.Identities.Identities(ctx, actor(ctx))
}

func (r *mutationResolver) UnlinkIdentity(
	ctx context.Context, in chat.UnlinkIdentityInput,
) (*chat.UnlinkIdentityPayload, error) {
	return r.chat.Identities.Unlink(ctx, actor(ctx), in)
}
