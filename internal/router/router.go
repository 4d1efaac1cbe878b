// Package router routes the requests of every client to the handlers, and counts and logs the responses.
package router

import (
	"log/slog"
	"net/http"
	"path"
	"sync"

	"chattr/internal/accountapi"
	"chattr/internal/avatar"
	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/config"
	"chattr/internal/cors"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/webhookapi"
	"chattr/web"
)

// Options are the parts and settings of a handler. All fields but Metrics are required.
type Options struct {
	API       http.Handler // GraphQL
	Schema    []byte       // the text of the GraphQL schema
	Config    *config.Config
	PublicURL string // base of every URL that people see
	Origins   *cors.Origins
	Done      <-chan struct{} // closed when the instance starts to shut down
	Log       *slog.Logger
	Metrics   *metrics.Metrics // nil: nothing is counted
}

// New returns the handler of every request to the public listener.
func New(app *chat.Chat, o Options) http.Handler {
	c := o.Config
	webhooks := webhookapi.New(app, webhookapi.Options{Log: o.Log, Proxies: c.TrustedProxies, Metrics: o.Metrics, Origins: o.Origins})
	mux := newRoutes(o.Log, o.Metrics)
	pages := web.New(o.PublicURL)
	pages.Register(mux.Handle)
	accounts := accountapi.New(app, accountapi.Options{
		PublicURL: o.PublicURL, OpenSignUp: c.OpenSignUp, OpenID: accountapi.OpenID(c.OpenID), Proxies: c.TrustedProxies, Origins: o.Origins, Avatars: c.Avatars, Log: o.Log,
	})
	accounts.Register(mux.Handle)
	mux.Handle("GET /avatars/{hash}", avatar.New(app, accounts.Actor, c.Avatars, o.Log))
	mux.Handle("/graphql", o.API)
	mux.Handle("/", respondToOthers(mux.ServeMux, pages, o.Log))
	mux.Handle("GET /schema.graphql", schema(o.Schema))
	mux.Handle("GET /healthz", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { respond(w, http.StatusOK, "ok") }))
	mux.Handle("GET /readyz", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { respondReady(w, r, app, o.Done) }))
	warn := warnOfProxies(c.TrustedProxies, o.Log)
	return mux.observe(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		warn(r)
		if webhookapi.Matches(r.URL.Path) {
			r.Pattern = webhookPattern
			webhooks.ServeHTTP(w, r)
			return
		}
		// SECURITY: ServeMux redirects other spellings of a path to the clean one, query included. A redirect would write a token into
		// Location, and clients that follow it send it again.
		if !isClean(r.URL.EscapedPath()) {
			respondNotFound(w, r, pages, o.Log)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// schema returns a handler that responds with the text of the GraphQL schema. It does not copy the text for each client.
func schema(text []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write(text)
	}
}

// isClean reports whether a path is absolute and has neither empty segments nor "." and "..".
func isClean(escaped string) bool {
	clean := path.Clean(escaped)
	return path.IsAbs(escaped) && (escaped == clean || clean != "/" && escaped == clean+"/")
}

// warnOfProxies returns a function that logs one line when a request comes from a proxy that is not trusted.
func warnOfProxies(trusted caller.Proxies, log *slog.Logger) func(*http.Request) {
	var once sync.Once
	return func(r *http.Request) {
		if from, isForwarding := trusted.Untrusted(r); isForwarding {
			once.Do(func() {
				log.Warn("a request names the client that it is forwarded for, but its sender is not in --trusted-proxies: "+
					"if the sender is your proxy, add it, or limits per address count all its clients as one", "sender", from)
			})
		}
	}
}

// respondToOthers returns a handler for requests that no other route of mux takes. It responds with 405 if a route takes the path with GET.
func respondToOthers(mux *http.ServeMux, pages *web.Pages, log *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		problem.Prepare(w)
		get := r.Clone(r.Context())
		get.Method = http.MethodGet
		if _, pattern := mux.Handler(get); pattern != "/" {
			w.Header().Set("Allow", "GET, HEAD")
			problem.Refuse(w, r, log, model.Errorf(model.MethodNotAllowed, "This path takes GET."))
			return
		}
		respondNotFound(w, r, pages, log)
	}
}

// respondNotFound responds with 404: a page to a browser, and to a program a problem that names the routes. Most requests for another path are
// one letter away from a route.
func respondNotFound(w http.ResponseWriter, r *http.Request, pages *web.Pages, log *slog.Logger) {
	if web.WantsPage(r) {
		pages.NotFound(w)
		return
	}
	problem.Prepare(w)
	problem.Refuse(w, r, log, model.Errorf(model.NotFound, "There is nothing here. The routes are "+
		"/graphql, /webhooks/{appId}/{token}, /, /playground, /session, /sign-up, /password, /proof, /invitation, /avatars/{hash}, "+
		"/schema.graphql, /healthz and /readyz."))
}
