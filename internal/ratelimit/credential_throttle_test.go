package ratelimit

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/model"
	"chattr/internal/token"
)

var (
	attacker  = netip.MustParseAddr("192.0.2.1")
	wrongHash = token.Hash("wrong")
)

func unauthenticated() error { return model.Errorf(model.Unauthenticated, "Wrong.") }

// Beyond the limit few look-ups run at a time, and those of other addresses and credentials are served in rotation.
func TestLookUpsBeyondTheLimitAreFew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		throttle := NewCredentialThrottle(model.Unauthenticated, "wrong things", 0)
		wrong := func() error { return unauthenticated() }
		for range WrongBurst {
			_ = throttle.Check(t.Context(), attacker, wrongHash, false, wrong)
		}
		var running, most int
		var mu sync.Mutex
		slow := func() error {
			mu.Lock()
			running++
			most = max(most, running)
			mu.Unlock()
			time.Sleep(time.Millisecond)
			mu.Lock()
			running--
			mu.Unlock()
			return unauthenticated()
		}
		for range 500 {
			go func() { _ = throttle.Check(t.Context(), attacker, token.Hash(token.New(token.Access)), true, slow) }()
		}
		synctest.Wait()
		began := time.Now()
		if err := throttle.Check(t.Context(), attacker, token.Hash("right"), true, func() error { return nil }); err != nil {
			t.Errorf("a right credential: got %v, want no error", err)
		}
		if waited := time.Since(began); waited > 500*time.Millisecond {
			t.Errorf("a right credential waited %v", waited)
		}
		if most != maxLookups {
			t.Errorf("%d look-ups ran at a time, want %d", most, maxLookups)
		}
		for range 500 {
			_ = throttle.Check(t.Context(), attacker, wrongHash, true, wrong)
		}
		held := make(chan struct{})
		for range 2 {
			go func() {
				_ = throttle.Check(t.Context(), attacker, wrongHash, true, func() error { <-held; return nil })
			}()
		}
		synctest.Wait()
		ended, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := throttle.Check(ended, attacker, wrongHash, true, wrong); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a client that leaves: got %v, want %v", err, context.DeadlineExceeded)
		}
		close(held)
	})
}

func TestWrongCredentialsAreLimited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const delay = 200 * time.Millisecond
		throttle := NewCredentialThrottle(model.Unauthenticated, "wrong things", delay)
		try := func(err error) model.Code {
			return model.ErrorCode(throttle.Check(t.Context(), attacker, wrongHash, false, func() error { return err }))
		}
		unavailable := model.Errorf(model.StoreUnavailable, "gone")
		for range 3 * WrongBurst {
			if got := try(unavailable); got != model.StoreUnavailable {
				t.Fatalf("an outage: got %s, want %s", got, model.StoreUnavailable)
			}
		}
		for n := range WrongBurst {
			if got := try(unauthenticated()); got != model.Unauthenticated {
				t.Fatalf("attempt %d: got %s, want %s", n, got, model.Unauthenticated)
			}
		}
		began := time.Now()
		if got := try(unauthenticated()); got != model.RateLimited || time.Since(began) != delay {
			t.Errorf("beyond the limit: got %s after %v, want %s after %v", got, time.Since(began), model.RateLimited, delay)
		}
		time.Sleep(time.Second)
		for n := range WrongPerSecond {
			if got := try(unauthenticated()); got != model.Unauthenticated {
				t.Fatalf("attempt %d a second later: got %s, want %s", n, got, model.Unauthenticated)
			}
		}
		time.Sleep(time.Minute)
		throttle.Prune()
		if throttle.buckets.fullAt.Len() != 0 {
			t.Errorf("%d full buckets are kept, want 0", throttle.buckets.fullAt.Len())
		}
		for n := range maxWrongAddresses + 1000 {
			throttle.count(netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)}), unauthenticated())
		}
		if got := throttle.buckets.fullAt.Len(); got > maxWrongAddresses {
			t.Errorf("%d addresses are remembered, want at most %d", got, maxWrongAddresses)
		}
	})
}
