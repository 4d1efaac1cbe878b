package graph

import (
	"context"

	"chattr/chat"
	"chattr/model"
)

func (r *queryResolver) Server(ctx context.Context, id model.ID) (*model.Server, error) {
	return found(r.chat.Server(ctx, actor(ctx), id))
}

func (r *serverResolver) Owner(ctx context.Context, s *model.Server) (*model.User, error) {
	return loaders(ctx).users.one(ctx, s.OwnerID)
}

func (r *serverResolver) ViewerPermissions(ctx context.Context, s *model.Server) ([]model.Permission, error) {
	return loaders(ctx).permissions.one(ctx, s.ID)
}

func (r *serverResolver) Channels(
	ctx context.Context, s *model.Server, first *int, after *string, last *int, before *string,
) (*chat.ChannelConnection, error) {
	return page(ctx, loaders(ctx).channelPages, s.ID, model.KindChannel, first, after, last, before)
}

func (r *serverResolver) Webhooks(
	ctx context.Context, s *model.Server, first *int, after *string, last *int, before *string,
) (*chat.WebhookConnection, error) {
	return page(ctx, loaders(ctx).serverWebhooks, s.ID, model.KindWebhook, first, after, last, before)
}

func (r *serverResolver) Members(
	ctx context.Context, s *model.Server, first *int, after *string, last *int, before *string,
) (*chat.MemberConnection, error) {
	return page(ctx, loaders(ctx).memberPages, s.ID, model.KindMember, first, after, last, before)
}

func (r *serverResolver) Roles(
	ctx context.Context, s *model.Server, first *int, after *string, last *int, before *string,
) (*chat.RoleConnection, error) {
	return page(ctx, loaders(ctx).rolePages, s.ID, model.KindRole, first, after, last, before)
}

func (r *memberResolver) Server(ctx context.Context, m *model.Member) (*model.Server, error) {
	return loaders(ctx).servers.one(ctx, m.ServerID)
}

func (r *memberResolver) User(ctx context.Context, m *model.Member) (*model.User, error) {
	return loaders(ctx).users.one(ctx, m.UserID)
}

func (r *memberResolver) Roles(ctx context.Context, m *model.Member) ([]*model.Role, error) {
	return loaders(ctx).memberRoles.one(ctx, m.ID)
}

func (r *roleResolver) Server(ctx context.Context, role *model.Role) (*model.Server, error) {
	return loaders(ctx).servers.one(ctx, role.ServerID)
}

func (r *roleResolver) Permissions(_ context.Context, role *model.Role) ([]model.Permission, error) {
	return role.Permissions.List(), nil
}

func (r *mutationResolver) CreateServer(ctx context.Context, in chat.CreateServerInput) (*chat.CreateServerPayload, error) {
	return r.chat.CreateServer(ctx, actor(ctx), in)
}

func (r *mutationResolver) UpdateServer(ctx context.Context, in chat.UpdateServerInput) (*chat.UpdateServerPayload, error) {
	return r.chat.UpdateServer(ctx, actor(ctx), in)
}

func (r *mutationResolver) DeleteServer(ctx context.Context, in chat.DeleteServerInput) (*chat.DeleteServerPayload, error) {
	return r.chat.DeleteServer(ctx, actor(ctx), in)
}
