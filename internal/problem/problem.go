// Package problem writes the responses to HTTP requests that are refused: problem documents (RFC 9457) with a status code for
// each error code.
package problem

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// Document is the body of the response to a refused request. The members from Code on are extensions of RFC 9457.
type Document struct {
	Type      string             `json:"type"`
	Title     string             `json:"title"`
	Status    int                `json:"status"`
	Code      model.Code         `json:"code"`
	RequestID string             `json:"requestId"`
	Detail    string             `json:"detail,omitempty"`
	Errors    []model.FieldError `json:"errors,omitempty"`
	// RetryAfter is how many seconds to wait before the next attempt, with millisecond precision; the header has whole seconds.
	// It is 0 if waiting does not help.
	RetryAfter float64 `json:"retry_after,omitempty"`
}

const requestID = "X-Request-Id"

var noStore, noSniff = []string{"no-store"}, []string{"nosniff"}

// Prepare sets the headers that all responses of a transport have, whether the request is refused or not. They forbid caches to
// store the response and browsers to guess its type. X-Request-Id is a random id if the header is not set yet; the log has the
// same id for internal errors.
func Prepare(w http.ResponseWriter) {
	header := w.Header() // set directly, because Header.Set converts each name to its canonical form every time
	if _, identified := header[requestID]; !identified {
		header[requestID] = []string{rand.Text()}
	}
	header["Cache-Control"] = noStore
	header["X-Content-Type-Options"] = noSniff
}

// HandlerFunc handles a request. If it returns an error, it has written no response.
type HandlerFunc func(http.ResponseWriter, *http.Request) error

// NewHandler returns an http.Handler that calls Prepare and handle, and passes an error of handle to Refuse with log.
func NewHandler(log *slog.Logger, handle HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Prepare(w)
		if err := handle(w, r); err != nil {
			Refuse(w, r, log, err)
		}
	})
}

// Refuse responds with the problem document of err. The caller must call Prepare first. The response contains the code and
// message of err only if err is a model.Error whose code has a status code in HTTP. Otherwise the response is INTERNAL without
// details. Refuse logs internal errors and errors with a cause.
func Refuse(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	shown := public(err)
	id := w.Header().Get(requestID)
	logFailure(r.Context(), log, id, shown, err)
	if wait := shown.Wait(); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(wait))
	}
	kind := kinds[shown.Code]
	httpbody.WriteJSON(w, kind.status, "application/problem+json", Document{
		Type: "about:blank", Title: kind.title, Status: kind.status, Code: shown.Code,
		RequestID: id, Detail: shown.Message, Errors: shown.Fields, RetryAfter: seconds(shown),
	})
}

// seconds returns how many seconds to wait, rounded up to a millisecond: a client that retried slightly too early would be
// refused again.
func seconds(e *model.Error) float64 {
	if e.RetryAfter <= 0 {
		return float64(e.Wait())
	}
	return float64((e.RetryAfter + time.Millisecond - 1).Milliseconds()) / 1000
}

// public returns the model.Error in the chain of err if callers may see it. Otherwise it returns an INTERNAL error without a
// message.
func public(err error) *model.Error {
	var e *model.Error
	if errors.As(err, &e) && e.Code != model.Internal && kinds[e.Code].status != 0 {
		return e
	}
	return &model.Error{Code: model.Internal}
}

// logFailure logs err if it is an internal error (level error) or has a cause (level warn). An internal error after the client
// has disconnected is logged at level debug. shown is the error that the response contains.
//
// SECURITY: it never logs the path of the request, which can contain a token.
func logFailure(ctx context.Context, log *slog.Logger, id string, shown *model.Error, err error) {
	level := slog.LevelError
	switch {
	case shown.Code != model.Internal && shown.Unwrap() == nil:
		return
	case shown.Code != model.Internal:
		level = slog.LevelWarn
	case ctx.Err() != nil: // the client has disconnected, so the error is probably a consequence of that
		level = slog.LevelDebug
	}
	log.Log(ctx, level, "request failed", "requestId", id, "code", shown.Code, "error", err)
}
