package tasks

import (
	"sync"
	"sync/atomic"
	"testing"
)

// Requests that outlive the shutdown start tasks while Close waits. A sync.WaitGroup panics then.
func TestTasksMayBeStartedDuringClose(t *testing.T) {
	t.Parallel()
	for range 200 {
		var all Group
		var started, ended atomic.Int64
		var requests sync.WaitGroup
		for range 8 {
			requests.Go(func() {
				for range 20 {
					if all.Start(func() { ended.Add(1) }) {
						started.Add(1)
					}
				}
			})
		}
		all.Close()
		before := ended.Load()
		requests.Wait()
		if got, want := ended.Load(), started.Load(); got != before || got != want {
			t.Fatalf("got %d tasks ended when Close returned and %d later, want %d both times", before, got, want)
		}
		if all.Start(func() {}) {
			t.Fatal("got a task started after Close, want it refused")
		}
	}
}
