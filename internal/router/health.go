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
