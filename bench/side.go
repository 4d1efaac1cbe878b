package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	documents     = 20
	pace          = 5 // events a second when it is calm
	warmUpSeconds = 2
)

// side is one of the two that are compared: a target with subscribers, and one without, on which posting alone is measured.
type side struct {
	watched, quiet *target
	crowd          *crowd
	nobody         *ledger
	ctx            context.Context // ends with what went wrong
}

// sides starts Chattr and the baseline, each with the subscribers.
func (b *bench) sides(ctx context.Context, documents int) (chattr, raw *side, end func(), err error) {
	var started []*side
	end = func() {
		for _, s := range started {
			s.end()
		}
	}
	for _, start := range []func(context.Context) (*target, error){
		func(ctx context.Context) (*target, error) { return b.startChattr(ctx, 1) },
		b.startRaw,
	} {
		s := &side{nobody: newLedger(0)}
		started = append(started, s)
		if err = s.begin(ctx, start, b.subscribers, documents); err != nil {
			end()
			return nil, nil, nil, err
		}
	}
	return started[0], started[1], end, nil
}

func (s *side) begin(
	ctx context.Context, start func(context.Context) (*target, error), subscribers, documents int,
) (err error) {
	if s.watched, err = start(ctx); err != nil {
		return err
	}
	if s.quiet, err = start(ctx); err != nil {
		return err
	}
	if s.crowd, s.ctx, err = gather(ctx, s.watched, subscribers, documents); err != nil {
		return err
	}
	for _, warm := range []load{
		{s.watched, s.crowd.ledger, inFlight, 0, warmUpSeconds * time.Second},
		{s.quiet, s.nobody, inFlight, 0, warmUpSeconds * time.Second / 4},
	} {
		if err := warm.run(s.ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *side) end() {
	if s.crowd != nil {
		s.crowd.disperse()
	}
	for _, t := range []*target{s.watched, s.quiet} {
		if t != nil {
			t.kill()
		}
	}
}

// taken is what a run cost.
type taken struct {
	total float64 // µs of CPU for each delivered event, posting included
	alone float64 // the same with the posting taken off
	rate  float64 // deliveries a second
	p99   float64 // milliseconds from the post to the subscriber
}

func (t taken) String() string {
	text := fmt.Sprintf("%.2f µs (%.2f without posting), %.0f deliveries a second", t.total, t.alone, t.rate)
	if t.p99 > 0 {
		text += fmt.Sprintf(", p99 %.1f ms", t.p99)
	}
	return text
}

// measure posts with that interval, and then at the same rate where nobody listens.
func (s *side) measure(posters int, interval, lasts time.Duration) (taken, error) {
	s.crowd.ledger.timing.Store(posters == 1)
	busy, posts, took, err := cost(s.ctx, load{s.watched, s.crowd.ledger, posters, interval, lasts})
	s.crowd.ledger.timing.Store(false)
	if err == nil {
		err = s.crowd.count()
	}
	if err != nil {
		return taken{}, err
	}
	latencies := s.crowd.latencies()
	idle, quietPosts, _, err := cost(s.ctx, load{s.quiet, s.nobody, posters, took / time.Duration(posts), lasts})
	if err != nil {
		return taken{}, err
	}
	deliveries := float64(posts) * float64(len(s.crowd.members))
	perPost := microseconds(idle) / float64(max(quietPosts, 1))
	t := taken{total: microseconds(busy) / deliveries, rate: deliveries / took.Seconds()}
	t.alone = t.total - perPost*float64(posts)/deliveries
	if len(latencies) > 0 {
		t.p99 = microseconds(percentile(latencies, 99)) / 1000
	}
	return t, nil
}

// cost is what a load costs its target: CPU time, for how many posts, in what time.
func cost(ctx context.Context, l load) (cpu time.Duration, posts int64, took time.Duration, err error) {
	before, err := l.target.cpu()
	if err != nil {
		return 0, 0, 0, err
	}
	posts, begin := l.ledger.posted.Load(), time.Now()
	if err := l.run(ctx); err != nil {
		return 0, 0, 0, fmt.Errorf("%s: %w", l.target.name, err)
	}
	took, posts = time.Since(begin), l.ledger.posted.Load()-posts
	now, err := l.target.cpu()
	if posts == 0 {
		err = errors.Join(err, errors.New("nothing was posted"))
	}
	return now - before, posts, took, err
}
