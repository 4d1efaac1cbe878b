package graph

import (
	"context"

	"chattr/model"
)

func (r *subscriptionResolver) ChannelEvents(
	ctx context.Context, channelID model.ID, after *string,
) (<-chan *model.ChannelEvent, error) {
	s, err := r.chat.ChannelEvents(ctx, actor(ctx), channelID, resumeAfter(ctx, after))
	if err != nil {
		return nil, err
	}
	return stream(ctx, s), nil
}
