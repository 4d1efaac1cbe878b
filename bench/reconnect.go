package main

import (
	"context"
	"fmt"
	"time"
)

const (
	reconnectChannels = 100
	reconnectPostRate = 100 // posts a second, over all channels
	reconnectPosters  = 8
	reconnectCalm     = 3 * time.Second
)

// reconnect measures row 6: the server is killed, all subscribers reconnect simultaneously and continue after the last event that
// they received, and posting never stops. The server is killed once in each round.
func (b *bench) reconnect(ctx context.Context) error {
	counting, err := freeAddress()
	if err != nil {
		return err
	}
	t, err := b.startChattr(ctx, reconnectChannels, "CHATTR_METRICS_LISTEN="+counting)
	if err != nil {
		return err
	}
	defer t.kill()
	n := b.affordable()
	s, ctx, err := startReconnectScenario(ctx, t, n)
	if err != nil {
		return err
	}
	defer s.end()
	all, half, back := sample{}, sample{}, sample{}
	var reads reconnectReads
	for round := range b.rounds {
		pause(ctx, reconnectCalm)
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
		if err := reads.add(ctx, counting, n); err != nil {
			return err
		}
		back, half = append(back, ready.Seconds()), append(half, percentile(delays, 50).Seconds())
		all = append(all, percentile(delays, 100).Seconds())
		progress("6, round %d: ready after %.2f s, half after %.2f s, all after %.2f s", round+1, back[round], half[round], all[round])
	}
	s.resting.Store(true)
	if err := s.verify(ctx); err != nil {
		return err
	}
	b.table.add(
		row{
			what: fmt.Sprintf("6. %d subscribers on %d channels reconnect after SIGKILL: all caught up", n, reconnectChannels),
			unit: "s", measured: all, most: 15,
		},
		row{what: "– half of them", unit: "s", measured: half},
		row{what: "– the server is ready", unit: "s", measured: back},
	)
	b.table.add(reads.rows()...)
	b.table.note("row 6: the time starts with the kill, and %d posts a second continue; every subscriber checked every number: no event was "+
		"missed or repeated, up to the head of each channel; a subscriber reconnects after %v to %v", reconnectPostRate, retryAfter, 10*retryAfter)
	return nil
}

// reconnectReads are the numbers of reads from the database between the start of a server and the time at which all subscribers
// had caught up, one for each round.
type reconnectReads struct {
	catchingUp sample // for each channel: its first read, and pages and heads for single streams
	live       sample // for each channel: events that were posted meanwhile
	polls      sample // of all channels, or of all users, together
	checks     sample // for each subscriber: whether it may read
}

// add adds the reads of one round.
func (r *reconnectReads) add(ctx context.Context, address string, subscribers int) error {
	counted, err := scrape(ctx, address)
	if err != nil {
		return err
	}
	r.catchingUp = append(r.catchingUp, streamReads(counted, "first", "page", "head")/reconnectChannels)
	r.live = append(r.live, streamReads(counted, "live")/reconnectChannels)
	r.polls = append(r.polls, streamReads(counted, "poll"))
	r.checks = append(r.checks, counted["chattr_stream_checks_total"]/float64(subscribers))
	return nil
}

func (r *reconnectReads) rows() []row {
	return []row{
		{what: "– database reads per channel, to catch up", unit: "reads", measured: r.catchingUp, most: 5},
		{what: "– reads of events that were posted meanwhile, per channel", measured: r.live},
		{what: "– polls, each of all channels or of all users", measured: r.polls},
		{what: "– checks whether a subscriber may read, per subscriber", measured: r.checks},
	}
}
