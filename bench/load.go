package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

const (
	inFlight    = 8  // events that have been posted and have not reached every subscriber
	trackerSize = 64 // a power of 2, larger than inFlight
)

// eventTracker records which events are in flight. Each post takes a slot. The slot is released when the last subscriber has
// received the event. Therefore a saturated server receives as many events as it can deliver, and no subscriber falls behind.
type eventTracker struct {
	subscribers int32
	posted      atomic.Int64
	timing      atomic.Bool
	slots       chan struct{}
	times       [trackerSize]atomic.Int64
	arrivals    [trackerSize]atomic.Int32
}

// newEventTracker returns an eventTracker for that number of subscribers.
func newEventTracker(subscribers int) *eventTracker {
	l := &eventTracker{subscribers: int32(subscribers), slots: make(chan struct{}, inFlight)}
	for range inFlight {
		l.slots <- struct{}{}
	}
	return l
}

// arrived records that a subscriber has received its nth event.
func (l *eventTracker) arrived(n int64) {
	if arrivals := &l.arrivals[n%trackerSize]; arrivals.Add(1) == l.subscribers {
		arrivals.Store(0)
		l.slots <- struct{}{}
	}
}

// sent returns the time at which the post of the nth event started. timed is false if times are not recorded.
func (l *eventTracker) sent(n int64) (at time.Time, timed bool) {
	if !l.timing.Load() {
		return at, false
	}
	return started.Add(time.Duration(l.times[n%trackerSize].Load())), true
}

// started is the start of the times of eventTracker. It has a reading of the monotonic clock.
var started = time.Now()

// load posts to the first channel of a target for a while: one post for each interval or, if the interval is 0, as many as the
// subscribers receive. posters is the number of concurrent requests. With one poster, the nth post is the nth event.
type load struct {
	target       *target
	eventTracker *eventTracker
	posters      int
	interval     time.Duration
	lasts        time.Duration
}

// run posts, and returns when every subscriber has received all events.
func (l load) run(ctx context.Context) error {
	var (
		posters sync.WaitGroup
		next    atomic.Int64
		begin   = time.Now()
		end     = begin.Add(l.lasts)
		failed  = make(chan error, l.posters)
	)
	for range l.posters {
		posters.Go(func() {
			for {
				at := begin.Add(time.Duration(next.Add(1)-1) * l.interval)
				if now := time.Now(); at.Before(now) {
					at = now
				}
				if !at.Before(end) {
					return
				}
				time.Sleep(time.Until(at))
				if err := l.post(ctx); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	posters.Wait()
	close(failed)
	return errors.Join(<-failed, l.drain(ctx))
}

func (l load) post(ctx context.Context) error {
	select {
	case <-l.eventTracker.slots:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	n := l.eventTracker.posted.Add(1)
	l.eventTracker.times[n%trackerSize].Store(int64(time.Since(started)))
	_, err := l.target.channels[0].post(ctx)
	if l.eventTracker.subscribers == 0 {
		l.eventTracker.slots <- struct{}{}
	}
	return err
}

// drain waits until nothing is in flight.
func (l load) drain(ctx context.Context) error {
	late := time.After(timeout)
	for range inFlight {
		select {
		case <-l.eventTracker.slots:
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-late:
			return errors.New("not every subscriber has received all events")
		}
	}
	for range inFlight {
		l.eventTracker.slots <- struct{}{}
	}
	return nil
}
