package httpbody

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// pacedRecorder records a response with its write deadlines.
type pacedRecorder struct {
	*httptest.ResponseRecorder
	deadlines []time.Time
}

// SetWriteDeadline records a deadline. http.ResponseController calls it.
func (r *pacedRecorder) SetWriteDeadline(t time.Time) error {
	r.deadlines = append(r.deadlines, t)
	return nil
}

func TestEachPartOfALargeResponseHasItsDeadline(t *testing.T) {
	t.Parallel()
	large := bytes.Repeat([]byte("x"), 3*partSize+1)
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		want    int
	}{
		"large": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(large) }, 4},
		"small": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(large[:1000]) }, 0},
		"many small writes": {func(w http.ResponseWriter, _ *http.Request) {
			for range 5 {
				_, _ = w.Write(large[:1000])
			}
		}, 1},
		"its own deadline": {func(w http.ResponseWriter, _ *http.Request) {
			_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Hour))
			_, _ = w.Write(large)
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &pacedRecorder{ResponseRecorder: httptest.NewRecorder()}
			New(Timeout).Handler(c.handler).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
			if len(w.deadlines) != c.want {
				t.Errorf("%d write deadlines were set, want %d", len(w.deadlines), c.want)
			}
			if name != "its own deadline" {
				for _, d := range w.deadlines {
					if left := time.Until(d); left <= 0 || left > StallLimit {
						t.Errorf("a deadline is %v away, want at most %v", left, StallLimit)
					}
				}
			}
			if name == "large" && !bytes.Equal(w.Body.Bytes(), large) {
				t.Errorf("%d bytes were written, want the same %d", w.Body.Len(), len(large))
			}
		})
	}
}
