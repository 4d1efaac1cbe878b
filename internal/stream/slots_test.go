package stream

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"

	"chattr/internal/model"
)

func TestSlotsAreSharedFairlyBetweenUsers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newSlots(4)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var mu sync.Mutex
		var granted []model.ID
		ask := func(user model.ID) {
			go func() {
				if s.acquire(ctx, user) != nil {
					return // the test has ended
				}
				mu.Lock()
				defer mu.Unlock()
				granted = append(granted, user)
			}()
			synctest.Wait()
		}
		for range 100 {
			ask(1)
		}
		if len(granted) != 2 {
			t.Fatalf("one user was granted %d of 4 slots, want 2", len(granted))
		}
		for _, user := range []model.ID{2, 3, 2, 3, 2, 3} {
			ask(user)
		}
		if len(granted) != 4 || granted[2] != 2 || granted[3] != 3 {
			t.Fatalf("got %v, want slots for users 2 and 3 immediately", granted)
		}
		for range 6 {
			s.release(granted[len(granted)-1])
			synctest.Wait()
		}
		count := map[model.ID]int{}
		for _, user := range granted {
			count[user]++
		}
		if len(granted) != 8 || count[2] != 3 || count[3] != 3 {
			t.Errorf("got %v after 6 releases, want all of users 2 and 3 granted before the queue of user 1", granted)
		}
	})
}

func TestSlotWaiterThatGivesUpLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newSlots(2)
		for range 2 {
			if err := s.acquire(t.Context(), 1); err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			var waiting sync.WaitGroup
			for range 10 {
				waiting.Go(func() {
					if err := s.acquire(ctx, 1); err == nil {
						s.release(1)
					}
				})
			}
			synctest.Wait()
			s.release(1) // while others give up
			cancel()
			waiting.Wait()
		}
		if s.free != 2 || len(s.held) != 0 || len(s.waiting) != 0 || len(s.order) != 0 {
			t.Errorf("got %d free, %v held, %v waiting, %v in order; want 2 free and nothing else", s.free, s.held, s.waiting, s.order)
		}
	})
}
