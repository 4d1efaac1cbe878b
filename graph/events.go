package graph

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/stream"
)

// ChannelEvents is called in two ways: once to open the stream, which it leaves to the transport to pull, and then for each
// event, which it only hands on.
func (r *subscriptionResolver) ChannelEvents(
	ctx context.Context, channelID model.ID, after *string,
) (<-chan *model.ChannelEvent, error) {
	events := make(chan *model.ChannelEvent, 1)
	defer close(events)
	if e, ok := ctx.Value(eventKey{}).(*model.ChannelEvent); ok {
		events <- e
		return events, nil
	}
	s, err := r.chat.ChannelEvents(ctx, actor(ctx), channelID, resumeAfter(ctx, after))
	if err != nil {
		return nil, err
	}
	o := ctx.Value(openingKey{}).(*opening)
	o.stream, o.channel = s, channelID
	return events, nil
}

type (
	openingKey struct{}
	eventKey   struct{}
	resumeKey  struct{}
)

// opening is where the resolver leaves the stream that it opened, with the arguments as gqlgen read them.
type opening struct {
	stream  *stream.Stream
	channel model.ID
}

func withOpening(ctx context.Context, o *opening) context.Context {
	return context.WithValue(ctx, openingKey{}, o)
}

// withEvent has a subscription executed for one event.
func withEvent(ctx context.Context, e *model.ChannelEvent) context.Context {
	return context.WithValue(ctx, eventKey{}, e)
}

func withLastEventID(ctx context.Context, id string) context.Context {
	if id == "" {
		return ctx
	}
	return context.WithValue(ctx, resumeKey{}, id)
}

// resumeAfter is where a stream continues: a reconnecting event source repeats its first request, so what its header says
// wins over the argument.
func resumeAfter(ctx context.Context, after *string) *string {
	if id, ok := ctx.Value(resumeKey{}).(string); ok {
		return &id
	}
	return after
}
