package router

import (
	_ "embed"
	"net/http"
	"path"
	"sync"

	"chattr/graph"
	"chattr/internal/accountapi"
	"chattr/internal/avatar"
	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/config"
	"chattr/internal/cors"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/webhookapi"
	"chattr/web"
)

//go:embed schema.graphqls
var schemaText []byte // written without a copy for each client

func schema(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write(schemaText)
}

// handler routes every request.
func (p *program) handler(c *config.Config, app *chat.Chat, api *graph.Handler, origins *cors.Origins, base string, done <-chan struct{}) http.Handler {
	webhooks := webhookapi.New(app, webhookapi.Options{Log: p.log, Proxies: c.TrustedProxies, Metrics: p.metrics, Origins: origins})
	mux := newRoutes(p.log, p.metrics)
	pages := web.New(base)
	pages.Register(mux.Handle)
	accounts := accountapi.New(app, accountapi.Options{
		PublicURL: base, OpenSignUp: c.OpenSignUp, OpenID: accountapi.OpenID(c.OpenID), Proxies: c.TrustedProxies, Origins: origins, Avatars: c.Avatars, Log: p.log,
	})
	accounts.Register(mux.Handle)
	mux.Handle("GET /avatars/{hash}", avatar.New(app, accounts.Actor, c.Avatars, p.log))
	mux.Handle("/graphql", api)
	mux.Handle("/", p.notTaken(mux.ServeMux, pages))
	mux.Handle("GET /schema.graphql", http.HandlerFunc(schema))
	mux.Handle("GET /healthz", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "ok") }))
	mux.Handle("GET /readyz", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { ready(w, r, app, done) }))
	warn := p.warnOfProxies(c.TrustedProxies)
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
			p.notFound(w, r, pages)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// isClean reports whether a path is absolute and has neither empty segments nor "." and "..".
func isClean(escaped string) bool {
	clean := path.Clean(escaped)
	return path.IsAbs(escaped) && (escaped == clean || clean != "/" && escaped == clean+"/")
}

// warnOfProxies returns a function that logs one line when a request comes from a proxy that is not trusted.
func (p *program) warnOfProxies(trusted caller.Proxies) func(*http.Request) {
	var once sync.Once
	return func(r *http.Request) {
		if from, says := trusted.Untrusted(r); says {
			once.Do(func() {
				p.log.Warn("a request names the client that it is forwarded for, but its sender is not in --trusted-proxies: "+
					"if the sender is your proxy, add it, or limits per address count all its clients as one", "sender", from)
			})
		}
	}
}

// notTaken responds to requests that no other route of mux takes.
func (p *program) notTaken(mux *http.ServeMux, pages *web.Pages) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		problem.Prepare(w)
		asked := r.Clone(r.Context())
		asked.Method = http.MethodGet
		if _, pattern := mux.Handler(asked); pattern != "/" {
			w.Header().Set("Allow", "GET, HEAD")
			problem.Refuse(w, r, p.log, model.Errorf(model.MethodNotAllowed, "This path takes GET."))
			return
		}
		p.notFound(w, r, pages)
	}
}

// notFound responds with 404: a page to a browser, and to a program a problem that names the routes. Most requests for another path are
// one letter away from a route.
func (p *program) notFound(w http.ResponseWriter, r *http.Request, pages *web.Pages) {
	if web.WantsPage(r) {
		pages.NotFound(w)
		return
	}
	problem.Prepare(w)
	problem.Refuse(w, r, p.log, model.Errorf(model.NotFound, "There is nothing here. Chattr answers at "+
		"/graphql, /webhooks/{appId}/{token}, /, /playground, /session, /sign-up, /password, /proof, /invitation, /avatars/{hash}, "+
		"/schema.graphql, /healthz and /readyz."))
}
