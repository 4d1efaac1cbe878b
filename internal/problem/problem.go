// Package problem answers HTTP requests that are refused: how each code looks in HTTP, and problem documents (RFC 9457).
package problem

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"chattr/internal/model"
)

// Document is the body of a refusal, with members of our own from Code on.
type Document struct {
	Type      string             `json:"type"`
	Title     string             `json:"title"`
	Status    int                `json:"status"`
	Code      model.Code         `json:"code"`
	RequestID string             `json:"requestId"`
	Detail    string             `json:"detail,omitempty"`
	Errors    []model.FieldError `json:"errors,omitempty"`
	// RetryAfter is for how many seconds to wait, more exactly than the header has it; 0 when waiting does not help.
	RetryAfter float64 `json:"retry_after,omitempty"`
}

const requestID = "X-Request-Id"

var noStore, noSniff = []string{"no-store"}, []string{"nosniff"}

// Prepare sets the headers that every answer of a door has, refused or not: it has an id under which the log tells what was
// our fault, and nobody keeps a copy of it.
func Prepare(w http.ResponseWriter) {
	header := w.Header() // written as Header.Set would, which makes each name canonical each time
	if _, identified := header[requestID]; !identified {
		header[requestID] = []string{rand.Text()}
	}
	header["Cache-Control"] = noStore
	header["X-Content-Type-Options"] = noSniff
}

// Refuse answers a request with the document that err is; Prepare comes first. Err is told only if it is an Error with a code
// that HTTP has a status for. What is our fault goes to log.
func Refuse(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	told := tellable(err)
	id := w.Header().Get(requestID)
	record(r.Context(), log, id, told, err)
	if wait := told.Wait(); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(wait))
	}
	kind := kinds[told.Code]
	write(w, Document{
		Type: "about:blank", Title: kind.title, Status: kind.status, Code: told.Code,
		RequestID: id, Detail: told.Message, Errors: told.Fields, RetryAfter: seconds(told),
	})
}

// seconds is how long to wait, rounded up to a millisecond: who came a little too early would be refused again.
func seconds(e *model.Error) float64 {
	if e.RetryAfter <= 0 {
		return float64(e.Wait())
	}
	return float64((e.RetryAfter + time.Millisecond - 1).Milliseconds()) / 1000
}

// tellable is err if callers may be told about it, else an INTERNAL that says nothing.
func tellable(err error) *model.Error {
	var e *model.Error
	if errors.As(err, &e) && e.Code != model.Internal && kinds[e.Code].status != 0 {
		return e
	}
	return &model.Error{Code: model.Internal}
}

// record logs what is our fault. SECURITY: the path is never logged, it can carry a token.
func record(ctx context.Context, log *slog.Logger, id string, told *model.Error, err error) {
	level := slog.LevelError
	switch {
	case told.Code != model.Internal && told.Unwrap() == nil:
		return
	case told.Code != model.Internal:
		level = slog.LevelWarn
	case ctx.Err() != nil: // the caller has left, and what failed for that is nobody's fault
		level = slog.LevelDebug
	}
	log.Log(ctx, level, "request failed", "requestId", id, "code", told.Code, "error", err)
}

func write(w http.ResponseWriter, d Document) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // it is JSON: < and & are read as they are, by people too
	if err := encoder.Encode(d); err != nil {
		panic(err) // a document has no value that cannot be encoded
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Content-Length", strconv.Itoa(text.Len()))
	w.WriteHeader(d.Status)
	_, _ = w.Write(text.Bytes()) // if the caller has left, there is nobody to tell
}
