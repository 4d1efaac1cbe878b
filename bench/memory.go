package main

import (
	"context"
	"time"
)

const (
	memoryWarmUp = 200             // sockets that come and go before the first look
	settling     = 5 * time.Second // for what connecting left behind
)

// memory measures row 5: what a subscriber costs that gets nothing.
func (b *bench) memory(ctx context.Context) error {
	n := b.affordable()
	r := row{what: "5. memory (VmRSS) per idle subscriber", unit: "KiB", most: 20}
	for round := range b.rounds {
		chattr, err := b.startChattr(ctx, 1)
		if err != nil {
			return err
		}
		measured, err := perSubscriber(ctx, chattr, n)
		if err != nil {
			return err
		}
		raw, err := b.startRaw(ctx)
		if err != nil {
			return err
		}
		baseline, err := perSubscriber(ctx, raw, n)
		if err != nil {
			return err
		}
		say("5, round %d: %.1f KiB, raw %.1f KiB", round+1, measured, baseline)
		r.measured, r.baseline = append(r.measured, measured), append(r.baseline, baseline)
	}
	b.table.add(r)
	b.table.note("row 5: %d sockets with one subscription each, %v after the last has connected, in a fresh process each round", n, settling)
	return nil
}

// affordable is how many sockets there can be at once: a server takes as many as 80 % of its file limit.
func (b *bench) affordable() int {
	n := min(b.sockets, fileLimit()*8/10-100)
	if n < b.sockets {
		b.table.note("the file limit of %d allows %d sockets instead of %d", fileLimit(), n, b.sockets)
	}
	return n
}

// perSubscriber is in KiB what a target grows by with each of n subscribers. The target ends.
func perSubscriber(ctx context.Context, t *target, n int) (float64, error) {
	defer t.kill()
	first, firstCtx, err := gather(ctx, t, min(n, memoryWarmUp), 1)
	first.disperse()
	if err != nil {
		return 0, err
	}
	<-firstCtx.Done()
	pause(ctx, settling)
	before, err := t.resident()
	if err != nil {
		return 0, err
	}
	crowd, crowdCtx, err := gather(ctx, t, n, 1)
	defer crowd.disperse()
	if err != nil {
		return 0, err
	}
	pause(crowdCtx, settling)
	if crowdCtx.Err() != nil {
		return 0, context.Cause(crowdCtx)
	}
	after, err := t.resident()
	return float64(after-before) / float64(n) / 1024, err
}

// pause waits, unless the context ends.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
