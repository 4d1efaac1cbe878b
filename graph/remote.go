package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"net/netip"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/fairslots"
	"chattr/internal/graphqlws"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// socketClient is the client of one socket. It implements graphqlws.Client.
type socketClient struct {
	o       *operations
	address netip.Addr
	credential
	source string      // where the credential is from, for the text of an error
	actor  model.Actor // once it is authenticated
}

// acceptSocket returns the client that sends the handshake of a socket. It returns UNAUTHENTICATED for a malformed token.
func (o *operations) acceptSocket(r *http.Request) (graphqlws.Client, error) {
	c, err := o.known.credential(r)
	if err != nil {
		return nil, err
	}
	return &socketClient{o: o, address: o.known.proxies.Address(r), credential: c, source: "Authorization of the request"}, nil
}

// ReadInit takes the credential from the payload of connection_init.
func (c *socketClient) ReadInit(payload map[string]json.RawMessage) error {
	given, place, err := initCredential(payload)
	if err == nil && place != "" {
		c.credential, c.source = given, place+" of connection_init"
	}
	return err
}

// CredentialID returns the number of the credential, or 0 if the client has none.
func (c *socketClient) CredentialID() int64 { return c.number() }

// Authenticate checks the credential and returns its user. An ended session counts as no credential: a browser continues to send its
// cookie.
func (c *socketClient) Authenticate(ctx context.Context) (model.ID, error) {
	a, err := c.o.known.actor(ctx, c.address, c.credential)
	switch {
	case c.session != "" && model.ErrorCode(err) == model.Unauthenticated:
		c.credential = credential{}
		return 0, nil
	case model.ErrorCode(err) == model.Unauthenticated:
		return 0, model.Errorf(model.Unauthenticated, "The token in %s is wrong, expired or revoked, or its user is disabled", c.source)
	case err != nil:
		return 0, err
	}
	c.actor = a
	return a.UserID(), nil
}

// WatchCredential calls revoked when the credential is no longer valid.
func (c *socketClient) WatchCredential(revoked func()) (stop func()) {
	return c.o.known.chat.WatchCredential(c.actor, revoked).Stop
}

// Open starts an operation with the credential of the socket. What waits is left to Work.
func (c *socketClient) Open(payload []byte, wake func()) graphqlws.Operation {
	return c.o.open(c.address, c.credential, payload, wake)
}

// remote is an operation of a socket.
type remote struct {
	task
	results []delivery
}

// open begins an operation for a socket that shows `who` as its credential. All that waits is left to work.
func (o *operations) open(from netip.Addr, who credential, payload []byte, wake func()) graphqlws.Operation {
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

// Ready appends what is available without waiting.
func (r *remote) Ready(payloads [][]byte, p graphqlws.Portion) (out [][]byte, state graphqlws.State) {
	defer func() {
		if cause := recover(); cause != nil {
			r.fatal(context.Background(), cause)
			out, state = payloads, graphqlws.Done
		}
	}()
	r.results, state = r.take(r.results[:0], p)
	for i, result := range r.results {
		payloads = append(payloads, result.payload)
		r.results[i] = delivery{} // an idle operation holds no event
	}
	return payloads, state
}

// Slots returns the pool from which the next call of Work needs a slot.
func (r *remote) Slots() *fairslots.Pool { return r.o.work[r.kind()] }

// Work does what waits. A panic ends this operation only.
func (r *remote) Work(ctx context.Context) (again bool) {
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

// Finish says how the operation ended: with `complete`, with errors, or with the end of the whole socket.
func (r *remote) Finish() (errors []byte, closeCode int, reason string) {
	switch model.ErrorCode(r.reason) {
	case model.ShuttingDown:
		return nil, graphqlws.CloseRestart, "Service restart"
	case model.Unauthenticated:
		return nil, graphqlws.CloseUnauthorized, "Unauthorized"
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

// Close releases what the operation holds.
func (r *remote) Close() { r.close() }
