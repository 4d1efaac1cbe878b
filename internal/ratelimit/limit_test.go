package ratelimit

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A Limit must not differ from a bucket that counts its content, in nanoseconds that have come back.
func TestLimitIsABucket(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := Limit{
			Interval: time.Duration(rapid.Int64Range(1, int64(time.Minute)).Draw(t, "interval")),
			Burst:    rapid.IntRange(1, 100).Draw(t, "burst"),
		}
		now := time.Unix(1e9, 0)
		full, most := now, int64(p.Burst)*int64(p.Interval)
		inside := most
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			passed := rapid.Int64Range(0, 3*int64(p.Interval)).Draw(t, "passed")
			now, inside = now.Add(time.Duration(passed)), min(most, inside+passed)
			wait := time.Duration(max(0, int64(p.Interval)-inside))
			if got := p.wait(full, now); got != wait {
				t.Fatalf("one must wait %v, want %v", got, wait)
			}
			if got, want := p.remaining(full, now), int(inside/int64(p.Interval)); got != want {
				t.Fatalf("%d remain, want %d", got, want)
			}
			if wait == 0 {
				full, inside = p.reserve(full, now), inside-int64(p.Interval)
			}
			if got := max(0, full.Sub(now)); got != time.Duration(most-inside) {
				t.Fatalf("full in %v, want %v", got, time.Duration(most-inside))
			}
		}
	})
}

func TestPerSecond(t *testing.T) {
	t.Parallel()
	for rate, want := range map[float64]time.Duration{0: 0, 1: time.Second, 30: 33333333, .1: 10 * time.Second, 1e12: 1} {
		if got := PerSecond(rate, 1).Interval; got != want {
			t.Errorf("%v a second: one in %v, want %v", rate, got, want)
		}
	}
}
