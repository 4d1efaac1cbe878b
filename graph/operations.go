package graph

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/backlog"
	"chattr/internal/graphqlws"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/stream"
)

// operations runs what comes in over connections that stay open.
type operations struct {
	transports
	exec    graphql.GraphExecutor
	groups  *groups
	backlog *backlog.Backlog
}

func newOperations(t transports, exec graphql.GraphExecutor) *operations {
	o := &operations{transports: t, exec: exec, backlog: backlog.New()}
	o.groups = newGroups(func(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte {
		t.metrics.Executed(metrics.ForGroup)
		return o.executeShared(ctx, op, e)
	})
	t.metrics.WatchGroups(o.groups.size)
	return o
}

// execute runs a subscription for one event. It answers nil when ctx has ended.
func (o *operations) execute(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte {
	responses, ctx := o.exec.DispatchOperation(withEvent(graphql.StartOperationTrace(ctx), e), op)
	if response := responses(ctx); response != nil {
		return encode(response)
	}
	return nil
}

// executeShared is execute for a group. It returns INTERNAL when the execution panics, and never nil.
func (o *operations) executeShared(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) (payload []byte) {
	defer func() {
		if cause := recover(); cause != nil {
			payload = encode(&graphql.Response{Data: []byte("null"), Errors: gqlerror.List{o.present(ctx, recovered(ctx, cause))}})
		}
	}()
	return o.execute(ctx, op, e)
}

const (
	writeSize = 32 << 10 // about how many bytes an operation delivers at a time
	maxKept   = 4 * writeSize
)

// task is one running operation. Nothing it does waits but work.
type task struct {
	o       *operations
	prepare func(ctx context.Context) (during, *graphql.OperationContext, gqlerror.List, error)
	wake    func()
	streams *metrics.Streams

	during  during // of what prepare found out
	begun   bool
	request string // the id of the one that it came with
	op      *graphql.OperationContext
	stream  *stream.Stream
	group   *group                // nil: every event is executed for this viewer alone
	at      model.Cursor          // of the last event delivered
	waiting []*execution          // of the next events, as the group executes them
	awaited *execution            // wakes the task when it is done
	taken   []*model.ChannelEvent // the next events, to be executed for this viewer alone
	pending []delivery            // executed
	owed    int                   // about how many bytes were asked for and are not delivered
	asked   *atomic.Int64         // the sum of owed over all tasks of the connection
	ended   bool
	reason  error         // why the stream ended
	errors  gqlerror.List // why the operation could not begin
}

// during adds what an operation knows of its caller to the context of a piece of its work.
type during func(context.Context) context.Context

// delivery is one result, and of an event the place in the stream.
type delivery struct {
	payload []byte
	event   *model.ChannelEvent // nil for a query or a mutation
}

// take appends results that can be had without waiting, and returns what to do next.
func (t *task) take(out []delivery, p graphqlws.Portion) ([]delivery, graphqlws.State) {
	switch {
	case !t.begun:
		return out, graphqlws.Blocked
	case t.stream == nil && len(t.pending) > 0:
		out, t.pending = append(out, t.pending...), nil
		return out, graphqlws.More
	case t.ended:
		return out, graphqlws.Done
	}
	return t.follow(out, p)
}

// kind says what work does next.
func (t *task) kind() workKind {
	switch {
	case t.begun:
		return streaming
	case t.op == nil:
		return preparing
	}
	return workOf(t.op.Operation.Operation)
}

// work does what waits: it prepares the operation, begins it, catches up, or executes events for this viewer alone. again reports
// whether the operation was prepared and has to begin.
func (t *task) work(ctx context.Context) (again bool) {
	switch {
	case !t.begun && t.op == nil:
		return t.prepared(ctx)
	case !t.begun:
		t.begin(ctx)
		t.begun = true
	case len(t.taken) > 0:
		t.executeAlone(ctx)
	default:
		_ = t.stream.CatchUp(ctx) // only ctx can end it early, and then nobody asks
	}
	return false
}

// prepared reports whether the operation can begin. If not, it has ended.
func (t *task) prepared(ctx context.Context) bool {
	t.request = problem.RequestID(ctx)
	during, op, errs, err := t.prepare(ctx)
	t.prepare = nil
	switch {
	case err != nil:
		t.begun, t.ended, t.reason = true, true, err
		return false
	case errs != nil:
		t.refuse(during(ctx), op, errs)
		return false
	}
	t.during, t.op = during, op
	return true
}

// refuse ends an operation that is not valid.
func (t *task) refuse(ctx context.Context, op *graphql.OperationContext, errs gqlerror.List) {
	t.begun = true
	t.fail(t.o.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
	t.o.count(op, t.errors)
}

func (t *task) begin(ctx context.Context) {
	op, opening := t.op, &opening{}
	ctx = t.during(ctx)
	if op.Operation.Operation == ast.Subscription {
		ctx = withOpening(ctx, opening)
	}
	responses, ctx := t.o.exec.DispatchOperation(ctx, op)
	response := t.o.firstResponse(ctx, responses)
	if opening.stream == nil {
		t.o.count(op, response.Errors)
	}
	switch {
	case opening.stream != nil:
		t.o.count(op, nil)
		t.subscribe(opening)
	case op.Operation.Operation == ast.Subscription:
		t.fail(response.Errors)
	default:
		t.pending, t.ended = append(t.pending, delivery{payload: encode(response)}), true
	}
}

func (t *task) fail(errs gqlerror.List) { t.ended, t.errors = true, errs }

func (t *task) subscribe(o *opening) {
	t.stream, t.at = o.stream, o.stream.At()
	t.streams.Opened()
	t.stream.OnChange(t.wake)
	if selection, shared := selectionOf(t.op); shared {
		t.group = t.o.groups.join(groupKey{channel: o.channel, selection: selection}, t.op)
	}
	t.during = nil
	if t.group != nil {
		t.op = nil // what thousands of idle subscriptions need not hold
	}
}

// failure is what to tell of an operation that has ended, nil for nothing.
func (t *task) failure() gqlerror.List {
	if t.errors == nil && t.reason != nil {
		return gqlerror.List{t.o.present(problem.WithRequestID(context.Background(), t.request), t.reason)}
	}
	return t.errors
}

func (t *task) close() {
	t.forget()
	if t.stream != nil {
		t.stream.Close()
		t.streams.Closed()
	}
	if t.group != nil {
		t.group.leave()
	}
}
