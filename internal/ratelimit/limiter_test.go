package ratelimit

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// posted is the id of a webhook.
const posted model.ID = 7

// sharedStore is a store that other processes may use.
type sharedStore struct{ Store }

func (sharedStore) Shared() bool { return true }

// localStore is a store that no other process uses.
type localStore struct{ Store }

func (localStore) Shared() bool { return false }

// newWebhookLimiter returns a limiter of posts, which ends waits when stopped is closed.
func newWebhookLimiter(rate float64, burst int) (l *Limiter, stopped chan struct{}) {
	stopped = make(chan struct{})
	return NewLimiter(sharedStore{}, Options{
		Rate: rate, Burst: burst, Subject: "This webhook takes %v posts", Stopped: stopped,
		SharedID: func(id model.ID) model.ID { return id },
	}), stopped
}

func TestRateOfPosts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(10, 5)
		expect := func(got State, err error, want State, waited time.Duration, code model.Code, again time.Duration) {
			t.Helper()
			want.Bucket, want.Limit = "7", 5
			if got != want || model.ErrorCode(err) != code {
				t.Errorf("%+v, %v; want %+v, %s", got, err, want, code)
			}
			var e *model.Error
			if errors.As(err, &e) && e.RetryAfter != again {
				t.Errorf("got RetryAfter %v, want %v", e.RetryAfter, again)
			}
			if waited != 0 {
				t.Errorf("waited %v too long", waited)
			}
		}
		reserve := func(want State, wait time.Duration, code model.Code, again time.Duration) {
			t.Helper()
			began := time.Now()
			state, err := l.Reserve(t.Context(), posted)
			expect(state, err, want, time.Since(began)-wait, code, again)
		}
		const ms = time.Millisecond
		expect(l.State(7), nil, State{Remaining: 5}, 0, "", 0)
		for n := range 5 {
			reserve(State{Remaining: 4 - n, ResetAfter: time.Duration(n+1) * 100 * ms}, 0, "", 0)
		}
		expect(l.State(7), nil, State{Remaining: 0, ResetAfter: 500 * ms}, 0, "", 0)
		expect(l.State(7), nil, State{Remaining: 0, ResetAfter: 500 * ms}, 0, "", 0) // looking takes nothing
		reserve(State{Remaining: 0, ResetAfter: 600 * ms}, 100*ms, "", 0)

		var late sync.WaitGroup
		for range 10 { // wait for up to a second
			late.Go(func() {
				if _, err := l.Reserve(t.Context(), posted); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		reserve(State{Remaining: 0, ResetAfter: 1500 * ms}, 0, model.RateLimited, 1100*ms)
		late.Wait()
		reserve(State{Remaining: 0, ResetAfter: 600 * ms}, 100*ms, "", 0)
		time.Sleep(time.Hour)
		reserve(State{Remaining: 4, ResetAfter: 100 * ms}, 0, "", 0)
		if state, err := l.Reserve(t.Context(), 8); err != nil || state.Remaining != 4 {
			t.Errorf("another webhook: %+v, %v", state, err)
		}
	})
}

func TestPostsWaitInOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(100, 1)
		var mu sync.Mutex
		var order []int
		var all sync.WaitGroup
		for n := range 60 {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			all.Go(func() {
				if _, err := l.Reserve(ctx, posted); err == nil {
					mu.Lock()
					defer mu.Unlock()
					order = append(order, n)
				}
			})
			synctest.Wait()
			if n > 0 && n%3 == 0 {
				leave()
			}
		}
		all.Wait()
		if len(order) != 41 || !slices.IsSorted(order) {
			t.Errorf("%d in the order %v", len(order), order)
		}
		if full := l.buckets[7].fullAt; time.Until(full) > 10*time.Millisecond {
			t.Errorf("those who left have not given back: full in %v", time.Until(full))
		}
	})
}

func TestWaitingEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, stop := newWebhookLimiter(2, 1)
		began := time.Now()
		_, _ = l.Reserve(t.Context(), posted)
		left, leave := context.WithCancel(t.Context())
		leave()
		if _, err := l.Reserve(left, posted); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		stopped := make(chan error)
		go func() {
			_, err := l.Reserve(t.Context(), posted)
			stopped <- err
		}()
		synctest.Wait()
		close(stop)
		if err := <-stopped; model.ErrorCode(err) != model.ShuttingDown {
			t.Error(err)
		}
		if time.Now() != began {
			t.Errorf("waited %v", time.Since(began))
		}
	})
}

func TestWaitingIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(10*maxWaiters, 1)
		var all sync.WaitGroup
		for range maxWaiters + 1 { // one of them at once
			all.Go(func() { _, _ = l.Reserve(t.Context(), posted) })
		}
		synctest.Wait()
		for range 3 {
			if state, err := l.Reserve(t.Context(), posted); model.ErrorCode(err) != model.RateLimited || state.Remaining != 0 {
				t.Errorf("%+v, %v", state, err)
			}
		}
		all.Wait()
		l.mu.Lock() // who lets through has let the last one go before it is done
		defer l.mu.Unlock()
		if l.waiting != 0 {
			t.Errorf("%d wait", l.waiting)
		}
	})
}

func TestNoRate(t *testing.T) {
	t.Parallel()
	l, _ := newWebhookLimiter(0, 0)
	for range 1000 {
		if state, err := l.Reserve(t.Context(), posted); err != nil || state != (State{}) || l.State(7) != (State{}) {
			t.Fatalf("%+v, %v", state, err)
		}
	}
}

func TestFullBucketsAreForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(10, 5)
		_, _ = l.Reserve(t.Context(), posted)
		l.Prune()
		time.Sleep(time.Second)
		l.Prune()
		if len(l.buckets) != 1 {
			t.Error("forgotten before the other instances know")
		}
		l.store = localStore{}
		l.Prune()
		if len(l.buckets) != 0 {
			t.Error("a full bucket is kept")
		}
	})
}

// The posts of one document wait together once: each has the outcome that it would have if all of them were reserved first.
func TestPostsOfADocumentWaitTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(30, 60)
		hooks := []model.ID{7, 8, 9}
		post := func(ctx context.Context, posts int) (stored [3]int, took time.Duration) {
			began := time.Now()
			for i := range posts {
				switch _, err := l.Reserve(ctx, hooks[i%3]); model.ErrorCode(err) {
				case "":
					stored[i%3]++
				case model.RateLimited:
				default:
					t.Fatal(err)
				}
			}
			return stored, time.Since(began)
		}
		if stored, took := post(WaitTogether(t.Context()), 97); stored != [3]int{33, 32, 32} || took != 0 {
			t.Errorf("with full buckets: %v in %v, want all without a wait", stored, took)
		}
		post(t.Context(), 3*28) // empties the buckets
		began := time.Now()
		stored, took := post(WaitTogether(t.Context()), 97)
		if took > maxWait+time.Millisecond || stored[0] < 29 || stored[0] > 33 {
			t.Errorf("with empty buckets: %v in %v, want what comes back in %v: 30 each", stored, took, maxWait)
		}
		stored, took = post(WaitTogether(t.Context()), 3*97)
		if took > maxWait+time.Millisecond || stored[0] > 31 || time.Since(began) > 2*maxWait+time.Millisecond {
			t.Errorf("with more than comes back in time: %v in %v, want 30 each in %v", stored, took, maxWait)
		}
	})
}

func TestWaitForARateLimitHoldsNoSlot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(1, 1)
		p := fairslots.New(1)
		acquire := func() *fairslots.Job {
			job, err := p.Acquire(t.Context(), fairslots.Owner{})
			if err != nil {
				t.Fatal(err)
			}
			return job
		}
		if _, err := l.Reserve(t.Context(), posted); err != nil {
			t.Fatal(err)
		}
		job, waited := acquire(), make(chan error, 1)
		go func() {
			_, err := l.Reserve(fairslots.WithJob(t.Context(), job), posted)
			waited <- err
		}()
		other := acquire() // while the post waits
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(waited) > 0 {
			t.Errorf("the post went on with %v while another job held the slot", <-waited)
		}
		other.Release()
		if err := <-waited; err != nil {
			t.Error(err)
		}
		job.Release()
	})
}

// A post that gives up after its wait, before it has a slot again, costs nothing.
func TestPostThatGivesUpAfterItsWaitCostsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, _ := newWebhookLimiter(1, 1)
		p := fairslots.New(1)
		acquire := func() *fairslots.Job {
			job, err := p.Acquire(t.Context(), fairslots.Owner{})
			if err != nil {
				t.Fatal(err)
			}
			return job
		}
		if _, err := l.Reserve(t.Context(), posted); err != nil {
			t.Fatal(err)
		}
		job, gaveUp := acquire(), make(chan error, 1)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			_, err := l.Reserve(fairslots.WithJob(ctx, job), posted)
			gaveUp <- err
		}()
		other := acquire() // while the post waits
		time.Sleep(maxWait)
		synctest.Wait()
		cancel() // while it waits for a slot
		if err := <-gaveUp; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		other.Release()
		began := time.Now()
		if _, err := l.Reserve(t.Context(), posted); err != nil || time.Since(began) != 0 {
			t.Errorf("the next post: %v after %v, want it to go on without a wait", err, time.Since(began))
		}
	})
}
