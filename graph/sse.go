package graph

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/model"
)

const (
	keepAlive  = 15 * time.Second // proxies cut what is silent for longer, often after a minute
	stallLimit = 15 * time.Second // a client that takes nothing for so long is cut
)

// eventStream answers an operation with server-sent events: graphql-sse, distinct connections mode. Each event of a
// stream has its cursor as id.
type eventStream transports

// Supports takes what asks for events first.
func (eventStream) Supports(r *http.Request) bool { return wantsEvents(r) }

// Do answers until the operation is complete. Only this goroutine writes, and it never waits longer than stallLimit.
func (t eventStream) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, err := readParams(w, r)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	ctx, cancel := context.WithCancel(withLastEventID(r.Context(), r.Header.Get("Last-Event-ID")))
	op, errs := exec.CreateOperationContext(ctx, params)
	if errs == nil {
		err = misdirected(r, op)
	}
	if err != nil {
		cancel()
		t.refuse(w, r, statusOf(err), err)
		return
	}
	frames, written := make(chan []byte), make(chan struct{}, 1)
	defer func() { // what produces may still be in a resolver; it ends with the context
		cancel()
		for range frames {
		}
	}()
	send := func(frame []byte) {
		select {
		case frames <- frame:
		case <-ctx.Done():
			return
		}
		select { // the next event is read when this one is out
		case <-written:
		case <-ctx.Done():
		}
	}
	go func() {
		defer close(frames)
		t.produce(ctx, exec, op, errs, send)
	}()
	t.write(w, frames, written, t.interrupted(op, errs))
}

// interrupted is when a stream ends though it is not complete. Queries and mutations are waited for.
func (t eventStream) interrupted(op *graphql.OperationContext, errs gqlerror.List) <-chan struct{} {
	if errs == nil && op.Operation.Operation == ast.Subscription {
		return t.done
	}
	return nil
}

func (t eventStream) write(w http.ResponseWriter, frames <-chan []byte, written chan<- struct{}, interrupted <-chan struct{}) {
	w.Header().Set("Content-Type", eventType)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Accel-Buffering", "no")
	out := eventWriter{w: w, control: http.NewResponseController(w)}
	silence := time.NewTicker(keepAlive)
	defer silence.Stop()
	if !out.write(comment) { // opens the stream at the client before there is anything to say
		return
	}
	for {
		select {
		case frame, open := <-frames:
			if !open || !out.write(frame) {
				return
			}
			written <- struct{}{}
			silence.Reset(keepAlive)
		case <-silence.C:
			if !out.write(comment) {
				return
			}
		case <-interrupted:
			return
		}
	}
}

type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// write says whether the client took everything in time.
func (e eventWriter) write(frame []byte) bool {
	_ = e.control.SetWriteDeadline(time.Now().Add(stallLimit)) // replaces the server's own, which is for whole answers
	if _, err := e.w.Write(frame); err != nil {
		return false
	}
	return e.control.Flush() == nil
}

// produce sends the frames of an operation. Without `complete` at the end, the client comes back.
func (t eventStream) produce(
	ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, errs gqlerror.List, send func([]byte),
) {
	defer func() { // here gqlgen does not recover, and a panic would end the process
		if cause := recover(); cause != nil {
			failed := &graphql.Response{Errors: gqlerror.List{t.present(ctx, recovered(ctx, cause))}}
			send(nextFrame("", failed))
			send(completeFrame)
		}
	}()
	if errs != nil {
		send(nextFrame("", exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)))
		send(completeFrame)
		return
	}
	responses, ctx := exec.DispatchOperation(ctx, op)
	for response := responses(ctx); response != nil; response = responses(ctx) {
		send(nextFrame(feedOf(ctx).latest(), response))
	}
	t.finish(ctx, send)
}

// finish tells why a stream ended.
func (t eventStream) finish(ctx context.Context, send func([]byte)) {
	reason := feedOf(ctx).ended(ctx)
	if model.ErrorCode(reason) == model.ShuttingDown {
		return
	}
	if reason != nil {
		send(nextFrame("", &graphql.Response{Errors: gqlerror.List{t.present(ctx, reason)}}))
	}
	send(completeFrame)
}

var (
	comment       = []byte(":\n\n")
	completeFrame = []byte("event: complete\ndata:\n\n") // browsers deliver no event without a data line
)

func nextFrame(cursor string, response *graphql.Response) []byte {
	var b bytes.Buffer
	b.WriteString("event: next\n")
	if cursor != "" {
		b.WriteString("id: " + cursor + "\n")
	}
	b.WriteString("data: ")
	b.Write(encode(response))
	b.WriteString("\n\n")
	return b.Bytes()
}
