package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *viewerResolver) Servers(
	ctx context.Context, _ *chat.Viewer, first *int, after *string, last *int, before *string,
) (*chat.ServerConnection, error) {
	p, err := chat.ParsePage(model.KindServer, first, after, last, before)
	if err != nil {
		return nil, err
	}
	return r.chat.Servers.ServersOf(ctx, actor(ctx), p)
}

func (r *queryResolver) Server(ctx context.Context, id model.ID) (*model.Server, error) {
	return found(r.chat.Servers.Get(ctx, actor(ctx), id))
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

func (r *serverResolver) Invitations(
	ctx context.Context, s *model.Server, first *int, after *string, last *int, before *string,
) (*chat.InvitationConnection, error) {
	return page(ctx, loaders(ctx).invitationPages, s.ID, model.KindInvitation, first, after, last, before)
}

func (r *mutationResolver) CreateServer(ctx context.Context, in chat.CreateServerInput) (*chat.CreateServerPayload, error) {
	return r.chat.Servers.Create(ctx, actor(ctx), in)
}

func (r *mutationResolver) UpdateServer(ctx context.Context, in chat.UpdateServerInput) (*chat.UpdateServerPayload, error) {
	return r.chat.Servers.Update(ctx, actor(ctx), in)
}

func (r *mutationResolver) DeleteServer(ctx context.Context, in chat.DeleteServerInput) (*chat.DeleteServerPayload, error) {
	return r.chat.Servers.Delete(ctx, actor(ctx), in)
}

func (r *mutationResolver) LeaveServer(ctx context.Context, in chat.LeaveServerInput) (*chat.LeaveServerPayload, error) {
	return r.chat.Members.Leave(ctx, actor(ctx), in)
}

func (r *mutationResolver) TransferServer(ctx context.Context, in chat.TransferServerInput) (*chat.TransferServerPayload, error) {
	return r.chat.Servers.Transfer(ctx, actor(ctx), in)
}
