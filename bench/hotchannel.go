package main

import (
	"context"
	"errors"
	"sync"
)

const (
	hotShare   = 0.8  // of the maximum
	otherShare = 0.05 // of the maximum: what is posted to the other channels
	others     = 16   // the connections for that
)

// busy is how many of the channels take the greater part of the load.
type busy int

// hot is the row about posts to other channels while one is busy. When the load is spread nothing changes but the channels
// that the busy connections post to.
func (b *ingestBench) hot(ctx context.Context) error {
	if err := b.findMaximum(ctx); err != nil {
		return err
	}
	const one = busy(1)
	every := busy(b.channels)
	p99, rates := map[*store]map[busy]sample{}, map[*store]map[busy]sample{}
	for _, s := range b.stores {
		p99[s], rates[s] = map[busy]sample{}, map[busy]sample{}
	}
	err := inRounds(b, "a hot channel", func(*store) []busy { return []busy{one, every} }, func(s *store, n busy) error {
		slow, rate, err := b.beside(ctx, s, n)
		p99[s][n], rates[s][n] = append(p99[s][n], slow), append(rates[s][n], rate)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range b.stores {
		b.table.add(row{
			what: "p99 of the other channels, one channel at 80 % of the maximum, beside the same load over all, " + s.name,
			unit: "ms", ratioMax: 2, measured: p99[s][one], baseline: p99[s][every],
		})
		b.table.note("%s: wanted were %.0f posts a second to the hot channel; it took %s, all channels took %s",
			s.name, hotShare*s.maximum.median(), rates[s][one].text("/s"), rates[s][every].text("/s"))
	}
	return nil
}

// findMaximum is for when the row is measured alone.
func (b *ingestBench) findMaximum(ctx context.Context) error {
	for _, s := range b.stores {
		if len(s.maximum) > 0 {
			continue
		}
		r, err := s.chattr.spend(ctx, b.volley(s.chattr, b.lasts()))
		if err != nil {
			return err
		}
		s.maximum = sample{r.rate}
	}
	return nil
}

// beside is the p99, in milliseconds, of posts to all channels but the first, while so many channels are busy; and how many
// posts a second those took.
func (b *ingestBench) beside(ctx context.Context, s *store, n busy) (p99, rate float64, err error) {
	var (
		c     = s.chattr
		most  = s.maximum.median()
		lasts = warmUp + b.lasts()
		load  = volley{channels: c.channels[:n], connections: b.connections, rate: hotShare * most, lasts: lasts}
		rest  = volley{channels: c.channels[1:], connections: others, rate: otherShare * most, lasts: lasts}

		loading           sync.WaitGroup
		loaded, measured  landed
		loadErr, otherErr error
	)
	loading.Go(func() { loaded, loadErr = c.fire(ctx, load) })
	measured, otherErr = c.fire(ctx, rest)
	loading.Wait()
	if err := errors.Join(loadErr, otherErr); err != nil {
		return 0, 0, err
	}
	p99, rate = measured.milliseconds(99), float64(len(loaded.latencies))/loaded.took.Seconds()
	say("  %s, busy channels: %d, with %.0f posts a second of %.0f; the others: p50 %.3f ms, p99 %.2f ms",
		c.name, n, rate, load.rate, measured.milliseconds(50), p99)
	return p99, rate, nil
}
