package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// volley posts to channels of a target for a while, over connections that are kept.
type volley struct {
	target      *target
	channels    []channel // which one is next, chance decides
	connections int
	rate        float64 // posts a second; 0: each connection posts when it has its answer
	lasts       time.Duration
}

// landed is what came of a volley.
type landed struct {
	latencies []time.Duration // of each acknowledged post; where there is a rate, since the moment it was due
	took      time.Duration
}

func (l landed) milliseconds(p float64) float64 {
	return microseconds(percentile(l.latencies, p)) / 1000
}

// run returns when the last post is acknowledged. After an error more can have been stored than acknowledged.
func (v volley) run(ctx context.Context) (landed, error) {
	requests := make([][]byte, len(v.channels))
	for i, c := range v.channels {
		requests[i] = c.prepare()
	}
	var (
		posting sync.WaitGroup
		turn    atomic.Int64
		results = make([]landed, v.connections)
		errs    = make([]error, v.connections)
		senders = make([]*sender, v.connections)
	)
	for i := range senders {
		var err error
		if senders[i], err = dialSender(ctx, v.target.address, v.lasts); err != nil {
			return landed{}, err
		}
		defer senders[i].conn.Close()
	}
	begin := time.Now()
	for i, s := range senders {
		posting.Go(func() { results[i], errs[i] = v.post(ctx, s, uint64(i), begin, &turn, requests) })
	}
	posting.Wait()
	all := landed{took: time.Since(begin)}
	for _, r := range results {
		all.latencies = append(all.latencies, r.latencies...)
	}
	if err := errors.Join(errs...); err != nil {
		return all, fmt.Errorf("%s: %w", v.target.name, err)
	}
	if len(all.latencies) == 0 {
		return all, fmt.Errorf("%s: nothing was posted", v.target.name)
	}
	return all, nil
}

// post is the work of one connection.
func (v volley) post(
	ctx context.Context, s *sender, seed uint64, begin time.Time, turn *atomic.Int64, requests [][]byte,
) (l landed, err error) {
	chance := rand.New(rand.NewPCG(seed, 1))
	end := begin.Add(v.lasts)
	l.latencies = make([]time.Duration, 0, 1<<14)
	for ctx.Err() == nil {
		due := time.Now()
		if v.rate > 0 {
			due = begin.Add(time.Duration(float64(turn.Add(1)-1) / v.rate * float64(time.Second)))
		}
		if !due.Before(end) || !time.Now().Before(end) { // what is overdue at the end is left: there is more than the target takes
			return l, nil
		}
		time.Sleep(time.Until(due))
		if err := s.post(requests[chance.IntN(len(requests))]); err != nil {
			return l, err
		}
		l.latencies = append(l.latencies, time.Since(due))
	}
	return l, context.Cause(ctx)
}
