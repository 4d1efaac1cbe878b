package gctune

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// lazyGC has the collector run when the heap is five times what is alive, and not twice. That is a tenth of the CPU of a
	// post, and more of a page's.
	lazyGC  = 400
	usualGC = 100

	// gcRoom is what the heap may grow by for it: the more is alive, the less lazy the collector, until it is as it usually is.
	// So it costs this much memory and no more, on the smallest machine too, and idle sockets by the thousand cost what they
	// are: a percentage alone would double what each of them costs. A memory limit instead (SetMemoryLimit) would have to know
	// how much of the machine is ours, and collects without end when that was guessed too low.
	gcRoom = 48 << 20
)

// collectLazily sets how often garbage is collected, unless whoever starts the program has said so (GOGC, GOMEMLIMIT).
func collectLazily(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(lazyGC)
	afterEachCollection(lazyGC)
}

// collection is garbage at once: its cleanup runs when the collector has been by. It has a pointer, since small things without
// one are freed together.
type collection struct{ _ *collection }

func afterEachCollection(percent int) {
	runtime.AddCleanup(&collection{}, func(percent int) {
		next := gcPercent(liveHeap())
		if next != percent {
			debug.SetGCPercent(next)
		}
		afterEachCollection(next)
	}, percent)
}

// gcPercent is how far the heap may grow over what is alive, in percent of that.
func gcPercent(live uint64) int {
	return int(min(lazyGC, max(usualGC, gcRoom*100/max(live, 1))))
}

// liveHeap is what the last collection found alive, in bytes.
func liveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
