package ratelimit

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// failures is the rule of the tests.
var failures = Rule{"login x", Limit{Interval: 30 * time.Second, Burst: 10}}

// attempt makes an attempt that counts, or not.
func (t *Throttle) attempt(ctx context.Context, counts bool) error {
	err := t.Do(ctx, []Rule{failures}, Failed, func() error {
		if counts {
			return unauthenticated()
		}
		return nil
	})
	if model.ErrorCode(err) == model.Unauthenticated {
		return nil
	}
	return err
}

// begin starts an attempt, and returns a function that ends it without counting it.
func (t *Throttle) begin(test *testing.T) (end func()) {
	started, release, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- t.Do(context.Background(), []Rule{failures}, Failed, func() error { close(started); <-release; return nil })
	}()
	<-started
	return func() {
		close(release)
		dbtest.OK(test, <-ended)
	}
}

func TestThrottleClockIsMonotonic(t *testing.T) {
	t.Parallel()
	throttle := NewThrottle(localStore{}, ThrottleOptions{})
	if _, monotonic, _ := strings.Cut(throttle.now().String(), " m="); monotonic == "" {
		t.Error("the clock of the throttle has no monotonic reading")
	}
}

// Concurrent attempts count as one after the other does, and leave nothing behind.
func TestConcurrentAttemptsCount(t *testing.T) {
	t.Parallel()
	throttle := NewThrottle(localStore{}, ThrottleOptions{Wait: time.Minute})
	var mu sync.Mutex
	var all sync.WaitGroup
	made := 0
	for range 3 * failures.Limit.Burst {
		all.Go(func() {
			if err := throttle.attempt(context.Background(), true); err == nil {
				mu.Lock()
				defer mu.Unlock()
				made++
			} else if model.ErrorCode(err) != model.RateLimited {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if made != failures.Limit.Burst {
		t.Errorf("%d attempts were made, want %d", made, failures.Limit.Burst)
	}
	if len(throttle.running) != 0 || throttle.waiting != 0 {
		t.Errorf("%d are running and %d wait, want 0", len(throttle.running), throttle.waiting)
	}
}

// Refused attempts, and those that do not count, are not shared.
func TestOnlyCountedAttemptsArePending(t *testing.T) {
	t.Parallel()
	throttle := NewThrottle(sharedStore{}, ThrottleOptions{})
	for range 3 {
		dbtest.OK(t, throttle.attempt(t.Context(), false))
	}
	if pending := throttle.drainPending(); len(pending) != 0 {
		t.Errorf("got %v after attempts that do not count, want none", pending)
	}
	for range failures.Limit.Burst {
		dbtest.OK(t, throttle.attempt(t.Context(), true))
	}
	want := debt{cost: failures.Limit.FillTime(), fillTime: failures.Limit.FillTime()}
	if got := throttle.drainPending()[failures.Key]; got != want {
		t.Errorf("got %v after attempts that count, want %v", got, want)
	}
	if err := throttle.attempt(t.Context(), true); model.ErrorCode(err) != model.RateLimited {
		t.Errorf("got %v with an empty bucket, want %s", err, model.RateLimited)
	}
	if pending := throttle.drainPending(); len(pending) != 0 {
		t.Errorf("got %v after a refused attempt, want none", pending)
	}
}

// Attempts that do not count or have no result yet are not shared. Attempts that could not be shared are shared later, and that takes
// nothing from running attempts.
func TestCountedAttemptsAreShared(t *testing.T) {
	t.Parallel()
	store, ctx := dbtest.Postgres(t), t.Context()
	throttle := NewThrottle(store, ThrottleOptions{})
	full := func() time.Duration {
		id := sharedID(failures.Key)
		untilFull, err := store.UpdateRateBuckets(ctx, map[model.ID]time.Duration{id: 0}, time.Hour)
		dbtest.OK(t, err)
		return untilFull[id].Round(10 * time.Second)
	}
	for _, counts := range []bool{true, true, false} {
		dbtest.OK(t, throttle.attempt(ctx, counts))
	}
	defer throttle.begin(t)()
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := throttle.Share(ended); err == nil {
		t.Fatal("got no error from a store that fails")
	}
	dbtest.OK(t, throttle.Share(ctx))
	if got, want := full(), 2*failures.Limit.Interval; got != want {
		t.Errorf("after two attempts that count: full in %v, want %v", got, want)
	}
	if got, want := time.Until(throttle.buckets.get(failures.Key)).Round(10*time.Second), 3*failures.Limit.Interval; got != want {
		t.Errorf("with a running attempt: full here in %v, want %v", got, want)
	}
}

// After the clock of the database was set back no client is locked out for longer than some full buckets take.
func TestSharedBucketsAfterAClockIsSetBack(t *testing.T) {
	t.Parallel()
	store, ctx, id := dbtest.Postgres(t), t.Context(), sharedID(failures.Key)
	throttle := NewThrottle(store, ThrottleOptions{})
	// As after two hours back: the bucket will be full long from now.
	for _, cost := range []time.Duration{0, 2 * time.Hour} {
		_, err := store.UpdateRateBuckets(ctx, map[model.ID]time.Duration{id: cost}, time.Hour)
		dbtest.OK(t, err)
	}
	dbtest.OK(t, throttle.attempt(ctx, true))
	dbtest.OK(t, throttle.Share(ctx))
	most := maxThrottleDebt*failures.Limit.FillTime() + failures.Limit.Interval
	if got := time.Until(throttle.buckets.get(failures.Key)); got > most {
		t.Errorf("full in %v, want at most %v", got, most)
	}
}
