package graph

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/stream"
)

// subscriptions opens the streams of subscriptions, and executes their selections for events. gqlgen's own execution of a subscription
// is not used: it calls one resolver to open the stream, and reads the events from a channel of Go.
type subscriptions struct {
	presenter
	chat      *chat.Chat
	schema    *executableSchema
	batchWait time.Duration
}

// open opens the stream of a subscription for the actor of ctx, and returns it with its channel. If lastEventID is not empty, the
// stream continues after it instead of after the argument `after`: an EventSource that connects again repeats its first request. open
// returns the errors of the arguments and of chat.Events.Open as they are sent to the caller. A panic is INTERNAL.
func (s subscriptions) open(ctx context.Context, op *graphql.OperationContext, lastEventID string) (
	events *stream.Stream, channel model.ID, errs gqlerror.List,
) {
	ctx = s.responseContext(ctx, op)
	defer func() {
		if cause := recover(); cause != nil {
			events, errs = nil, gqlerror.List{s.present(ctx, recovered(ctx, cause))}
		}
	}()
	ec := newExecutionContext(op, s.schema, nil)
	field, err := ec.fieldContext_Subscription_channelEvents(ctx, subscriptionField(op))
	if err != nil {
		return nil, 0, graphql.GetErrors(ctx)
	}
	ctx = graphql.WithFieldContext(ctx, field)
	channel, _ = field.Args["channelId"].(model.ID)
	after, _ := field.Args["after"].(*string)
	if lastEventID != "" {
		after = &lastEventID
	}
	events, err = s.chat.Events.Open(ctx, actor(ctx), channel, after)
	if err != nil {
		op.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
		return nil, 0, graphql.GetErrors(ctx)
	}
	return events, channel, nil
}

// execute executes the selection of a subscription for one event, for the actor of ctx, and returns the response as JSON. It returns nil if
// ctx has ended. A panic is INTERNAL in the response.
func (s subscriptions) execute(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) (payload []byte) {
	if ctx.Err() != nil {
		return nil
	}
	ctx = s.responseContext(ctx, op)
	defer func() {
		if cause := recover(); cause != nil {
			payload = encode(&graphql.Response{Data: []byte("null"), Errors: gqlerror.List{s.present(ctx, recovered(ctx, cause))}})
		}
	}()
	ctx = withLoaders(ctx, s.chat, s.batchWait)
	field := subscriptionField(op)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription", Field: field, IsMethod: true, IsResolver: true})
	var data bytes.Buffer
	data.WriteByte('{')
	graphql.MarshalString(field.Alias).MarshalGQL(&data)
	data.WriteByte(':')
	newExecutionContext(op, s.schema, nil)._ChannelEvent(ctx, field.Selections, e).MarshalGQL(&data)
	data.WriteByte('}')
	return encode(&graphql.Response{Data: data.Bytes(), Errors: graphql.GetErrors(ctx)})
}

// responseContext returns the context in which gqlgen executes the fields of one response.
func (s subscriptions) responseContext(ctx context.Context, op *graphql.OperationContext) context.Context {
	ctx = graphql.WithOperationContext(ctx, op)
	ctx = graphql.WithResponseContext(ctx, s.present, recovered)
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription"})
}

// subscriptionField returns the field that a subscription selects. subscriptionRoot has checked that it selects exactly one.
func subscriptionField(op *graphql.OperationContext) graphql.CollectedField {
	return graphql.CollectFields(op, op.Operation.SelectionSet, subscriptionImplementors)[0]
}

// ChannelEvents is never called: subscriptions.open and subscriptions.execute replace it.
func (r *subscriptionResolver) ChannelEvents(context.Context, model.ID, *string) (<-chan *model.ChannelEvent, error) {
	return nil, errors.New("a subscription was executed by gqlgen")
}
