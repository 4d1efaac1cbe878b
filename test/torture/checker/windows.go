package checker

import (
	"cmp"
	"slices"
	"time"
)

const (
	recovery   = 2 * time.Second  // what an instance may need at most after a fault until it works as before
	hintRepair = 5 * time.Second  // what a link that carries hints may need
	linger     = 10 * time.Second // how long a request without a response may still be carried out
	justBefore = time.Second      // how much before a fault its effects may be recorded
)

// interval is a time from one moment to another.
type interval struct{ from, to Moment }

// windows knows when which limit of the contract is in force.
type windows struct {
	now       Moment
	slack     time.Duration
	hints     bool
	faults    []Fault
	disturbed map[int][]interval // for each instance, merged and sorted
}

func newWindows(h *History) *windows {
	return &windows{now: h.Now, slack: h.Slack, hints: h.Hints, faults: h.Faults, disturbed: map[int][]interval{}}
}

// end returns when a fault ended, or the present moment.
func (w *windows) end(f Fault) Moment {
	if f.To == 0 {
		return w.now
	}
	return f.To
}

// recoveries are what an instance may need after a fault of a kind. Kinds that are not here do not disturb the instance:
// connections that are cut end their streams, and lost hints have a limit of their own.
var recoveries = map[FaultKind]time.Duration{
	Kill: time.Second, Terminate: time.Second, Pause: recovery, LinkDelay: time.Second / 2, Stalled: time.Second / 2,
	DatabaseCut: recovery, DatabaseDelay: recovery, DatabaseStop: recovery, DiskFull: recovery,
}

// disturbances returns when an instance could not do its work.
func (w *windows) disturbances(instance int) []interval {
	if found, ok := w.disturbed[instance]; ok {
		return found
	}
	all := []interval{}
	for _, f := range w.faults {
		after, disturbs := recoveries[f.Kind]
		if disturbs && (f.Instance == instance || f.Instance == Everywhere) {
			all = append(all, interval{f.From, w.end(f) + after})
		}
	}
	w.disturbed[instance] = merge(all)
	return w.disturbed[instance]
}

func merge(all []interval) (merged []interval) {
	slices.SortFunc(all, func(a, b interval) int { return cmp.Compare(a.from, b.from) })
	for _, i := range all {
		if n := len(merged); n > 0 && i.from <= merged[n-1].to {
			merged[n-1].to = max(merged[n-1].to, i.to)
			continue
		}
		merged = append(merged, i)
	}
	return merged
}

// deadline returns the moment by which an instance must have done what it has a limit for, from a moment on. Time in which
// the instance is disturbed does not count.
func (w *windows) deadline(instance int, from Moment, limit time.Duration) Moment {
	left := limit + w.slack
	all := w.disturbances(instance)
	next, _ := slices.BinarySearchFunc(all, from, func(d interval, from Moment) int { return cmp.Compare(d.to, from+1) })
	for _, d := range all[next:] {
		switch {
		case d.from <= from:
			from = d.to
		case d.from-from >= left:
			return from + left
		default:
			left -= d.from - from
			from = d.to
		}
	}
	return from + left
}

// isDisturbed reports whether an instance was disturbed at some time of an interval.
func (w *windows) isDisturbed(instance int, from, to Moment) bool {
	return slices.ContainsFunc(w.disturbances(instance), func(d interval) bool { return d.from <= to && d.to >= from })
}

// hasHints reports whether hints reach an instance from a moment on, for as long as a limit with hints lasts.
func (w *windows) hasHints(instance int, from Moment) bool {
	if !w.hints {
		return false
	}
	return !slices.ContainsFunc(w.faults, func(f Fault) bool {
		concerns := f.Instance == instance || f.Instance == Everywhere
		return concerns && f.From <= from+recovery && w.end(f)+hintRepair >= from
	})
}

// hasFault reports whether one of the kinds of faults explains what was seen on an instance at a moment.
func (w *windows) hasFault(instance int, at Moment, kinds ...FaultKind) bool {
	return slices.ContainsFunc(w.faults, func(f Fault) bool {
		concerns := f.Instance == instance || f.Instance == Everywhere
		return concerns && slices.Contains(kinds, f.Kind) && f.From-justBefore <= at && at <= w.end(f)+recovery
	})
}
