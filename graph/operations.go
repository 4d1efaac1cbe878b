package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/chat"
	"chattr/metrics"
	"chattr/model"
	"chattr/problem"
)

// operations runs what comes in over connections that stay open.
type operations struct {
	transports
	exec   graphql.GraphExecutor
	groups *groups
}

func newOperations(t transports, exec graphql.GraphExecutor) *operations {
	o := &operations{transports: t, exec: exec}
	o.groups = newGroups(func(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte {
		t.metrics.Executed(metrics.ForGroup)
		return o.execute(ctx, op, e)
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
	stream  *chat.Stream
	group   *group                // nil: every event is executed for this viewer alone
	events  []*model.ChannelEvent // taken and not yet executed
	pending []delivery
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

// take is at most max results that can be had without waiting, and what to do next.
func (t *task) take(out []delivery, max int) ([]delivery, operationState) {
	switch {
	case !t.begun:
		return out, blocked
	case len(t.pending) > 0:
		n := min(max, len(t.pending))
		out, t.pending = append(out, t.pending[:n]...), t.pending[n:]
		if t.stream != nil {
			t.streams.Delivered(n)
		}
		return out, more
	case t.ended:
		return out, done
	}
	return t.follow(out, max)
}

func (t *task) follow(out []delivery, max int) ([]delivery, operationState) {
	var status chat.Status
	t.events, status = t.stream.Take(t.events[:0], chat.Limit{Events: max})
	if t.group != nil {
		for _, e := range t.events {
			out = append(out, delivery{payload: t.group.payload(e), event: e})
		}
		t.streams.Delivered(len(t.events))
		t.events = t.events[:0]
	}
	switch {
	case len(t.events) > 0 || status == chat.Behind:
		return out, blocked
	case status == chat.More:
		return out, more
	case status == chat.Ended:
		t.ended, t.reason = true, t.stream.Err()
		return out, done
	}
	return out, idle
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
	case len(t.events) > 0:
		t.executeAlone(ctx)
	default:
		_ = t.stream.CatchUp(ctx) // only ctx can end it early, and then nobody asks
	}
	return false
}

func (t *task) executeAlone(ctx context.Context) {
	ctx = withActor(ctx, t.stream.Actor())
	for _, e := range t.events {
		t.o.metrics.Executed(metrics.ForViewer)
		payload := t.o.execute(ctx, t.op, e)
		if payload == nil {
			return // the reader has left
		}
		t.pending = append(t.pending, delivery{payload: payload, event: e})
	}
	t.events = t.events[:0]
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
	response := responses(ctx)
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
	t.stream = o.stream
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
	if t.stream != nil {
		t.stream.Close()
		t.streams.Closed()
	}
	if t.group != nil {
		t.group.leave()
	}
}
