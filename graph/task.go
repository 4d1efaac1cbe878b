package graph

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/graphqlws"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/stream"
)

const (
	writeSize = 32 << 10 // about how many bytes an operation delivers at a time
	maxKept   = 4 * writeSize
	maxTaken  = 8 // events that are taken from a stream at a time

	// minViewerBytes is the least estimate for an event that is executed for one viewer: it may have lists.
	minViewerBytes = 8 << 10
)

// task is one running operation of a socket or an event stream. Only work waits; the other methods return immediately. The methods are
// never called concurrently.
type task struct {
	operations  *operations
	prepare     prepareFunc
	wake        func() // called when next may return something new
	streams     *metrics.Streams
	lastEventID string // where a subscription continues; empty: after its argument

	callerContext callerContext // of the operation, from prepare
	started       bool
	requestID     string // of the request that the operation came with
	op            *graphql.OperationContext
	stream        *stream.Stream
	group         *group                // nil: every event is executed for this viewer alone
	cursor        model.Cursor          // of the last event that was delivered
	executions    []*execution          // of the next events, by the group
	awaited       *execution            // the execution that wakes the task when it is done
	unexecuted    []*model.ChannelEvent // the next events, to be executed for this viewer alone
	executed      []delivery            // results that are ready
	requested     int                   // about how many bytes were requested and are not delivered
	allRequested  *atomic.Int64         // the sum of requested over all tasks of the connection
	ended         bool
	reason        error         // why the stream ended
	errors        gqlerror.List // why the operation could not start
}

// callerContext returns ctx with the caller of an operation: the actor and the address.
type callerContext func(ctx context.Context) context.Context

// prepareFunc authenticates the caller and parses an operation. errs are those of the document, err any other.
type prepareFunc func(ctx context.Context) (caller callerContext, op *graphql.OperationContext, errs gqlerror.List, err error)

// delivery is one result. event is nil for a query or a mutation.
type delivery struct {
	payload []byte
	event   *model.ChannelEvent
}

// next appends results that are available without waiting, and returns what the task needs next. It requests the execution of further
// events as far as the portion allows.
func (t *task) next(out []delivery, p graphqlws.Portion) ([]delivery, graphqlws.State) {
	switch {
	case !t.started:
		return out, graphqlws.Blocked
	case t.stream == nil && len(t.executed) > 0:
		out, t.executed = append(out, t.executed...), nil
		return out, graphqlws.More
	case t.ended:
		return out, graphqlws.Done
	}
	before := len(out)
	out, state := t.nextEvents(out, p)
	if len(out) > before {
		t.cursor = out[len(out)-1].event.Cursor()
		t.streams.Delivered(len(out) - before)
	}
	return out, state
}

// nextEvents is next for a subscription.
func (t *task) nextEvents(out []delivery, p graphqlws.Portion) ([]delivery, graphqlws.State) {
	t.allRequested = p.Requested
	t.rewindIfStale()
	for {
		var finished bool
		if out, p.Bytes, finished = t.deliver(out, p.Bytes); !finished {
			return out, graphqlws.Idle
		}
		if p.Bytes <= 0 {
			return out, graphqlws.More
		}
		if len(t.unexecuted) > 0 {
			return out, graphqlws.Blocked
		}
		left := writeSize - int(p.Requested.Load())
		if left <= 0 {
			return out, graphqlws.Deferred
		}
		var buffer [maxTaken]*model.ChannelEvent
		events, status := t.stream.Take(buffer[:0], stream.Limit{Events: maxTaken, Bytes: min(left, p.Bytes), Size: t.size})
		out, p.Bytes = t.request(out, events, p.Bytes)
		switch {
		case len(t.executions) > 0:
		case len(t.unexecuted) > 0 || status == stream.Behind:
			return out, graphqlws.Blocked
		case status == stream.Ended:
			t.ended, t.reason = true, t.stream.Err()
			return out, graphqlws.Done
		case status == stream.Idle:
			return out, graphqlws.Idle
		}
	}
}

// rewindIfStale rewinds the stream to the last delivered event if events that were taken and not delivered are stale.
//
// SECURITY: an event that was taken before is not delivered after its text was deleted, or after the access ended.
func (t *task) rewindIfStale() {
	if len(t.executions)+len(t.unexecuted)+len(t.executed) > 0 && t.stream.Stale() {
		t.dropEvents()
		t.stream.Rewind(t.cursor)
	}
}

// dropEvents drops events that were taken and not delivered.
func (t *task) dropEvents() {
	t.executions, t.unexecuted, t.executed, t.awaited = nil, nil, nil, nil
	t.subtractRequested(t.requested)
}

// request requests the executions of events that were just taken. As long as they are done and bytes are left, it delivers them.
func (t *task) request(out []delivery, events []*model.ChannelEvent, bytes int) ([]delivery, int) {
	for _, e := range events {
		if t.group == nil {
			t.addRequested(e)
			t.unexecuted = append(t.unexecuted, e)
			continue
		}
		x, payload := t.group.ask(e)
		if payload != nil && len(t.executions) == 0 && bytes > 0 {
			out = append(out, delivery{payload: payload, event: e})
			bytes -= len(payload)
			continue
		}
		t.addRequested(e)
		t.executions = append(t.executions, x)
	}
	return out, bytes
}

// deliver appends results that are ready, until the bytes are used up. finished reports false if the next execution is not done.
func (t *task) deliver(out []delivery, bytes int) (_ []delivery, left int, finished bool) {
	for ; len(t.executed) > 0 && bytes > 0; t.executed = t.executed[1:] {
		d := t.executed[0]
		t.executed[0] = delivery{}
		t.subtractRequested(t.size(d.event))
		out = append(out, d)
		bytes -= len(d.payload)
	}
	for len(t.executions) > 0 && bytes > 0 {
		x := t.executions[0]
		payload := t.result(x)
		if payload == nil {
			return out, bytes, false
		}
		t.executions[0] = nil
		if t.executions = t.executions[1:]; len(t.executions) == 0 {
			t.executions = nil
		}
		t.subtractRequested(t.size(x.event))
		out = append(out, delivery{payload: payload, event: x.event})
		bytes -= len(payload)
	}
	return out, bytes, true
}

// result returns the payload of an execution. If the execution is not done, it returns nil and t is woken, once, when it is.
func (t *task) result(x *execution) []byte {
	wake := t.wake
	if t.awaited == x {
		wake = nil
	}
	t.awaited = x
	return x.result(wake)
}

// addRequested records that an event was requested.
func (t *task) addRequested(e *model.ChannelEvent) {
	size := t.size(e)
	t.requested += size
	t.allRequested.Add(int64(size))
}

// subtractRequested records that size bytes of those requested are delivered or dropped.
func (t *task) subtractRequested(size int) {
	if t.requested -= size; t.allRequested != nil {
		t.allRequested.Add(-int64(size))
	}
}

// size returns about how many bytes the payload of an event takes.
func (t *task) size(e *model.ChannelEvent) int {
	if t.group != nil {
		return t.group.size(e)
	}
	return minViewerBytes + weightOf(t.op).size(e)
}

// workKind returns what work does next.
func (t *task) workKind() workKind {
	switch {
	case t.started:
		return streaming
	case t.op == nil:
		return preparing
	}
	return workOf(t.op.Operation.Operation)
}

// work does what waits: it prepares the operation, starts it, reads older events, or executes events for this viewer alone. again reports
// whether the operation was prepared and must be started.
func (t *task) work(ctx context.Context) (again bool) {
	switch {
	case !t.started && t.op == nil:
		return t.prepareOperation(ctx)
	case !t.started:
		t.start(ctx)
		t.started = true
	case len(t.unexecuted) > 0:
		t.executeForViewer(ctx)
	default:
		_ = t.stream.CatchUp(ctx) // it fails only if ctx ends, and then the operation is not wanted any more
	}
	return false
}

// prepareOperation calls prepare. It reports whether the operation can start. If not, the operation has ended.
func (t *task) prepareOperation(ctx context.Context) bool {
	t.requestID = problem.RequestID(ctx)
	caller, op, errs, err := t.prepare(ctx)
	t.prepare = nil
	switch {
	case err != nil:
		t.started, t.ended, t.reason = true, true, err
		return false
	case errs != nil:
		t.refuse(caller(ctx), op, errs)
		return false
	}
	t.callerContext, t.op = caller, op
	return true
}

// refuse ends an operation whose document or variables are not valid.
func (t *task) refuse(ctx context.Context, op *graphql.OperationContext, errs gqlerror.List) {
	t.started = true
	t.fail(t.operations.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
	t.operations.count(op, t.errors)
}

// start executes a query or a mutation, or opens the stream of a subscription.
func (t *task) start(ctx context.Context) {
	op := t.op
	ctx = t.callerContext(ctx)
	if op.Operation.Operation == ast.Subscription {
		events, channel, errs := t.operations.subscriptions.open(ctx, op, t.lastEventID)
		t.operations.count(op, errs)
		if errs != nil {
			t.fail(errs)
			return
		}
		t.follow(events, channel)
		return
	}
	responses, ctx := t.operations.exec.DispatchOperation(ctx, op)
	response := t.operations.firstResponse(ctx, responses)
	t.operations.count(op, response.Errors)
	t.executed, t.ended = append(t.executed, delivery{payload: encode(response)}), true
}

// fail ends an operation that could not start.
func (t *task) fail(errs gqlerror.List) { t.ended, t.errors = true, errs }

// follow delivers the events of a stream from now on.
func (t *task) follow(events *stream.Stream, channel model.ID) {
	t.stream, t.cursor = events, events.At()
	t.streams.Opened()
	events.OnChange(t.wake)
	if selection, shared := selectionOf(t.op); shared {
		t.group = t.operations.groups.join(groupKey{channel: channel, selection: selection}, t.op)
	}
	t.callerContext = nil
	if t.group != nil {
		t.op = nil // thousands of idle subscriptions need not hold it
	}
}

// executeForViewer executes the events for this viewer alone, until they fill a write.
func (t *task) executeForViewer(ctx context.Context) {
	ctx = withActor(ctx, t.stream.Actor())
	for bytes := 0; len(t.unexecuted) > 0 && bytes < writeSize; {
		t.operations.metrics.Executed(metrics.ForViewer)
		payload := t.operations.subscriptions.execute(ctx, t.op, t.unexecuted[0])
		if payload == nil {
			return // the client has disconnected
		}
		bytes += len(payload)
		t.executed = append(t.executed, delivery{payload: payload, event: t.unexecuted[0]})
		t.unexecuted[0] = nil
		t.unexecuted = t.unexecuted[1:]
	}
}

// failure returns the errors of an operation that has ended, nil if it succeeded.
func (t *task) failure() gqlerror.List {
	if t.errors == nil && t.reason != nil {
		return gqlerror.List{t.operations.present(problem.WithRequestID(context.Background(), t.requestID), t.reason)}
	}
	return t.errors
}

// close releases the stream and the group. It is the last call.
func (t *task) close() {
	t.dropEvents()
	if t.stream != nil {
		t.stream.Close()
		t.streams.Closed()
	}
	if t.group != nil {
		t.group.leave()
	}
}
