package ratelimit

import (
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A bucket that needs more than a day to be full, and the debt of several instances, outlast the hourly deletion of unused buckets.
func TestLargeBucketsAreKeptUntilTheyAreFull(t *testing.T) {
	t.Parallel()
	store, id := dbtest.Postgres(t), model.ID(7) // the only kind that is shared
	l := NewLimiter(store, Options{Rate: 0.01, Burst: 1000, SharedID: func(id model.ID) model.ID { return id }})
	for _, cost := range []time.Duration{l.limit.FillTime(), (maxLimiterDebt - 1) * l.limit.FillTime()} {
		before, err := updateStore(t.Context(), store, map[model.ID]time.Duration{id: cost}, maxLimiterDebt*l.limit.FillTime())
		dbtest.OK(t, err)
		dbtest.OK(t, DeleteUnused(t.Context(), store, l))
		after, err := updateStore(t.Context(), store, map[model.ID]time.Duration{id: 0}, maxLimiterDebt*l.limit.FillTime())
		dbtest.OK(t, err)
		if after[id] < before[id]-time.Hour {
			t.Errorf("%v are missing after the deletion, want about %v", after[id], before[id])
		}
	}
}
