package graph

import (
	"context"
	"encoding/json"
	"net/netip"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/metrics"
	"chattr/internal/model"
)

// remote is an operation of a socket.
type remote struct {
	task
	results []delivery
}

// open begins an operation for a socket that shows `who` as its credential. All that waits is left to work.
func (o *operations) open(from netip.Addr, who credential, payload []byte, wake func()) operation {
	r := &remote{task: task{o: o, wake: wake, streams: o.metrics.Streams(metrics.WebSocket)}}
	r.prepare = func(ctx context.Context) (during, *graphql.OperationContext, gqlerror.List, error) {
		// SECURITY: sockets live for days; each operation asks anew whether the token or the session is still good.
		asking, err := o.known.actor(ctx, from, who)
		if err != nil {
			return nil, nil, nil, err
		}
		params, malformed := fromJSON(payload)
		charged := during(func(ctx context.Context) context.Context { return ctx })
		if who == (credential{}) {
			if charged, err = o.admit(ctx, from, params); err != nil {
				return nil, nil, nil, err
			}
		}
		during := func(ctx context.Context) context.Context {
			if who == (credential{}) {
				ctx = withAnonymousSocket(charged(ctx))
			}
			return withActor(withAddress(graphql.StartOperationTrace(ctx), from), asking)
		}
		ctx = during(ctx)
		if malformed != nil {
			return during, &graphql.OperationContext{}, gqlerror.List{o.present(ctx, malformed)}, nil
		}
		op, errs := o.exec.CreateOperationContext(ctx, params)
		return during, op, errs, nil
	}
	return r
}

// ready appends what can be had without waiting.
func (r *remote) ready(payloads [][]byte, p portion) (out [][]byte, state operationState) {
	defer func() {
		if cause := recover(); cause != nil {
			r.fatal(context.Background(), cause)
			out, state = payloads, done
		}
	}()
	r.results, state = r.take(r.results[:0], p)
	for i, result := range r.results {
		payloads = append(payloads, result.payload)
		r.results[i] = delivery{} // an idle operation holds no event
	}
	return payloads, state
}

// work may wait. Whatever breaks in it breaks this operation only.
func (r *remote) work(ctx context.Context) (again bool) {
	defer func() {
		if cause := recover(); cause != nil {
			again = false
			r.fatal(ctx, cause)
		}
	}()
	return r.task.work(ctx)
}

// fatal ends this operation, and no other of the socket, with INTERNAL.
func (r *remote) fatal(ctx context.Context, cause any) {
	r.begun, r.ended, r.reason = true, true, recovered(ctx, cause)
	r.forget()
	r.errors = nil
}

// finish says how the operation ended: with a `complete`, with errors, or with the end of the whole socket.
func (r *remote) finish() (errors []byte, closeCode int, reason string) {
	switch model.ErrorCode(r.reason) {
	case model.ShuttingDown:
		return nil, closeRestart, "Service restart"
	case model.Unauthenticated:
		return nil, closeUnauthorized, "Unauthorized"
	}
	failure := r.failure()
	if failure == nil {
		return nil, 0, ""
	}
	out, err := json.Marshal(failure)
	if err != nil {
		out = []byte(`[{"message":"Internal error.","extensions":{"code":"INTERNAL"}}]`)
	}
	return out, 0, ""
}
