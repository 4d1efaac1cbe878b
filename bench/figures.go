package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// sample is a figure that was measured in several rounds.
type sample []float64

func (s sample) sorted() sample {
	t := slices.Clone(s)
	slices.Sort(t)
	return t
}

func (s sample) median() float64 {
	t := s.sorted()
	return (t[(len(t)-1)/2] + t[len(t)/2]) / 2
}

// over returns the ratio to the baseline in each round.
func (s sample) over(baseline sample) (ratios sample) {
	for i := range s {
		ratios = append(ratios, s[i]/baseline[i])
	}
	return ratios
}

// text returns the median with the lowest and the highest value.
func (s sample) text(unit string) string {
	if len(s) == 0 {
		return "n/a"
	}
	t := s.sorted()
	value := strings.TrimSpace(digits(t.median()) + " " + unit)
	if len(t) == 1 {
		return value
	}
	return fmt.Sprintf("%s (%s–%s)", value, digits(t[0]), digits(t[len(t)-1]))
}

// digits formats v with four significant digits, and with all digits before the decimal point.
func digits(v float64) string {
	if v >= 1e4 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.4g", v)
}

// percentile returns the pth percentile of values. It sorts them. There must be at least one.
func percentile[T cmp.Ordered](values []T, p float64) T {
	slices.Sort(values)
	return values[min(len(values)-1, int(float64(len(values))*p/100))]
}

func microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

// row is a line of the table.
type row struct {
	what     string
	unit     string
	measured sample
	baseline sample
	ratioMax float64 // the goal: the largest ratio to the baseline; 0: no such goal
	ratioMin float64 // the goal: the smallest ratio to the baseline; 0: no such goal
	most     float64 // the goal: the largest value; 0: no such goal
}

func (r row) ratio() string {
	if len(r.measured) == 0 || len(r.baseline) != len(r.measured) {
		return "–"
	}
	return r.measured.over(r.baseline).text("×")
}

func (r row) goal() string {
	switch {
	case r.ratioMax > 0:
		return fmt.Sprintf("≤ %.3g ×", r.ratioMax)
	case r.ratioMin > 0:
		return fmt.Sprintf("≥ %.3g ×", r.ratioMin)
	case r.most > 0:
		return fmt.Sprintf("≤ %.3g %s", r.most, r.unit)
	}
	return "–"
}

func (r row) verdict() string {
	switch {
	case r.ratioMax == 0 && r.ratioMin == 0 && r.most == 0:
		return "–"
	case r.ratioMax > 0 && r.measured.over(r.baseline).median() <= r.ratioMax,
		r.ratioMin > 0 && r.measured.over(r.baseline).median() >= r.ratioMin,
		r.most > 0 && r.measured.median() <= r.most:
		return "reached"
	}
	return "missed"
}

// table is the result that is printed at the end.
type table struct {
	rows  []row
	notes []string
}

func (t *table) add(rows ...row) { t.rows = append(t.rows, rows...) }
func (t *table) note(format string, args ...any) {
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

func (t *table) print(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| what | measured | baseline | ratio | goal | verdict |\n|---|---|---|---|---|---|\n")
	for _, r := range t.rows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n",
			r.what, r.measured.text(r.unit), r.baseline.text(r.unit), r.ratio(), r.goal(), r.verdict())
	}
	for _, n := range t.notes {
		b.WriteString("\n- " + n)
	}
	_, err := fmt.Fprintln(w, b.String())
	return err
}
