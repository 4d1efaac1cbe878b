// Package metricstest reads metrics in tests.
package metricstest

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"chattr/internal/metrics"
)

// Values maps each series to its value. The key is the name with the labels as in the text format of Prometheus, with the labels
// in alphabetical order.
type Values map[string]float64

// Parse parses a response of /metrics. It fails the test if a value is not a number.
func Parse(t testing.TB, text string) Values {
	t.Helper()
	all := Values{}
	for line := range strings.Lines(text) {
		at := strings.LastIndexByte(line, ' ')
		if strings.HasPrefix(line, "#") || at < 0 {
			continue
		}
		value, err := strconv.ParseFloat(strings.TrimSpace(line[at:]), 64)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		all[line[:at]] = value
	}
	return all
}

// Of returns the current values of m.
func Of(t testing.TB, m *metrics.Metrics) Values {
	t.Helper()
	response := httptest.NewRecorder()
	m.Handler(slog.New(slog.DiscardHandler)).ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text, err := io.ReadAll(response.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return Parse(t, string(text))
}
