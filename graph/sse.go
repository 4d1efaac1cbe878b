package graph

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/backlog"
	"chattr/internal/graphqlws"
	"chattr/internal/httpbody"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/problem"
)

const (
	keepAlive  = 15 * time.Second // proxies cut what is silent for longer, often after a minute
	stallLimit = httpbody.StallLimit
)

// eventStream answers an operation with server-sent events: graphql-sse, distinct connections mode. Each event of a
// stream has its cursor as id.
type eventStream struct{ *operations }

// serve answers until the operation is complete. It is all done by this goroutine, which never waits longer than stallLimit
// for the client.
func (t eventStream) serve(w http.ResponseWriter, r *http.Request) {
	r, params, err := t.readAdmitted(r)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	ctx := r.Context()
	op, errs, err := t.operationOf(ctx, r, params, t.exec)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	changed := make(chan struct{}, 1)
	running := &task{
		operations: t.operations, streams: t.metrics.Streams(metrics.SSE), lastEventID: r.Header.Get("Last-Event-ID"),
		requestID: problem.RequestID(ctx), callerContext: func(ctx context.Context) context.Context { return ctx }, op: op,
		wake: func() {
			select {
			case changed <- struct{}{}:
			default:
			}
		},
	}
	defer running.close()
	s := sse{eventWriter: t.writer(ctx, w), task: running, changed: changed}
	switch {
	case errs != nil:
		running.refuse(ctx, op, errs)
	case op.Operation.Operation == ast.Subscription:
		s.interrupted = t.done // queries and mutations are waited for
	}
	s.run(ctx)
}

// sse is one stream of events.
type sse struct {
	eventWriter
	task        *task
	changed     <-chan struct{}
	interrupted <-chan struct{}
}

func (s *sse) run(ctx context.Context) {
	s.w.Header().Set("Content-Type", eventType)
	s.w.Header().Set("Cache-Control", "no-cache")
	s.w.Header().Set("X-Accel-Buffering", "no")
	silence := time.NewTicker(keepAlive)
	defer silence.Stop()
	// First the operation begins, then the client hears that the stream is open: what happens from then on reaches it.
	if !s.task.started && !s.work(ctx) || !s.write(comment) {
		return
	}
	var (
		few   [4]delivery
		asked atomic.Int64
	)
	for {
		results, state := s.task.next(few[:0], graphqlws.Portion{Bytes: writeSize, Requested: &asked})
		if len(results) > 0 {
			silence.Reset(keepAlive)
			if !s.writeResults(results) {
				return
			}
		}
		switch {
		case state == graphqlws.Blocked:
			if !s.work(ctx) {
				return
			}
		case state == graphqlws.Done:
			s.finish()
			return
		case state == graphqlws.Idle && !s.wait(ctx, silence.C):
			return
		}
	}
}

// work has the operation work with a slot. It reports whether it got one before the client left.
func (s *sse) work(ctx context.Context) bool {
	ctx, slot, err := s.task.operations.work.hold(ctx, s.task.workKind(), ownerOf(ctx))
	defer slot.Release()
	if err == nil {
		s.task.work(ctx)
	}
	return err == nil
}

// wait says whether to go on.
func (s *sse) wait(ctx context.Context, silence <-chan time.Time) bool {
	select {
	case <-s.changed:
		return true
	case <-silence:
		return s.write(comment)
	case <-s.interrupted: // without `complete` at the end, the client comes back
	case <-ctx.Done():
	}
	return false
}

// finish tells why the operation ended. A stream that the server's end interrupts has no `complete`.
func (s *sse) finish() {
	if model.ErrorCode(s.task.reason) == model.ShuttingDown {
		return
	}
	var frames []byte
	if errs := s.task.failure(); errs != nil {
		frames = appendNext(nil, "", encode(&graphql.Response{Errors: errs}))
	}
	s.write(append(frames, completeFrame...))
}

type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	owner   backlog.Owner
	backlog *backlog.Backlog
}

func (t eventStream) writer(ctx context.Context, w http.ResponseWriter) eventWriter {
	setSendBuffer(ctx, graphqlws.SendBuffer)
	return eventWriter{
		w: w, control: http.NewResponseController(w), backlog: t.backlog,
		owner: backlogOwner(ctx),
	}
}

// write reports whether the client took everything in time. A client that takes nothing is cut sooner if the backlog is full.
func (e eventWriter) write(frame []byte) bool {
	_ = e.control.SetWriteDeadline(time.Now().Add(stallLimit)) // replaces the server's own, which is for whole answers
	waiting := e.backlog.Add(e.owner, len(frame), func() { _ = e.control.SetWriteDeadline(time.Now()) })
	defer e.backlog.Remove(waiting)
	if _, err := e.w.Write(frame); err != nil {
		return false
	}
	return e.control.Flush() == nil
}

// frameBuffers are the buffers of event streams, so that a stream holds one only while it writes.
var frameBuffers = sync.Pool{New: func() any { return new([]byte) }}

// writeResults writes results as events and clears them: while it waits for the client, it holds the bytes only once.
func (e eventWriter) writeResults(results []delivery) bool {
	buffer := frameBuffers.Get().(*[]byte)
	frames := nextFrames((*buffer)[:0], results)
	clear(results)
	ok := e.write(frames)
	if cap(frames) <= maxKept {
		*buffer = frames
		frameBuffers.Put(buffer)
	}
	return ok
}

var (
	comment       = []byte(":\n\n")
	completeFrame = []byte("event: complete\ndata:\n\n") // browsers deliver no event without a data line
)

func nextFrames(frames []byte, results []delivery) []byte {
	size := 0
	for _, r := range results {
		size += len(r.payload) + nextOverhead
	}
	frames = slices.Grow(frames, size)
	for _, r := range results {
		id := ""
		if r.event != nil {
			id = r.event.Cursor().String()
		}
		frames = appendNext(frames, id, r.payload)
	}
	return frames
}

// nextOverhead is about how long a `next` event is without its payload.
const nextOverhead = 128

// appendNext appends a `next` event. JSON has no line breaks but between its tokens.
func appendNext(frames []byte, id string, payload []byte) []byte {
	frames = append(frames, "event: next\n"...)
	if id != "" {
		frames = append(append(append(frames, "id: "...), id...), '\n')
	}
	frames = append(append(frames, "data: "...), payload...)
	return append(frames, "\n\n"...)
}
