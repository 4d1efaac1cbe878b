package main

import (
	"context"
	"fmt"
	"time"
)

const (
	stormChannels = 100
	stormRate     = 100 // posts a second, over all channels
	stormPosters  = 8
	stormCalm     = 3 * time.Second
)

// reconnect measures row 6: the server is killed, everybody comes back at once and continues after what was seen last,
// and posting never stops. Each round is a kill.
func (b *bench) reconnect(ctx context.Context) error {
	counting, err := freeAddress()
	if err != nil {
		return err
	}
	t, err := b.startChattr(ctx, stormChannels, "CHATTR_METRICS_LISTEN="+counting)
	if err != nil {
		return err
	}
	defer t.kill()
	n := b.affordable()
	s, ctx, err := assemble(ctx, t, n)
	if err != nil {
		return err
	}
	defer s.end()
	all, half, back := sample{}, sample{}, sample{}
	var reads reconnectReads
	for round := range b.rounds {
		pause(ctx, stormCalm)
		killed := time.Now()
		s.killed.Store(int64(time.Since(started)))
		t.kill()
		if err := t.start(ctx); err != nil {
			return err
		}
		ready := time.Since(killed)
		delays, err := s.caughtUp(ctx)
		if err != nil {
			return err
		}
		if err := reads.take(ctx, counting, n); err != nil {
			return err
		}
		back, half = append(back, ready.Seconds()), append(half, percentile(delays, 50).Seconds())
		all = append(all, percentile(delays, 100).Seconds())
		say("6, round %d: ready after %.2f s, half after %.2f s, all after %.2f s", round+1, back[round], half[round], all[round])
	}
	s.resting.Store(true)
	if err := s.verify(ctx); err != nil {
		return err
	}
	b.table.add(
		row{
			what: fmt.Sprintf("6. %d subscribers on %d channels reconnect after SIGKILL: all caught up", n, stormChannels),
			unit: "s", measured: all, most: 15,
		},
		row{what: "– half of them", unit: "s", measured: half},
		row{what: "– the server is ready", unit: "s", measured: back},
	)
	b.table.add(reads.rows()...)
	b.table.note("row 6: the time is from the kill, with %d posts a second all the while; every subscriber checked every number: none "+
		"missed, none repeated, to the head of each channel; a subscriber tries again after %v to %v", stormRate, retryAfter, 10*retryAfter)
	return nil
}

// reconnectReads is what a server has read from its database, each time, between its start and the moment at which everybody was
// there again.
type reconnectReads struct {
	catchingUp sample // per channel: to begin it, and pages and heads for single streams
	live       sample // per channel: what was posted meanwhile
	polls      sample // of all channels, or all users, together
	checks     sample // per subscriber: whether it may read
}

func (r *reconnectReads) take(ctx context.Context, address string, subscribers int) error {
	counted, err := scrape(ctx, address)
	if err != nil {
		return err
	}
	r.catchingUp = append(r.catchingUp, streamReads(counted, "first", "page", "head")/stormChannels)
	r.live = append(r.live, streamReads(counted, "live")/stormChannels)
	r.polls = append(r.polls, streamReads(counted, "poll"))
	r.checks = append(r.checks, counted["chattr_stream_checks_total"]/float64(subscribers))
	return nil
}

func (r *reconnectReads) rows() []row {
	return []row{
		{what: "– database reads per channel, to catch up", unit: "reads", measured: r.catchingUp, most: 5},
		{what: "– of what was posted meanwhile, per channel", measured: r.live},
		{what: "– polls, of all channels or all users in one", measured: r.polls},
		{what: "– looks whether a subscriber may read, per subscriber", measured: r.checks},
	}
}
