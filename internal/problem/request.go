package problem

import (
	"context"
	"crypto/rand"
	"net/http"
)

type requestIDKey struct{}

// Identify gives a request its id, which the response has in a header and its context has from then on. It forbids browsers to guess the
// type of the response.
//
// SECURITY: the caller's own id does not count: it could be written into our log, and make two requests look like one. A text that
// somebody posted must not run as a page because it looks like HTML: no response is sniffed.
func Identify(w http.ResponseWriter, r *http.Request) *http.Request {
	id := rand.Text()
	header := w.Header()
	header[requestID] = []string{id}
	header["X-Content-Type-Options"] = noSniff
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
