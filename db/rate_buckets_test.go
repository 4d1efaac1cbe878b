package db_test

import (
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

func TestRateBucketsAddUp(t *testing.T) {
	t.Parallel()
	database := dbtest.Postgres(t) // the only kind that is shared
	const slow = 2 * time.Second   // of a busy machine
	ctx, long := t.Context(), 10*time.Minute
	near := func(got map[model.ID]time.Duration, want map[model.ID]time.Duration) {
		t.Helper()
		if len(got) != len(want) {
			t.Errorf("got %v, want %v", got, want)
		}
		for id := range want {
			if off := want[id] - got[id]; off < 0 || off > slow {
				t.Errorf("of %d %v are missing, want %v", id, got[id], want[id])
			}
		}
	}
	add := func(costs map[model.ID]time.Duration) map[model.ID]time.Duration {
		t.Helper()
		missing, err := database.UpdateRateBuckets(ctx, costs, 1000*time.Hour)
		dbtest.OK(t, err)
		return missing
	}
	near(add(map[model.ID]time.Duration{2: long, 1: 0}), map[model.ID]time.Duration{1: 0, 2: long})
	near(add(map[model.ID]time.Duration{3: -time.Hour, 2: long}), map[model.ID]time.Duration{2: 2 * long, 3: -time.Hour})
	near(add(map[model.ID]time.Duration{3: long}), map[model.ID]time.Duration{3: long}) // what is full does not overflow
	dbtest.OK(t, database.DeleteUnusedRateBuckets(ctx, time.Hour))
	near(add(map[model.ID]time.Duration{2: 0}), map[model.ID]time.Duration{2: 2 * long})
}

// Instances that add to the same buckets in whatever order neither deadlock nor lose anything.
func TestRateBucketsOfManyInstances(t *testing.T) {
	t.Parallel()
	database := dbtest.Postgres(t) // the only kind that is shared
	const instances, rounds, cost = 4, 20, time.Hour
	costs := map[model.ID]time.Duration{}
	for id := range model.ID(50) {
		costs[id+1] = cost
	}
	failed := make(chan error)
	for range instances {
		go func() {
			var err error
			for i := 0; i < rounds && err == nil; i++ {
				_, err = database.UpdateRateBuckets(t.Context(), costs, 1000*time.Hour)
			}
			failed <- err
		}()
	}
	for range instances {
		dbtest.OK(t, <-failed)
	}
	missing, err := database.UpdateRateBuckets(t.Context(), costs, 1000*time.Hour)
	dbtest.OK(t, err)
	for id, got := range missing {
		if want := cost * (instances*rounds + 1); got > want || got < want-time.Minute {
			t.Errorf("of %d %v are missing, want %v", id, got, want)
		}
	}
}

func TestRateBucketsInUseAreNotDeleted(t *testing.T) {
	t.Parallel()
	database, ctx := dbtest.Postgres(t), t.Context() // the only kind that is shared
	const slow, tooLong = 100_000 * time.Second, 900_000 * time.Second
	update := func(costs map[model.ID]time.Duration) map[model.ID]time.Duration {
		missing, err := database.UpdateRateBuckets(ctx, costs, 1000*time.Hour)
		dbtest.OK(t, err)
		return missing
	}
	update(map[model.ID]time.Duration{1: slow, 2: tooLong})
	dbtest.OK(t, database.DeleteUnusedRateBuckets(ctx, 8*slow))
	missing := update(map[model.ID]time.Duration{1: 0, 2: 0})
	if got := missing[1]; got < slow-time.Hour {
		t.Errorf("an empty bucket that fills in %v needs %v, want it to be kept", slow, got)
	}
	if got := missing[2]; got > 0 {
		t.Errorf("a bucket that needs longer than any can need is kept: %v are missing, want 0", got)
	}
}
