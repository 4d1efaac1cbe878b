package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *viewerResolver) Identities(ctx context.Context, _ *chat.Viewer) ([]*model.Identity, error) {
	return r.chat.Identities(ctx, actor(ctx))
}

func (r *mutationResolver) UnlinkIdentity(
	ctx context.Context, in chat.UnlinkIdentityInput,
) (*chat.UnlinkIdentityPayload, error) {
	return r.chat.UnlinkIdentity(ctx, actor(ctx), in)
}
