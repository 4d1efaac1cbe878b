package main

import (
	"strings"
	"testing"
)

func TestSampleTextHasMedianAndSpread(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]sample{
		"n/a":           nil,
		"2 µs":          {2},
		"2 µs (1–9)":    {9, 1, 2},
		"2.5 µs (1–10)": {3, 1, 2, 10},
		"12346 µs":      {12345.6},
	} {
		if got := s.text("µs"); got != want {
			t.Errorf("%v: got %q, want %q", []float64(s), got, want)
		}
	}
}

func TestPercentile(t *testing.T) {
	t.Parallel()
	values := make([]int, 1000)
	for i := range values {
		values[i] = 999 - i
	}
	for p, want := range map[float64]int{0: 0, 50: 500, 99: 990, 100: 999} {
		if got := percentile(values, p); got != want {
			t.Errorf("p%v: got %d, want %d", p, got, want)
		}
	}
}

func TestVerdictComparesWithinEachRound(t *testing.T) {
	t.Parallel()
	slow := row{what: "a", unit: "µs", measured: sample{2, 20, 200}, baseline: sample{1, 10, 100}, ratioMax: 1.5}
	quick := row{what: "b", unit: "s", measured: sample{14}, most: 15}
	many := row{what: "c", unit: "/s", measured: sample{50, 60}, baseline: sample{100, 100}, ratioMin: 0.5}
	var out strings.Builder
	if err := (&table{rows: []row{slow, quick, many}}).print(&out); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"| a | 20 µs (2–200) | 10 µs (1–100) | 2 × (2–2) | ≤ 1.5 × | missed |",
		"| b | 14 s | n/a | – | ≤ 15 s | reached |",
		"| c | 55 /s (50–60) | 100 /s (100–100) | 0.55 × (0.5–0.6) | ≥ 0.5 × | reached |",
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("found no line %q in\n%s", line, out.String())
		}
	}
}
