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
	operations *operations
	address    netip.Addr
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
	return &socketClient{operations: o, address: o.known.proxies.Address(r), credential: c, source: "Authorization of the request"}, nil
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
	a, err := c.operations.known.actor(ctx, c.address, c.credential)
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
	return c.operations.known.chat.Events.WatchCredential(c.actor, revoked).Stop
}

// Open starts an operation with the credential of the socket. Work that waits is done later, by Work.
func (c *socketClient) Open(payload []byte, wake func()) graphqlws.Operation {
	return newSocketOperation(c.operations, c.address, c.credential, payload, wake)
}

// socketOperation is a task of a socket. It implements graphqlws.Operation. A panic ends the task, and no other of the socket.
type socketOperation struct {
	task
	results []delivery
}

// newSocketOperation returns an operation from the address, with the credential. It parses the payload in the first call of Work.
func newSocketOperation(o *operations, from netip.Addr, c credential, payload []byte, wake func()) *socketOperation {
	so := &socketOperation{task: task{operations: o, wake: wake, streams: o.metrics.Streams(metrics.WebSocket)}}
	so.prepare = func(ctx context.Context) (callerContext, *graphql.OperationContext, gqlerror.List, error) {
		// SECURITY: sockets stay open for days, so the token or the session is checked again for each operation.
		a, err := o.known.actor(ctx, from, c)
		if err != nil {
			return nil, nil, nil, err
		}
		params, malformed := fromJSON(payload)
		charged := callerContext(func(ctx context.Context) context.Context { return ctx })
		if c == (credential{}) {
			if charged, err = o.admit(ctx, from, params); err != nil {
				return nil, nil, nil, err
			}
		}
		caller := func(ctx context.Context) context.Context {
			if c == (credential{}) {
				ctx = withAnonymousSocket(charged(ctx))
			}
			return withActor(withAddress(graphql.StartOperationTrace(ctx), from), a)
		}
		ctx = caller(ctx)
		if malformed != nil {
			return caller, &graphql.OperationContext{}, gqlerror.List{o.present(ctx, malformed)}, nil
		}
		op, errs := o.exec.CreateOperationContext(ctx, params)
		return caller, op, errs, nil
	}
	return so
}

// Ready appends the payloads of results that are available without waiting.
func (so *socketOperation) Ready(payloads [][]byte, p graphqlws.Portion) (out [][]byte, state graphqlws.State) {
	defer func() {
		if cause := recover(); cause != nil {
			so.failInternally(context.Background(), cause)
			out, state = payloads, graphqlws.Done
		}
	}()
	so.results, state = so.next(so.results[:0], p)
	for i, result := range so.results {
		payloads = append(payloads, result.payload)
		so.results[i] = delivery{} // an idle operation holds no event
	}
	return payloads, state
}

// Slots returns the pool from which the next call of Work needs a slot.
func (so *socketOperation) Slots() *fairslots.Pool { return so.operations.work[so.workKind()] }

// Work does what waits.
func (so *socketOperation) Work(ctx context.Context) (again bool) {
	defer func() {
		if cause := recover(); cause != nil {
			again = false
			so.failInternally(ctx, cause)
		}
	}()
	return so.work(ctx)
}

// failInternally ends the operation with INTERNAL after a panic.
func (so *socketOperation) failInternally(ctx context.Context, cause any) {
	so.started, so.ended, so.reason = true, true, recovered(ctx, cause)
	so.dropEvents()
	so.errors = nil
}

// Finish returns how the operation ended: with `complete`, with errors, or with the end of the whole socket.
func (so *socketOperation) Finish() (errors []byte, closeCode int, reason string) {
	switch model.ErrorCode(so.reason) {
	case model.ShuttingDown:
		return nil, graphqlws.CloseRestart, "Service restart"
	case model.Unauthenticated:
		return nil, graphqlws.CloseUnauthorized, "Unauthorized"
	}
	failure := so.failure()
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
func (so *socketOperation) Close() { so.close() }
