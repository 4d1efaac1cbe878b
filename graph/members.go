package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *memberResolver) Server(ctx context.Context, m *model.Member) (*model.Server, error) {
	return loaders(ctx).servers.one(ctx, m.ServerID)
}

func (r *memberResolver) User(ctx context.Context, m *model.Member) (*model.User, error) {
	return loaders(ctx).users.one(ctx, m.UserID)
}

func (r *memberResolver) Roles(ctx context.Context, m *model.Member) ([]*model.Role, error) {
	return loaders(ctx).memberRoles.one(ctx, m.ID)
}

func (r *mutationResolver) RemoveMember(ctx context.Context, in chat.RemoveMemberInput) (*chat.RemoveMemberPayload, error) {
	return r.chat.Members.Remove(ctx, actor(ctx), in)
}
