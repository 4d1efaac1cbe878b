package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *queryResolver) Webhook(ctx context.Context, id model.ID) (*model.Webhook, error) {
	return found(r.chat.Webhooks.Get(ctx, actor(ctx), id))
}

func (r *webhookResolver) Channel(ctx context.Context, w *model.Webhook) (*model.Channel, error) {
	return loaders(ctx).channels.one(ctx, w.ChannelID)
}

func (r *webhookResolver) Creator(ctx context.Context, w *model.Webhook) (*model.User, error) {
	return found(loaders(ctx).users.one(ctx, w.CreatorID))
}

func (r *mutationResolver) CreateWebhook(ctx context.Context, in chat.CreateWebhookInput) (*chat.CreateWebhookPayload, error) {
	return r.chat.Webhooks.Create(ctx, actor(ctx), in)
}

func (r *mutationResolver) UpdateWebhook(ctx context.Context, in chat.UpdateWebhookInput) (*chat.UpdateWebhookPayload, error) {
	return r.chat.Webhooks.Update(ctx, actor(ctx), in)
}

func (r *mutationResolver) DeleteWebhook(ctx context.Context, in chat.DeleteWebhookInput) (*chat.DeleteWebhookPayload, error) {
	return r.chat.Webhooks.Delete(ctx, actor(ctx), in)
}

func (r *mutationResolver) RegenerateWebhookURL(
	ctx context.Context, in chat.RegenerateWebhookURLInput,
) (*chat.RegenerateWebhookURLPayload, error) {
	return r.chat.Webhooks.RegenerateURL(ctx, actor(ctx), in)
}

func (r *mutationResolver) ExecuteWebhook(
	ctx context.Context, in chat.ExecuteWebhookInput,
) (*chat.ExecuteWebhookPayload, error) {
	payload, err := r.chat.Webhooks.Execute(ctx, address(ctx), in)
	r.count(err, payload != nil && payload.Replayed)
	return payload, err
}

func (r *mutationResolver) TestWebhook(ctx context.Context, in chat.TestWebhookInput) (*chat.TestWebhookPayload, error) {
	payload, err := r.chat.Webhooks.Test(ctx, actor(ctx), in)
	r.count(err, false)
	return payload, err
}
