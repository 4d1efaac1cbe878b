package main

import (
	_ "embed"
	"io"
	"net/http"

	"chattr/chat"
	"chattr/graph"
	"chattr/model"
	"chattr/portal"
	"chattr/problem"
	"chattr/rest"
)

//go:embed schema.graphqls
var schemaText string

func schema(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, schemaText)
}

// handler routes every request.
func (p *program) handler(c *config, app *chat.Chat, api *graph.Handler, base string, done <-chan struct{}) http.Handler {
	webhooks := rest.New(app, rest.Options{Log: p.log, Proxies: c.trustedProxies, Metrics: p.metrics})
	mux := newRoutes(p.log, p.metrics)
	pages := portal.New(app, portal.Options{
		PublicURL: base, OpenSignUp: c.openSignUp, OpenID: c.openID, Proxies: c.trustedProxies, Avatars: c.avatars, Log: p.log,
	})
	pages.Register(mux)
	mux.Handle("/graphql", api)
	mux.Handle("/", p.elsewhere(mux.ServeMux, pages))
	mux.Handle("GET /schema.graphql", http.HandlerFunc(schema))
	mux.Handle("GET /healthz", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "ok") }))
	mux.Handle("GET /readyz", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { ready(w, r, app, done) }))
	return mux.observe(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rest.Matches(r.URL.Path) {
			r.Pattern = webhookPattern
			webhooks.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// elsewhere answers what no route of mux takes. It names the known ones: who meets it is mostly a letter away.
func (p *program) elsewhere(mux *http.ServeMux, pages *portal.Portal) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		problem.Prepare(w)
		asked := r.Clone(r.Context())
		asked.Method = http.MethodGet
		if _, pattern := mux.Handler(asked); pattern != "/" {
			w.Header().Set("Allow", "GET, HEAD")
			problem.Refuse(w, r, p.log, model.Errorf(model.MethodNotAllowed, "This path takes GET."))
			return
		}
		if portal.WantsPage(r) {
			pages.Missing(w)
			return
		}
		problem.Refuse(w, r, p.log, model.Errorf(model.NotFound, "There is nothing here. Chattr answers at "+
			"/graphql, /webhooks/{appId}/{token}, /, /playground, /session, /sign-up, /password, /proof, /invitation, /avatars/{hash}, "+
			"/schema.graphql, /healthz and /readyz."))
	}
}
