package chat

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

var posted = &model.Webhook{ID: 7}

// limitedChat is nothing but the buckets of an instance.
func limitedChat(rate float64, burst int) *Chat {
	return &Chat{
		rates: newWebhookRates(Options{WebhookRate: rate, WebhookBurst: burst}, true), posts: newPostRates(Options{}, true),
		mutations: newMutationRates(Options{}, true), stopped: make(chan struct{}),
	}
}

func TestRateOfPosts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limitedChat(10, 5)
		expect := func(got Rate, err error, want Rate, waited time.Duration, code model.Code, again time.Duration) {
			t.Helper()
			want.Bucket, want.Limit = "7", 5
			if got != want || model.ErrorCode(err) != code {
				t.Errorf("%+v, %v; want %+v, %s", got, err, want, code)
			}
			var told *model.Error
			if errors.As(err, &told) && told.RetryAfter != again {
				t.Errorf("told to come again after %v, want %v", told.RetryAfter, again)
			}
			if waited != 0 {
				t.Errorf("waited %v too long", waited)
			}
		}
		take := func(want Rate, wait time.Duration, code model.Code, again time.Duration) {
			t.Helper()
			began := time.Now()
			rate, err := c.TakeRate(t.Context(), posted)
			expect(rate, err, want, time.Since(began)-wait, code, again)
		}
		const ms = time.Millisecond
		expect(c.WebhookRate(7), nil, Rate{Remaining: 5}, 0, "", 0)
		for n := range 5 {
			take(Rate{Remaining: 4 - n, ResetAfter: time.Duration(n+1) * 100 * ms}, 0, "", 0)
		}
		expect(c.WebhookRate(7), nil, Rate{Remaining: 0, ResetAfter: 500 * ms}, 0, "", 0)
		expect(c.WebhookRate(7), nil, Rate{Remaining: 0, ResetAfter: 500 * ms}, 0, "", 0) // looking takes nothing
		take(Rate{Remaining: 0, ResetAfter: 600 * ms}, 100*ms, "", 0)

		var late sync.WaitGroup
		for range 10 { // wait for up to a second
			late.Go(func() {
				if _, err := c.TakeRate(t.Context(), posted); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		take(Rate{Remaining: 0, ResetAfter: 1500 * ms}, 0, model.RateLimited, 1100*ms)
		late.Wait()
		take(Rate{Remaining: 0, ResetAfter: 600 * ms}, 100*ms, "", 0)
		time.Sleep(time.Hour)
		take(Rate{Remaining: 4, ResetAfter: 100 * ms}, 0, "", 0)
		if rate, err := c.TakeRate(t.Context(), &model.Webhook{ID: 8}); err != nil || rate.Remaining != 4 {
			t.Errorf("another webhook: %+v, %v", rate, err)
		}
	})
}

func TestPostsWaitInOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limitedChat(100, 1)
		var mu sync.Mutex
		var order []int
		var all sync.WaitGroup
		for n := range 60 {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			all.Go(func() {
				if _, err := c.TakeRate(ctx, posted); err == nil {
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
		if full := c.rates.buckets[7].full; time.Until(full) > 10*time.Millisecond {
			t.Errorf("those who left have not given back: full in %v", time.Until(full))
		}
	})
}

func TestWaitingEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limitedChat(2, 1)
		began := time.Now()
		_, _ = c.TakeRate(t.Context(), posted)
		left, leave := context.WithCancel(t.Context())
		leave()
		if _, err := c.TakeRate(left, posted); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		stopped := make(chan error)
		go func() {
			_, err := c.TakeRate(t.Context(), posted)
			stopped <- err
		}()
		synctest.Wait()
		close(c.stopped)
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
		c := limitedChat(10*maxRateQueued, 1)
		var all sync.WaitGroup
		for range maxRateQueued + 1 { // one of them at once
			all.Go(func() { _, _ = c.TakeRate(t.Context(), posted) })
		}
		synctest.Wait()
		for range 3 {
			if rate, err := c.TakeRate(t.Context(), posted); model.ErrorCode(err) != model.RateLimited || rate.Remaining != 0 {
				t.Errorf("%+v, %v", rate, err)
			}
		}
		all.Wait()
		c.rates.mu.Lock() // who lets through has let the last one go before it is done
		defer c.rates.mu.Unlock()
		if c.rates.queued != 0 {
			t.Errorf("%d wait", c.rates.queued)
		}
	})
}

func TestNoRate(t *testing.T) {
	t.Parallel()
	c := limitedChat(0, 0)
	for range 1000 {
		if rate, err := c.TakeRate(t.Context(), posted); err != nil || rate != (Rate{}) || c.WebhookRate(7) != (Rate{}) {
			t.Fatalf("%+v, %v", rate, err)
		}
	}
}

func TestFullBucketsAreForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limitedChat(10, 5)
		_, _ = c.TakeRate(t.Context(), posted)
		c.rates.forget()
		time.Sleep(time.Second)
		c.rates.forget()
		if len(c.rates.buckets) != 1 {
			t.Error("forgotten before the other instances know")
		}
		c.rates.shared = false
		c.rates.forget()
		if len(c.rates.buckets) != 0 {
			t.Error("a full bucket is kept")
		}
	})
}

// The posts of one document wait together once: each has the outcome that it would have if all of them were reserved first.
func TestPostsOfADocumentWaitTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := limitedChat(30, 60)
		hooks := []*model.Webhook{{ID: 7}, {ID: 8}, {ID: 9}}
		post := func(ctx context.Context, posts int) (stored [3]int, took time.Duration) {
			began := time.Now()
			for i := range posts {
				switch _, err := c.TakeRate(ctx, hooks[i%3]); model.ErrorCode(err) {
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
		if took > maxRateWait+time.Millisecond || stored[0] < 29 || stored[0] > 33 {
			t.Errorf("with empty buckets: %v in %v, want what comes back in %v: 30 each", stored, took, maxRateWait)
		}
		stored, took = post(WaitTogether(t.Context()), 3*97)
		if took > maxRateWait+time.Millisecond || stored[0] > 31 || time.Since(began) > 2*maxRateWait+time.Millisecond {
			t.Errorf("with more than comes back in time: %v in %v, want 30 each in %v", stored, took, maxRateWait)
		}
	})
}

func TestWaitForARateLimitHoldsNoSlot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, p := limitedChat(1, 1), fairslots.New(1)
		acquire := func() *fairslots.Job {
			job, err := p.Acquire(t.Context(), fairslots.Owner{})
			if err != nil {
				t.Fatal(err)
			}
			return job
		}
		if _, err := c.TakeRate(t.Context(), posted); err != nil {
			t.Fatal(err)
		}
		job, waited := acquire(), make(chan error, 1)
		go func() {
			_, err := c.TakeRate(fairslots.WithJob(t.Context(), job), posted)
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
		c, p := limitedChat(1, 1), fairslots.New(1)
		acquire := func() *fairslots.Job {
			job, err := p.Acquire(t.Context(), fairslots.Owner{})
			if err != nil {
				t.Fatal(err)
			}
			return job
		}
		if _, err := c.TakeRate(t.Context(), posted); err != nil {
			t.Fatal(err)
		}
		job, gaveUp := acquire(), make(chan error, 1)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			_, err := c.TakeRate(fairslots.WithJob(ctx, job), posted)
			gaveUp <- err
		}()
		other := acquire() // while the post waits
		time.Sleep(maxRateWait)
		synctest.Wait()
		cancel() // while it waits for a slot
		if err := <-gaveUp; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		other.Release()
		began := time.Now()
		if _, err := c.TakeRate(t.Context(), posted); err != nil || time.Since(began) != 0 {
			t.Errorf("the next post: %v after %v, want it to go on without a wait", err, time.Since(began))
		}
	})
}
