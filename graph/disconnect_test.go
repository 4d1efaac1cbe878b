package graph

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"chattr/internal/httpbody"
)

// A client that disconnects before its operation is executed causes no panic, on any transport: gqlgen returns no response then.
func TestDisconnectBeforeExecutionDoesNotPanic(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	handler := httpbody.New(httpbody.Timeout).Handler(w.handler)
	for _, accept := range []string{jsonType, eventType} {
		for _, query := range []string{whoAmI, `mutation { createServer(input: {name: "x"}) { server { id } } }`, w.watch("")} {
			if accept == jsonType && strings.HasPrefix(query, "subscription") {
				continue // is refused
			}
			body, err := json.Marshal(map[string]string{"query": query})
			w.must(err)
			for range 50 { // a request may also end while it waits for a slot
				ctx, disconnect := context.WithCancel(t.Context())
				r := httptest.NewRequestWithContext(ctx, "POST", "/graphql", strings.NewReader(string(body)))
				r.Header.Set("Content-Type", jsonType)
				r.Header.Set("Accept", accept)
				disconnect()
				handler.ServeHTTP(httptest.NewRecorder(), r)
			}
		}
	}
	if log := w.log.String(); strings.Contains(log, "panic") {
		t.Errorf("the log says: %s", log)
	}
}
