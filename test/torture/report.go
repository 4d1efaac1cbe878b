//go:build linux

package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"chattr/test/torture/checker"
)

// report is what a run has found.
type report struct {
	config
	dir, disk  string
	plans      [][]plannedFault
	history    *checker.History
	violations []checker.Violation
}

const (
	shownViolations = 5
	shownAround     = 25 // lines of history around each
)

func (r *report) print(w io.Writer) {
	h := r.history
	fmt.Fprintf(w, "\n%.0f s on %s with %d instances; the database is on %s\n", h.Now.Seconds(), r.database, len(instancesOf(h)), r.disk)
	fmt.Fprintf(w, "\nrequests          acknowledged  refused  unknown\n")
	r.printRequests(w)
	deliveries := 0
	ends := map[string]int{}
	for _, s := range h.Streams {
		deliveries += len(s.Deliveries)
		ends[s.Via+" "+endName(s)]++
	}
	fmt.Fprintf(w, "\n%d streams delivered %d events; %d pages were read\n", len(h.Streams), deliveries, len(h.Pages))
	printCounts(w, ends)
	faults := map[string]int{}
	for _, f := range h.Faults {
		faults[string(f.Kind)]++
	}
	fmt.Fprintf(w, "\nfaults (-seed %d)\n", r.seed)
	printCounts(w, faults)
	if d := h.Database; d != nil {
		fmt.Fprintf(w, "\nthe database has %d messages, %d edits and deletions, %d idempotency keys\n", len(d.Messages), len(d.Changes), len(d.Keys))
	}
	r.printVerdict(w)
}

func (r *report) printRequests(w io.Writer) {
	counts := map[string]*[4]int{}
	codes := map[string]int{}
	for _, q := range r.history.Requests {
		name := string(q.Kind) + " " + q.Via
		if counts[name] == nil {
			counts[name] = new([4]int)
		}
		counts[name][q.Outcome]++
		if q.Outcome == checker.Refused || q.Outcome == checker.Unknown {
			codes[q.Code]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		n := counts[name]
		fmt.Fprintf(w, "  %-18s %9d %8d %8d\n", name, n[checker.Acknowledged], n[checker.Refused], n[checker.Unknown]+n[checker.InFlight])
	}
	printCounts(w, codes)
}

func printCounts(w io.Writer, counts map[string]int) {
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(w, "  %8d %s\n", counts[name], name)
	}
}

func endName(s checker.Stream) string {
	name := [...]string{"still open", "left by the client", "broken", "closed", "ended with an error", "completed"}[s.End]
	if s.End == checker.Closed || s.End == checker.Failed {
		name += " " + s.Code
	}
	return name
}

func instancesOf(h *checker.History) map[int]bool {
	all := map[int]bool{}
	for _, q := range h.Requests {
		all[q.Instance] = true
	}
	return all
}

func (r *report) printVerdict(w io.Writer) {
	if len(r.violations) == 0 {
		fmt.Fprintf(w, "\nverdict: every promise was kept\n")
		return
	}
	broken := map[string]int{}
	for _, v := range r.violations {
		broken[v.Promise]++
	}
	fmt.Fprintf(w, "\nverdict: NOT KEPT, first at %.1f s\n", r.violations[0].At.Seconds())
	printCounts(w, broken)
	shown := map[string]bool{}
	for _, v := range r.violations {
		if len(shown) < shownViolations && !shown[v.Promise] {
			shown[v.Promise] = true
			fmt.Fprintf(w, "\n%s at %s: %s\n", v.Promise, stamp(v.At), v.What)
			r.printAround(w, v)
		}
	}
	fmt.Fprintf(w, "\nthe logs of the instances are in %s; run again with -seed %d\n", r.dir, r.seed)
}

func stamp(at checker.Moment) string { return fmt.Sprintf("%.3fs", at.Seconds()) }

// line is a line of the history.
type line struct {
	at   checker.Moment
	text string
}

// printAround prints what the history has about a violation: what was done to the same message or number, and the faults of
// that time.
func (r *report) printAround(w io.Writer, v checker.Violation) {
	lines := append(r.requestLines(v), r.deliveryLines(v)...)
	const around = 5 * time.Second
	for _, f := range r.history.Faults {
		if f.From < v.At+around && (f.To == 0 || f.To > v.At-around) {
			lines = append(lines, line{f.From, fmt.Sprintf("fault %s, instance %d, until %s", f.Kind, f.Instance, stamp(f.To))})
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.at, b.at) })
	if i, _ := slices.BinarySearchFunc(lines, v.At, func(l line, at checker.Moment) int { return cmp.Compare(l.at, at) }); i > shownAround {
		lines = lines[i-shownAround:]
	}
	for _, l := range lines[:min(len(lines), 2*shownAround)] {
		fmt.Fprintf(w, "    %10s %s\n", stamp(l.at), l.text)
	}
}

func (r *report) requestLines(v checker.Violation) (lines []line) {
	texts := r.textsOf(v.Message)
	for _, q := range r.history.Requests {
		concerns := texts[q.Text] || v.Message != 0 && q.Message == v.Message || v.Number != 0 && q.Channel == v.Channel && q.Place.Number == v.Number
		if !concerns {
			continue
		}
		outcome := [...]string{"in flight", "acknowledged", "refused", "unknown"}[q.Outcome]
		lines = append(lines, line{q.Began, fmt.Sprintf(
			"request %d: %s over %s, instance %d, user %q, text %d, key %q: %s %s at %s, number %d in channel %s, replayed %t",
			q.ID, q.Kind, q.Via, q.Instance, q.User, q.Text, q.Key, outcome, q.Code, stamp(q.Ended), q.Place.Number, q.Channel, q.Replayed)})
	}
	return lines
}

// textsOf returns the numbers of the texts that streams have shown of a message: requests without a response or with a refusal do
// not name it.
func (r *report) textsOf(message int64) map[int]bool {
	texts := map[int]bool{}
	for _, s := range r.history.Streams {
		for _, d := range s.Deliveries {
			if d.Message == message && d.Text > 0 {
				texts[d.Text] = true
			}
		}
	}
	return texts
}

func (r *report) deliveryLines(v checker.Violation) (lines []line) {
	for _, s := range r.history.Streams {
		for _, d := range s.Deliveries {
			if v.Message != 0 && d.Message == v.Message || v.Number != 0 && s.Channel == v.Channel && d.Place.Number == v.Number {
				lines = append(lines, line{d.At, fmt.Sprintf(
					"stream %d (%s, instance %d, user %q, since %s): number %d %s, message %d, text %d, event id %d",
					s.ID, s.Via, s.Instance, s.User, stamp(s.Began), d.Place.Number, d.Kind, d.Message, d.Text, d.Place.EventID)})
			}
		}
	}
	return lines
}
