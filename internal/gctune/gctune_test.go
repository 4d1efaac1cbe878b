package gctune

import (
	"runtime"
	"testing"
)

func TestTheCollectorIsLazyWithinBounds(t *testing.T) {
	t.Parallel()
	for live, want := range map[uint64]int{
		0: lazyGC, 4 << 20: lazyGC, 12 << 20: lazyGC, 24 << 20: 200, 48 << 20: usualGC, 4 << 30: usualGC,
	} {
		if got := gcPercent(live); got != want {
			t.Errorf("%d bytes alive: %d %%, want %d %%", live, got, want)
		}
		if extra := live * uint64(gcPercent(live)-usualGC) / 100; extra > maxExtra {
			t.Errorf("%d bytes alive: %d bytes more than usual", live, extra)
		}
	}
	runtime.GC()
	if liveHeap() == 0 {
		t.Error("nothing is alive")
	}
}
