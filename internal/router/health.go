package router

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"chattr/internal/chat"
)

// readyWithin is how long the database may take before the instance counts as not ready.
const readyWithin = 2 * time.Second

// respondReady responds with 200 if the instance can do its work, else with 503: while it shuts down, and if its database does not respond.
func respondReady(w http.ResponseWriter, r *http.Request, app *chat.Chat, done <-chan struct{}) {
	select {
	case <-done:
		respond(w, http.StatusServiceUnavailable, "shutting down")
		return
	default:
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	if err := app.Ready(ctx); err != nil {
		respond(w, http.StatusServiceUnavailable, "the database is unavailable")
		return
	}
	respond(w, http.StatusOK, "ready")
}

// respond responds with a line of plain text that no cache keeps.
func respond(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}
