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

// postLoad posts to channels of a target for a while, over persistent connections.
type postLoad struct {
	target      *target
	channels    []channel // each post goes to a random one
	connections int
	rate        float64 // posts a second; 0: each connection posts when it has received the response to its last post
	lasts       time.Duration
}

// postResults is the result of a postLoad.
type postResults struct {
	latencies []time.Duration // of each acknowledged post; with a rate, since the time at which it was due
	took      time.Duration
}

func (l postResults) milliseconds(p float64) float64 {
	return microseconds(percentile(l.latencies, p)) / 1000
}

// run posts, and returns when the last post is acknowledged. After an error, more posts can have been stored than acknowledged.
func (v postLoad) run(ctx context.Context) (postResults, error) {
	requests := make([][]byte, len(v.channels))
	for i, c := range v.channels {
		requests[i] = c.prepare()
	}
	var (
		posting sync.WaitGroup
		next    atomic.Int64
		results = make([]postResults, v.connections)
		errs    = make([]error, v.connections)
		senders = make([]*postSender, v.connections)
	)
	for i := range senders {
		var err error
		if senders[i], err = dialSender(ctx, v.target.address, v.lasts); err != nil {
			return postResults{}, err
		}
		defer senders[i].conn.Close()
	}
	begin := time.Now()
	for i, s := range senders {
		posting.Go(func() { results[i], errs[i] = v.post(ctx, s, uint64(i), begin, &next, requests) })
	}
	posting.Wait()
	all := postResults{took: time.Since(begin)}
	for _, r := range results {
		all.latencies = append(all.latencies, r.latencies...)
	}
	if err := errors.Join(errs...); err != nil {
		return all, fmt.Errorf("%s: %w", v.target.name, err)
	}
	if len(all.latencies) == 0 {
		return all, fmt.Errorf("%s: no post was acknowledged", v.target.name)
	}
	return all, nil
}

// post posts over one connection until the load ends.
func (v postLoad) post(
	ctx context.Context, s *postSender, seed uint64, begin time.Time, next *atomic.Int64, requests [][]byte,
) (l postResults, err error) {
	random := rand.New(rand.NewPCG(seed, 1))
	end := begin.Add(v.lasts)
	l.latencies = make([]time.Duration, 0, 1<<14)
	for ctx.Err() == nil {
		due := time.Now()
		if v.rate > 0 {
			due = begin.Add(time.Duration(float64(next.Add(1)-1) / v.rate * float64(time.Second)))
		}
		if !due.Before(end) || !time.Now().Before(end) { // posts that are overdue at the end are omitted: the target accepts fewer than the rate
			return l, nil
		}
		time.Sleep(time.Until(due))
		if err := s.post(requests[random.IntN(len(requests))]); err != nil {
			return l, err
		}
		l.latencies = append(l.latencies, time.Since(due))
	}
	return l, context.Cause(ctx)
}
