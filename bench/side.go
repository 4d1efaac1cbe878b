package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	documents     = 20
	calmRate      = 5 // events a second in rows 2 and 4
	warmUpSeconds = 2
)

// side is one of the two servers that are compared. It consists of a target with subscribers, and of one without, on which the cost
// of posting is measured.
type side struct {
	watched, quiet *target
	subscribers    *subscribers
	unwatched      *eventTracker
	ctx            context.Context // ends with the first error of a subscriber
}

// sides starts Chattr and the baseline, each with subscribers. The caller must call end.
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
		s := &side{unwatched: newEventTracker(0)}
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
	if s.subscribers, s.ctx, err = connectSubscribers(ctx, s.watched, subscribers, documents); err != nil {
		return err
	}
	for _, warm := range []load{
		{s.watched, s.subscribers.eventTracker, inFlight, 0, warmUpSeconds * time.Second},
		{s.quiet, s.unwatched, inFlight, 0, warmUpSeconds * time.Second / 4},
	} {
		if err := warm.run(s.ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *side) end() {
	if s.subscribers != nil {
		s.subscribers.close()
	}
	for _, t := range []*target{s.watched, s.quiet} {
		if t != nil {
			t.kill()
		}
	}
}

// deliveryCost is the result of a measurement of a side.
type deliveryCost struct {
	total float64 // µs of CPU for each delivered event, including the cost of posting
	alone float64 // the same without the cost of posting
	rate  float64 // deliveries a second
	p99   float64 // milliseconds from the post to the subscriber
}

func (t deliveryCost) String() string {
	text := fmt.Sprintf("%.2f µs (%.2f without posting), %.0f deliveries a second", t.total, t.alone, t.rate)
	if t.p99 > 0 {
		text += fmt.Sprintf(", p99 %.1f ms", t.p99)
	}
	return text
}

// measure posts with that interval to the target with subscribers, and then at the same rate to the one without.
func (s *side) measure(posters int, interval, lasts time.Duration) (deliveryCost, error) {
	s.subscribers.eventTracker.timing.Store(posters == 1)
	busy, posts, took, err := cost(s.ctx, load{s.watched, s.subscribers.eventTracker, posters, interval, lasts})
	s.subscribers.eventTracker.timing.Store(false)
	if err == nil {
		err = s.subscribers.check()
	}
	if err != nil {
		return deliveryCost{}, err
	}
	latencies := s.subscribers.latencies()
	idle, quietPosts, _, err := cost(s.ctx, load{s.quiet, s.unwatched, posters, took / time.Duration(posts), lasts})
	if err != nil {
		return deliveryCost{}, err
	}
	deliveries := float64(posts) * float64(len(s.subscribers.members))
	perPost := microseconds(idle) / float64(max(quietPosts, 1))
	t := deliveryCost{total: microseconds(busy) / deliveries, rate: deliveries / took.Seconds()}
	t.alone = t.total - perPost*float64(posts)/deliveries
	if len(latencies) > 0 {
		t.p99 = microseconds(percentile(latencies, 99)) / 1000
	}
	return t, nil
}

// cost runs a load. It returns the CPU time that the target used, the number of posts, and how long it took.
func cost(ctx context.Context, l load) (cpu time.Duration, posts int64, took time.Duration, err error) {
	before, err := l.target.cpu()
	if err != nil {
		return 0, 0, 0, err
	}
	posts, begin := l.eventTracker.posted.Load(), time.Now()
	if err := l.run(ctx); err != nil {
		return 0, 0, 0, fmt.Errorf("%s: %w", l.target.name, err)
	}
	took, posts = time.Since(begin), l.eventTracker.posted.Load()-posts
	now, err := l.target.cpu()
	if posts == 0 {
		err = errors.Join(err, errors.New("no post was acknowledged"))
	}
	return now - before, posts, took, err
}
