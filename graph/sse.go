package graph

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/metrics"
	"chattr/model"
	"chattr/problem"
)

const (
	keepAlive  = 15 * time.Second // proxies cut what is silent for longer, often after a minute
	stallLimit = 15 * time.Second // a client that takes nothing for so long is cut
	atOnce     = 32               // events that are written together
)

// eventStream answers an operation with server-sent events: graphql-sse, distinct connections mode. Each event of a
// stream has its cursor as id.
type eventStream struct{ *operations }

// serve answers until the operation is complete. It is all done by this goroutine, which never waits longer than stallLimit
// for the client.
func (t eventStream) serve(w http.ResponseWriter, r *http.Request) {
	params, err := readParams(r)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	ctx := withLastEventID(r.Context(), r.Header.Get("Last-Event-ID"))
	op, errs, err := t.operationOf(ctx, r, params, t.exec)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	changed := make(chan struct{}, 1)
	running := &task{
		o: t.operations, streams: t.metrics.Streams(metrics.SSE),
		request: problem.RequestID(ctx), during: func(ctx context.Context) context.Context { return ctx }, op: op,
		wake: func() {
			select {
			case changed <- struct{}{}:
			default:
			}
		},
	}
	defer running.close()
	s := sse{eventWriter: eventWriter{w: w, control: http.NewResponseController(w)}, task: running, changed: changed}
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
	if !s.task.begun && !s.work(ctx) || !s.write(comment) {
		return
	}
	var results [atOnce]delivery
	for {
		out, state := s.task.take(results[:0], atOnce)
		if len(out) > 0 {
			silence.Reset(keepAlive)
			if !s.write(nextFrames(out)) {
				return
			}
		}
		switch {
		case state == blocked:
			if !s.work(ctx) {
				return
			}
		case state == done:
			s.finish()
			return
		case state == idle && !s.wait(ctx, silence.C):
			return
		}
	}
}

// work has the operation work with a slot. It reports whether it got one before the client left.
func (s *sse) work(ctx context.Context) bool {
	ctx, slot, err := s.task.o.work.hold(ctx, s.task.kind(), ownerOf(ctx))
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
}

// write says whether the client took everything in time.
func (e eventWriter) write(frame []byte) bool {
	_ = e.control.SetWriteDeadline(time.Now().Add(stallLimit)) // replaces the server's own, which is for whole answers
	if _, err := e.w.Write(frame); err != nil {
		return false
	}
	return e.control.Flush() == nil
}

var (
	comment       = []byte(":\n\n")
	completeFrame = []byte("event: complete\ndata:\n\n") // browsers deliver no event without a data line
)

func nextFrames(results []delivery) (frames []byte) {
	for _, r := range results {
		id := ""
		if r.event != nil {
			id = r.event.Cursor().String()
		}
		frames = appendNext(frames, id, r.payload)
	}
	return frames
}

// appendNext appends a `next` event. JSON has no line breaks but between its tokens.
func appendNext(frames []byte, id string, payload []byte) []byte {
	frames = append(frames, "event: next\n"...)
	if id != "" {
		frames = append(append(append(frames, "id: "...), id...), '\n')
	}
	frames = append(append(frames, "data: "...), payload...)
	return append(frames, "\n\n"...)
}
