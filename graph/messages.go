package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

func (r *messageResolver) Channel(ctx context.Context, m *model.Message) (*model.Channel, error) {
	if actor(ctx).User == nil { // a webhook has just posted the message, and an error would make the post look failed
		return nil, nil
	}
	return found(loaders(ctx).channels.one(ctx, m.ChannelID))
}

func (r *mutationResolver) PostMessage(ctx context.Context, in chat.PostMessageInput) (*chat.PostMessagePayload, error) {
	payload, err := r.chat.Messages.Post(ctx, actor(ctx), in)
	r.count(err, payload != nil && payload.Replayed)
	return payload, err
}

// count counts a post by its outcome.
func (r *resolver) count(err error, replayed bool) {
	if err != nil {
		r.metrics.Refused(metrics.GraphQL, model.ErrorCode(err))
		return
	}
	r.metrics.Posted(metrics.GraphQL, replayed)
}

func (r *mutationResolver) EditMessage(ctx context.Context, in chat.EditMessageInput) (*chat.EditMessagePayload, error) {
	return r.chat.Messages.Edit(ctx, actor(ctx), in)
}

func (r *mutationResolver) DeleteMessage(ctx context.Context, in chat.DeleteMessageInput) (*chat.DeleteMessagePayload, error) {
	return r.chat.Messages.Delete(ctx, actor(ctx), in)
}
