package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *roleResolver) Server(ctx context.Context, role *model.Role) (*model.Server, error) {
	return loaders(ctx).servers.one(ctx, role.ServerID)
}

func (r *roleResolver) Permissions(_ context.Context, role *model.Role) ([]model.Permission, error) {
	return role.Permissions.List(), nil
}

func (r *mutationResolver) CreateRole(ctx context.Context, in chat.CreateRoleInput) (*chat.CreateRolePayload, error) {
	return r.chat.Roles.Create(ctx, actor(ctx), in)
}

func (r *mutationResolver) UpdateRole(ctx context.Context, in chat.UpdateRoleInput) (*chat.UpdateRolePayload, error) {
	return r.chat.Roles.Update(ctx, actor(ctx), in)
}

func (r *mutationResolver) DeleteRole(ctx context.Context, in chat.DeleteRoleInput) (*chat.DeleteRolePayload, error) {
	return r.chat.Roles.Delete(ctx, actor(ctx), in)
}

func (r *mutationResolver) GiveRole(ctx context.Context, in chat.GiveRoleInput) (*chat.GiveRolePayload, error) {
	return r.chat.Roles.GiveRole(ctx, actor(ctx), in)
}

func (r *mutationResolver) TakeRole(ctx context.Context, in chat.TakeRoleInput) (*chat.TakeRolePayload, error) {
	return r.chat.Roles.TakeRole(ctx, actor(ctx), in)
}
