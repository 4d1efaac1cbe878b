package main

import (
	"context"
	"time"
)

const (
	memoryWarmUp = 200             // sockets that connect and disconnect before the first measurement
	quietTime    = 5 * time.Second // for memory that connecting used temporarily
)

// memory measures row 5: the memory of a subscriber that receives no events.
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
		progress("5, round %d: %.1f KiB, raw %.1f KiB", round+1, measured, baseline)
		r.measured, r.baseline = append(r.measured, measured), append(r.baseline, baseline)
	}
	b.table.add(r)
	b.table.note("row 5: %d sockets with one subscription each, %v after the last has connected, in a fresh process each round", n, quietTime)
	return nil
}

// affordable returns how many sockets can be open concurrently. A server accepts as many as 80 % of its limit of files.
func (b *bench) affordable() int {
	n := min(b.sockets, fileLimit()*8/10-100)
	if n < b.sockets {
		b.table.note("the limit of %d files allows %d sockets instead of %d", fileLimit(), n, b.sockets)
	}
	return n
}

// perSubscriber returns by how many KiB a target grows with each of n subscribers. It ends the target.
func perSubscriber(ctx context.Context, t *target, n int) (float64, error) {
	defer t.kill()
	first, firstCtx, err := connectSubscribers(ctx, t, min(n, memoryWarmUp), 1)
	first.close()
	if err != nil {
		return 0, err
	}
	<-firstCtx.Done()
	pause(ctx, quietTime)
	before, err := t.resident()
	if err != nil {
		return 0, err
	}
	subscribers, connected, err := connectSubscribers(ctx, t, n, 1)
	defer subscribers.close()
	if err != nil {
		return 0, err
	}
	pause(connected, quietTime)
	if connected.Err() != nil {
		return 0, context.Cause(connected)
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
