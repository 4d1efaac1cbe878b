package problem

import (
	"context"
	"crypto/rand"
	"net/http"
)

type requestIDKey struct{}

// Identify assigns a random id to a request. It sets the header X-Request-Id of the response and returns a copy of the request
// whose context contains the id. It also forbids browsers to guess the type of the response.
//
// SECURITY: Identify ignores an id that the caller sends. Such an id could inject text into the log, and make two requests look
// like one. Responses must not be sniffed, because a browser could run a posted text as a page if it looks like HTML.
func Identify(w http.ResponseWriter, r *http.Request) *http.Request {
	id := rand.Text()
	header := w.Header()
	header[requestID] = []string{id}
	header["X-Content-Type-Options"] = noSniff
	return r.WithContext(WithRequestID(r.Context(), id))
}

// WithRequestID returns a copy of ctx that contains the id of a request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns the id of the request that ctx belongs to, or "" if it contains none.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
