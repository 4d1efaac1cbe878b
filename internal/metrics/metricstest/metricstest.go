// Package metricstest reads what was counted.
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

// Values are the series by their names with their labels, which are in the order of the alphabet.
type Values map[string]float64

// Parse reads what /metrics has answered.
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

// Of is what m has counted.
func Of(t testing.TB, m *metrics.Metrics) Values {
	t.Helper()
	answer := httptest.NewRecorder()
	m.Handler(slog.New(slog.DiscardHandler)).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text, err := io.ReadAll(answer.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return Parse(t, string(text))
}
