package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

const (
	inFlight   = 8  // events that are posted and not yet with every subscriber
	ledgerSize = 64 // more than can be in flight, a power of 2
)

// ledger knows which events are in flight. Whoever posts takes a slot; it is given back when the last subscriber has the
// event. So a saturated server gets as many events as it can deliver, and none falls behind.
type ledger struct {
	subscribers int32
	posted      atomic.Int64
	timing      atomic.Bool
	slots       chan struct{}
	times       [ledgerSize]atomic.Int64
	arrivals    [ledgerSize]atomic.Int32
}

func newLedger(subscribers int) *ledger {
	l := &ledger{subscribers: int32(subscribers), slots: make(chan struct{}, inFlight)}
	for range inFlight {
		l.slots <- struct{}{}
	}
	return l
}

// arrived says that a subscriber has got its n-th event.
func (l *ledger) arrived(n int64) {
	if arrivals := &l.arrivals[n%ledgerSize]; arrivals.Add(1) == l.subscribers {
		arrivals.Store(0)
		l.slots <- struct{}{}
	}
}

// sent is when the post of the n-th event began, if it is asked for.
func (l *ledger) sent(n int64) (at time.Time, timed bool) {
	if !l.timing.Load() {
		return at, false
	}
	return started.Add(time.Duration(l.times[n%ledgerSize].Load())), true
}

// started is what the ledger's times count from: it carries the monotonic clock.
var started = time.Now()

// load posts to the first channel of a target for a while: with an interval so many posts a second, without as many as
// its subscribers take. Posters is how many requests there are at a time; with one, the n-th post is the n-th event.
type load struct {
	target   *target
	ledger   *ledger
	posters  int
	interval time.Duration
	lasts    time.Duration
}

// run returns when the posts have come to every subscriber.
func (l load) run(ctx context.Context) error {
	var (
		posters sync.WaitGroup
		turn    atomic.Int64
		begin   = time.Now()
		end     = begin.Add(l.lasts)
		failed  = make(chan error, l.posters)
	)
	for range l.posters {
		posters.Go(func() {
			for {
				at := begin.Add(time.Duration(turn.Add(1)-1) * l.interval)
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
	case <-l.ledger.slots:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	n := l.ledger.posted.Add(1)
	l.ledger.times[n%ledgerSize].Store(int64(time.Since(started)))
	_, err := l.target.channels[0].post(ctx)
	if l.ledger.subscribers == 0 {
		l.ledger.slots <- struct{}{}
	}
	return err
}

// drain waits until nothing is in flight.
func (l load) drain(ctx context.Context) error {
	late := time.After(patience)
	for range inFlight {
		select {
		case <-l.ledger.slots:
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-late:
			return errors.New("some events did not come to every subscriber")
		}
	}
	for range inFlight {
		l.ledger.slots <- struct{}{}
	}
	return nil
}
