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
	keepAlive  = 15 * time.Second // proxies close connections that are silent for longer, often after a minute
	stallLimit = httpbody.StallLimit
)

// eventStream responds to an operation with server-sent events: graphql-sse, distinct connections mode. The id of each event of a
// stream is its cursor.
type eventStream struct{ *operations }

// serve responds until the operation is complete. Only this goroutine writes, and it never waits longer than stallLimit for the client.
func (t eventStream) serve(w http.ResponseWriter, r *http.Request) {
	r, params, err := t.readAdmitted(r)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	ctx := r.Context()
	op, errs, err := t.parseOperation(ctx, r, params, t.exec)
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
		s.interrupted = t.done // the server waits for queries and mutations
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

// run writes events until the operation ends or the client disconnects.
func (s *sse) run(ctx context.Context) {
	s.w.Header().Set("Content-Type", eventType)
	s.w.Header().Set("Cache-Control", "no-cache")
	s.w.Header().Set("X-Accel-Buffering", "no")
	silence := time.NewTicker(keepAlive)
	defer silence.Stop()
	// The operation starts before the client receives the header, so that it receives every event after the header.
	if !s.task.started && !s.work(ctx) || !s.write(comment) {
		return
	}
	var (
		buffer    [4]delivery
		requested atomic.Int64
	)
	for {
		results, state := s.task.next(buffer[:0], graphqlws.Portion{Bytes: writeSize, Requested: &requested})
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

// work lets the operation work with a slot. It reports false if the client disconnected before there was one.
func (s *sse) work(ctx context.Context) bool {
	ctx, slot, err := s.task.operations.work.hold(ctx, s.task.workKind(), ownerOf(ctx))
	defer slot.Release()
	if err == nil {
		s.task.work(ctx)
	}
	return err == nil
}

// wait waits until the operation may have something new. It reports whether to continue.
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

// finish writes why the operation ended. A stream that ends because the server stops has no `complete`.
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

// writer returns the writer of a stream.
func (t eventStream) writer(ctx context.Context, w http.ResponseWriter) eventWriter {
	setSendBuffer(ctx, graphqlws.SendBuffer)
	return eventWriter{
		w: w, control: http.NewResponseController(w), backlog: t.backlog,
		owner: backlogOwner(ctx),
	}
}

// write writes a frame and reports whether the client read everything in time. If the backlog is full, it may end sooner.
func (e eventWriter) write(frame []byte) bool {
	_ = e.control.SetWriteDeadline(time.Now().Add(stallLimit)) // replaces that of the server, which is for whole responses
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

// nextFrames appends results as `next` events.
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

// nextOverhead is about how many bytes a `next` event has without its payload.
const nextOverhead = 128

// appendNext appends a `next` event. The payload is JSON without line breaks.
func appendNext(frames []byte, id string, payload []byte) []byte {
	frames = append(frames, "event: next\n"...)
	if id != "" {
		frames = append(append(append(frames, "id: "...), id...), '\n')
	}
	frames = append(append(frames, "data: "...), payload...)
	return append(frames, "\n\n"...)
}
