package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *invitationResolver) Server(ctx context.Context, i *model.Invitation) (*model.Server, error) {
	return loaders(ctx).servers.one(ctx, i.ServerID)
}

func (r *invitationResolver) Creator(ctx context.Context, i *model.Invitation) (*model.User, error) {
	return found(loaders(ctx).users.one(ctx, i.CreatorID))
}

func (r *mutationResolver) CreateInvitation(ctx context.Context, in chat.CreateInvitationInput) (*chat.CreateInvitationPayload, error) {
	return r.chat.Invitations.Create(ctx, actor(ctx), in)
}

func (r *mutationResolver) RevokeInvitation(ctx context.Context, in chat.RevokeInvitationInput) (*chat.RevokeInvitationPayload, error) {
	return r.chat.Invitations.Revoke(ctx, actor(ctx), in)
}

func (r *mutationResolver) AcceptInvitation(ctx context.Context, in chat.AcceptInvitationInput) (*chat.AcceptInvitationPayload, error) {
	return r.chat.Invitations.Accept(ctx, actor(ctx), in)
}
