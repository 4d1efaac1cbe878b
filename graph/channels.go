package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *queryResolver) Channel(ctx context.Context, id model.ID) (*model.Channel, error) {
	return found(r.chat.Channels.Get(ctx, actor(ctx), id))
}

func (r *channelResolver) Server(ctx context.Context, ch *model.Channel) (*model.Server, error) {
	return loaders(ctx).servers.one(ctx, ch.ServerID)
}

func (r *channelResolver) Messages(
	ctx context.Context, ch *model.Channel, first *int, after *string, last *int, before *string,
) (*chat.MessageConnection, error) {
	return page(ctx, loaders(ctx).messagePages, ch.ID, model.KindMessage, first, after, last, before)
}

func (r *channelResolver) Webhooks(
	ctx context.Context, ch *model.Channel, first *int, after *string, last *int, before *string,
) (*chat.WebhookConnection, error) {
	return page(ctx, loaders(ctx).channelWebhooks, ch.ID, model.KindWebhook, first, after, last, before)
}

func (r *mutationResolver) CreateChannel(ctx context.Context, in chat.CreateChannelInput) (*chat.CreateChannelPayload, error) {
	return r.chat.Channels.Create(ctx, actor(ctx), in)
}

func (r *mutationResolver) UpdateChannel(ctx context.Context, in chat.UpdateChannelInput) (*chat.UpdateChannelPayload, error) {
	return r.chat.Channels.Update(ctx, actor(ctx), in)
}

func (r *mutationResolver) DeleteChannel(ctx context.Context, in chat.DeleteChannelInput) (*chat.DeleteChannelPayload, error) {
	return r.chat.Channels.Delete(ctx, actor(ctx), in)
}
