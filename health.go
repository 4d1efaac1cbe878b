package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"time"

	"chattr/chat"
	"chattr/model"
	"chattr/problem"
)

//go:embed schema.graphqls
var schemaText string

func schema(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, schemaText)
}

// readyWithin is how long the database may take before the instance counts as not ready.
const readyWithin = 2 * time.Second

// ready says whether the instance can do its work: not while it shuts down, and not without its database.
func ready(w http.ResponseWriter, r *http.Request, app *chat.Chat, done <-chan struct{}) {
	select {
	case <-done:
		answer(w, http.StatusServiceUnavailable, "shutting down")
		return
	default:
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	if err := app.Ready(ctx); err != nil {
		answer(w, http.StatusServiceUnavailable, "the database does not answer")
		return
	}
	answer(w, http.StatusOK, "ready")
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}

// elsewhere answers what no route of mux takes. It names the known ones: who meets it is mostly a letter away.
func (p *program) elsewhere(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		problem.Prepare(w)
		asked := r.Clone(r.Context())
		asked.Method = http.MethodGet
		if _, pattern := mux.Handler(asked); pattern != "/" {
			w.Header().Set("Allow", "GET, HEAD")
			problem.Refuse(w, r, p.log, model.Errorf(model.MethodNotAllowed, "This path takes GET."))
			return
		}
		problem.Refuse(w, r, p.log, model.Errorf(model.NotFound, "There is nothing here. Chattr answers at "+
			"/graphql, /webhooks/{appId}/{token}, /, /playground, /session, /sign-up, /password, /invitation, /avatars/{hash}, "+
			"/schema.graphql, /healthz and /readyz."))
	}
}
