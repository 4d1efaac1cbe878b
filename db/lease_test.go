package db

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/model"
)

// leases counts the leases that a clock takes; each is the time at which it was taken.
func leases(t *testing.T, taken *int) *idClock {
	c := newIDClock(func(ctx context.Context, now int64) (int64, error) {
		*taken++
		return now, ctx.Err()
	}, Options{Now: time.Now})
	t.Cleanup(c.close)
	return c
}

func TestLeases(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		pause time.Duration // between the ids
		ids   int
		want  int
	}{
		{"a burst", 0, 1000, 1},
		{"ten seconds of work", 10 * time.Millisecond, 1000, 10},
		{"a lone post now and then: the first id of a lease asks for the next", 30 * time.Second, 3, 4},
		{"after a silence", 2 * time.Minute, 3, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				taken := 0
				c := leases(t, &taken)
				for range test.ids {
					id, err := c.next(t.Context(), model.KindMessage)
					if age := time.Since(id.Time()); err != nil || age < 0 || age > time.Minute+time.Second {
						t.Fatal(age, err)
					}
					time.Sleep(test.pause)
				}
				synctest.Wait()
				if taken < test.want-1 || taken > test.want {
					t.Errorf("took %d leases, want about %d", taken, test.want)
				}
			})
		})
	}
}

func TestIdleClockTakesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		taken := 0
		c := leases(t, &taken)
		if _, err := c.next(t.Context(), model.KindUser); err != nil {
			t.Fatal(err)
		}
		time.Sleep(24 * time.Hour)
		if taken != 1 {
			t.Errorf("took %d leases", taken)
		}
	})
}

func TestLeaseThatCannotBeHad(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		refused, fails := errors.New("refused"), false
		c := newIDClock(func(_ context.Context, now int64) (int64, error) {
			if fails {
				return 0, refused
			}
			return now, nil
		}, Options{Now: time.Now})
		defer c.close()
		next := func() error {
			_, err := c.next(t.Context(), model.KindUser)
			return err
		}
		if err := next(); err != nil {
			t.Fatal(err)
		}
		fails = true
		time.Sleep(30 * time.Second)
		if err := next(); err != nil { // the lease in use is still good
			t.Error(err)
		}
		time.Sleep(31 * time.Second)
		if err := next(); !errors.Is(err, refused) {
			t.Errorf("got %v", err)
		}
		fails = false
		if err := next(); err != nil {
			t.Error(err)
		}
	})
}

// Many that need a lease of a database that does not answer are told so together, and not one after the other.
func TestLeaseIsNotWaitedForOneByOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newIDClock(func(context.Context, int64) (int64, error) {
			time.Sleep(leaseTimeout)
			return 0, errors.New("no answer")
		}, Options{Now: time.Now})
		defer c.close()
		began := time.Now()
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				if _, err := c.next(t.Context(), model.KindMessage); err == nil {
					t.Error("got an id")
				}
			})
		}
		all.Wait()
		if took := time.Since(began); took > leaseTimeout {
			t.Errorf("the last was told after %v", took)
		}
	})
}
