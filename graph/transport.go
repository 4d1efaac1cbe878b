package graph

import (
	"context"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/chat"
	"chattr/model"
)

// transports are the ways by which operations come in.
type transports struct {
	presenter
	known     authenticator
	done      <-chan struct{}
	batchWait time.Duration
}

func (t transports) install(s *handler.Server) {
	s.AddTransport(webSocket(t))
	s.AddTransport(eventStream(t))
	s.AddTransport(plain(t))
	s.AroundOperations(t.operation)
	s.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(withLoaders(ctx, t.known.chat, t.batchWait))
	})
}

// operation runs once an operation is valid, whatever way it came.
func (t transports) operation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	s := socketOf(ctx)
	if s != nil {
		who, err := s.renew(ctx)
		if err != nil {
			return t.failed(ctx, err)
		}
		ctx = withActor(ctx, who)
	}
	if graphql.GetOperationContext(ctx).Operation.Operation != ast.Subscription {
		return next(ctx)
	}
	f := &feed{wanted: make(chan struct{}, 1)}
	responses := f.onDemand(t.subscribe(context.WithValue(ctx, feedKey{}, f), next))
	if s != nil {
		return t.overSocket(ctx, s, f, responses)
	}
	return responses
}

func (t transports) subscribe(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	// One field under two names is valid, and gqlgen has no answer to it.
	if len(graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})) != 1 {
		return t.failed(ctx, documentError(errcode.ValidationFailed, "A subscription selects exactly one field."))
	}
	return next(ctx)
}

func (t transports) failed(ctx context.Context, err error) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{t.present(ctx, err)}})
}

// feed is what a stream and its transport have to say to each other beside the events.
type feed struct {
	wanted chan struct{} // a response was asked for

	mu     sync.Mutex
	cursor string // of the latest event
	reason error  // why the stream ended
}

type feedKey struct{}

func feedOf(ctx context.Context) *feed {
	if f, ok := ctx.Value(feedKey{}).(*feed); ok {
		return f
	}
	return &feed{} // of a query
}

// onDemand tells the stream when a response is asked for.
func (f *feed) onDemand(responses graphql.ResponseHandler) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		select {
		case f.wanted <- struct{}{}:
		default:
		}
		return responses(ctx)
	}
}

// stream feeds a subscription from s until it ends, and lets the transport say why. It closes s.
func stream(ctx context.Context, s *chat.Stream) <-chan *model.ChannelEvent {
	events := make(chan *model.ChannelEvent)
	go feedOf(ctx).pull(ctx, s, events)
	return events
}

// pull reads an event when the transport is ready for it and no sooner: a slow reader costs no queue, and what is deleted
// meanwhile is not in anybody's hands.
func (f *feed) pull(ctx context.Context, s *chat.Stream, events chan<- *model.ChannelEvent) {
	defer close(events)
	defer s.Close()
	defer func() {
		if cause := recover(); cause != nil {
			f.end(recovered(ctx, cause))
		}
	}()
	for {
		select {
		case <-f.wanted:
		case <-ctx.Done():
			return
		}
		event, err := s.Next(ctx)
		if err != nil {
			f.end(err)
			return
		}
		f.at(event.Cursor().String())
		select {
		case events <- event:
		case <-ctx.Done():
			return
		}
	}
}

func (f *feed) at(cursor string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cursor = cursor
}

// latest is the cursor of the event that the latest response is about; "" when it is about none.
func (f *feed) latest() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cursor
}

func (f *feed) end(reason error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reason = reason
}

// ended is why the stream ended, nil when it did not or when the reader left.
func (f *feed) ended(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if ctx.Err() != nil {
		return nil
	}
	return f.reason
}

type resumeKey struct{}

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
