// Package gctune makes the garbage collector run less often while the heap is small.
package gctune

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// lazyGC lets the heap grow to five times the live heap before a collection, instead of twice. That saves a tenth of the CPU of a
	// post, and more of a page's.
	lazyGC  = 400
	usualGC = 100

	// maxExtra limits the memory that this costs, on the smallest machine too: the larger the live heap, the lower the percentage, until
	// it is usualGC. So thousands of idle sockets cost no more than usual; a percentage alone would double the cost of each. A memory
	// limit instead (SetMemoryLimit) would have to know how much of the machine is ours, and collects all the time if it is too low.
	maxExtra = 48 << 20
)

// Tune sets how often garbage is collected, unless the environment sets it (GOGC, GOMEMLIMIT). It returns immediately and goes on for as
// long as the program runs.
func Tune(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(lazyGC)
	afterEachCollection(lazyGC)
}

// collection is garbage from the start: its cleanup runs after the next collection. It has a pointer, because small objects without
// one are freed together.
type collection struct{ _ *collection }

// afterEachCollection adapts the percentage, which is percent now, after each collection.
func afterEachCollection(percent int) {
	runtime.AddCleanup(&collection{}, func(percent int) {
		next := gcPercent(liveHeap())
		if next != percent {
			debug.SetGCPercent(next)
		}
		afterEachCollection(next)
	}, percent)
}

// gcPercent returns how far the heap may grow beyond a live heap of this many bytes, in percent of it.
func gcPercent(live uint64) int {
	return int(min(lazyGC, max(usualGC, maxExtra*100/max(live, 1))))
}

// liveHeap returns the bytes that the last collection found alive.
func liveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
