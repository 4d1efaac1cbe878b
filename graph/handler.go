// Package graph turns GraphQL operations into calls on chat: resolvers say who and what, and wrap; the transports and the
// guard are here too.
package graph

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/connections"
	"chattr/internal/cors"
	"chattr/internal/graphqlws"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// Options are what the handler needs to know besides chat.
type Options struct {
	PublicURL         string           // pages of its origin count as our own
	Origins           *cors.Origins    // of web pages that may use the API; nil: our own only
	Proxies           caller.Proxies   // that are believed whom a request comes from
	SocketsPerUser    int              // that may be open; 0: any number
	SocketsPerAddress int              // that may be open; 0: any number with a credential, 100 without; -1: any number
	Avatars           bool             // whether the portal has pictures at /avatars
	Log               *slog.Logger     // nil: slog.Default()
	Metrics           *metrics.Metrics // nil: nobody counts
	Done              <-chan struct{}  // closed when the server shuts down: streams end, and clients resume
	DrainWindow       time.Duration    // over which sockets are closed then, not all at once; 0: at once

	batchWait time.Duration // for tests that count statements on a busy machine; 0: the usual
}

// Handler serves GraphQL at one address: queries and mutations over HTTP, all operations over WebSocket (graphql-transport-ws)
// and server-sent events (graphql-sse). Middleware around it must let http.ResponseController through.
type Handler struct {
	presenter
	known authenticator
	next  *router
}

// New makes the handler. Call Drain before the database is closed.
func New(c *chat.Chat, o Options) *Handler {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Origins == nil {
		o.Origins = cors.New(o.PublicURL, nil, o.Log)
	}
	t := transports{
		presenter: presenter{log: o.Log},
		known:     newAuthenticator(c, o),
		metrics:   o.Metrics,
		avatars:   avatars(o.Avatars),
		done:      o.Done,
		batchWait: cmp.Or(o.batchWait, batchWait),
		documents: newQueryDocuments(),
		schema:    newSchema(&resolver{chat: c, metrics: o.Metrics, avatars: avatars(o.Avatars)}),
	}
	return &Handler{presenter: t.presenter, known: t.known, next: newRouter(t.executor(), t, graphqlws.Options{
		Done: o.Done, DrainWindow: o.DrainWindow, PerUser: o.SocketsPerUser, PerAddress: o.SocketsPerAddress,
	})}
}

// Drain waits until every socket has ended, with its operations, as they do when Options.Done is closed.
func (e *Handler) Drain(ctx context.Context) error { return e.next.sockets.Drain(ctx) }

// ServeHTTP lets a request pass that may: origin, method, credentials.
func (e *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer e.recoverRequest(w, r)
	e.known.origins.Share(w, r, sharedRoute)
	switch {
	case r.Method == http.MethodOptions:
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		e.refuse(w, r, http.StatusMethodNotAllowed, model.Errorf(methodNotAllowed, "Use POST, or GET for queries."))
	case isUpgrade(r):
		e.upgrade(w, r)
	default:
		e.request(w, r)
	}
}

// upgrade leaves the credentials to the socket: they may come in its first message.
func (e *Handler) upgrade(w http.ResponseWriter, r *http.Request) {
	// SECURITY: browsers open sockets to any host, with its cookies, and leave it to the server to look at the origin.
	if !e.known.origins.IsAccepted(r) {
		e.refuse(w, r, http.StatusForbidden, model.Errorf(model.Forbidden, "This origin is not in --allowed-origins."))
		return
	}
	e.next.ServeHTTP(w, r)
}

func (e *Handler) request(w http.ResponseWriter, r *http.Request) {
	if e.forged(r) {
		e.refuse(w, r, http.StatusForbidden, model.Errorf(model.Forbidden, "The session counts only for our own pages; send a token."))
		return
	}
	who, err := e.authenticate(r)
	if err != nil {
		e.refuse(w, r, statusOf(err), err)
		return
	}
	ctx, from := r.Context(), e.known.proxies.Address(r)
	if who.User != nil {
		connections.Protect(connections.Of(ctx))
	}
	e.next.ServeHTTP(w, r.WithContext(withActor(withAddress(ctx, from), who)))
}

// authenticate finds out who sends r, with a slot: requests with a credential wait in turn, and not for each other's queries.
func (e *Handler) authenticate(r *http.Request) (model.Actor, error) {
	c, err := e.known.credential(r)
	if err != nil || c == (credential{}) {
		return model.Actor{}, err
	}
	ctx, slot, err := e.next.plain.work.hold(r.Context(), preparing, c.owner(e.known, r))
	defer slot.Release()
	if err != nil {
		return model.Actor{}, err
	}
	return e.known.request(ctx, e.known.proxies.Address(r), c)
}

// forged says whether r is a change that another site asks for in the name of a signed-in person.
func (e *Handler) forged(r *http.Request) bool {
	// SECURITY: without a token the cookie is all there is, and browsers add it to what other sites send. They may also add a
	// password for a proxy, which proves nothing here.
	if r.Method != http.MethodPost || hasBearer(r) {
		return false
	}
	return e.known.cookie.In(r) != "" && !e.known.origins.own(r)
}

func isUpgrade(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }
