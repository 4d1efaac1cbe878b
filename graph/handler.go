// Package graph turns GraphQL operations into calls of chat. It has the resolvers and loaders, the HTTP transports, and the limits for
// costly documents.
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

// Options configure a Handler. The zero value of each field is valid.
type Options struct {
	PublicURL         string           // pages of its origin are our own
	Origins           *cors.Origins    // the web pages that may use the API; nil: our own only
	Proxies           caller.Proxies   // that are trusted to report the address of a client
	SocketsPerUser    int              // that may be open; 0: any number
	SocketsPerAddress int              // that may be open; 0: any number with a credential, 100 without; -1: any number
	Avatars           bool             // whether the portal has pictures at /avatars
	Log               *slog.Logger     // nil: slog.Default()
	Metrics           *metrics.Metrics // nil: nothing is counted
	Done              <-chan struct{}  // closed when the server shuts down: streams end, and clients resume
	DrainWindow       time.Duration    // over which closing the sockets is spread then; 0: all are closed immediately

	batchWait time.Duration // for tests that count statements on a busy machine; 0: the default
}

// Handler serves GraphQL at one address: queries and mutations over HTTP, all operations over WebSocket (graphql-transport-ws)
// and server-sent events (graphql-sse). Middleware around it must support http.ResponseController.
type Handler struct {
	presenter
	known authenticator
	next  *router
}

// New returns a handler. Call Drain before the database is closed.
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

// Drain waits until all sockets and their operations have ended. Close Options.Done to end them. It returns the error of ctx if ctx ends
// first.
func (e *Handler) Drain(ctx context.Context) error { return e.next.sockets.Drain(ctx) }

// ServeHTTP checks the origin, the method and the credential of a request, and serves it.
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

// upgrade serves a handshake. The socket checks the credential, which may be in its first message.
func (e *Handler) upgrade(w http.ResponseWriter, r *http.Request) {
	// SECURITY: browsers open sockets to any host, with its cookies. Only the server checks the origin.
	if !e.known.origins.IsAccepted(r) {
		e.refuse(w, r, http.StatusForbidden, model.Errorf(model.Forbidden, "This origin is not in --allowed-origins."))
		return
	}
	e.next.ServeHTTP(w, r)
}

// request serves a request that is not a handshake.
func (e *Handler) request(w http.ResponseWriter, r *http.Request) {
	if e.isForged(r) {
		e.refuse(w, r, http.StatusForbidden, model.Errorf(model.Forbidden, "The session counts only for our own pages; send a token."))
		return
	}
	a, err := e.authenticate(r)
	if err != nil {
		e.refuse(w, r, statusOf(err), err)
		return
	}
	ctx, from := r.Context(), e.known.proxies.Address(r)
	if a.User != nil {
		connections.Protect(connections.Of(ctx))
	}
	e.next.ServeHTTP(w, r.WithContext(withActor(withAddress(ctx, from), a)))
}

// authenticate returns the actor of r. It waits for a slot: requests with a credential wait for each other's authentication, and not for
// each other's queries.
func (e *Handler) authenticate(r *http.Request) (model.Actor, error) {
	c, err := e.known.credential(r)
	if err != nil || c == (credential{}) {
		return model.Actor{}, err
	}
	ctx, slot, err := e.next.single.work.hold(r.Context(), preparing, c.owner(e.known, r))
	defer slot.Release()
	if err != nil {
		return model.Actor{}, err
	}
	return e.known.requestActor(ctx, e.known.proxies.Address(r), c)
}

// isForged reports whether r is a POST with the session of a user that another site has caused.
func (e *Handler) isForged(r *http.Request) bool {
	// SECURITY: without a token the cookie is the only credential, and browsers add it to requests of other sites. They may also add a
	// password for a proxy, which does not authenticate the user.
	if r.Method != http.MethodPost || hasBearer(r) {
		return false
	}
	return e.known.cookie.In(r) != "" && !e.known.origins.isOwn(r)
}

// isUpgrade reports whether r is the handshake of a WebSocket.
func isUpgrade(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }
