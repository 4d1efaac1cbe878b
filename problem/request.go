package problem

import (
	"context"
	"crypto/rand"
	"net/http"
)

type requestIDKey struct{}

// Identify gives a request its id, which is answered in a header and is in its context from then on.
//
// SECURITY: what the caller calls it does not count: nobody writes into our log, or makes two requests look like one.
func Identify(w http.ResponseWriter, r *http.Request) *http.Request {
	id := rand.Text()
	w.Header().Set(requestID, id)
	return r.WithContext(WithRequestID(r.Context(), id))
}

// WithRequestID is a context of what is done for the request with that id.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID is the id of the request that ctx belongs to, "" for none.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
