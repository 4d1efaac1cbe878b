package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"chattr/internal/model"
)

const (
	concurrentDials = 32
	checkedEvery    = 10 // one in ten subscribers checks the number of each event; all of them count the events
)

// subscribers are the subscribers of one target.
type subscribers struct {
	target       *target
	members      []*countingSubscriber
	eventTracker *eventTracker
	failed       context.CancelCauseFunc
	ending       atomic.Bool
}

// countingSubscriber is a subscriber that counts its events.
type countingSubscriber struct {
	subscriber
	subscribers *subscribers
	checks      bool
	last        int64 // the number of the last event, if checks is true
	events      atomic.Int64
	latencies   []time.Duration
}

// connectSubscribers connects n subscribers to the first channel. The documents are distributed evenly. The returned context ends
// with the first error of a subscriber. The caller must call close, also after an error.
func connectSubscribers(ctx context.Context, t *target, n, documents int) (*subscribers, context.Context, error) {
	ctx, failed := context.WithCancelCause(ctx)
	c := &subscribers{target: t, eventTracker: newEventTracker(n), failed: failed, members: make([]*countingSubscriber, n)}
	err := inParallel(concurrentDials, n, func(i int) error {
		m := &countingSubscriber{subscriber: subscriber{target: t, index: i, document: i % documents}, subscribers: c, checks: i%checkedEvery == 0}
		cursor, err := m.join(ctx)
		m.last = cursor.Number
		c.members[i] = m
		if err == nil {
			go m.follow() // immediately: a server closes connections that do not respond to pings, also while the others connect
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("%s: %w", t.name, err)
	}
	return c, ctx, err
}

// follow reads until the socket ends.
func (m *countingSubscriber) follow() {
	for {
		raw, err := m.event()
		if err == nil && m.checks {
			err = m.check(raw)
		}
		if err != nil {
			if !m.subscribers.ending.Load() {
				m.subscribers.failed(fmt.Errorf("%s, subscriber %d: %w", m.target.name, m.index, err))
			}
			return
		}
		n := m.events.Add(1)
		if sent, timed := m.subscribers.eventTracker.sent(n); timed {
			m.latencies = append(m.latencies, time.Since(sent))
		}
		m.subscribers.eventTracker.arrived(n)
	}
}

// check returns an error unless the event follows the last one.
func (m *countingSubscriber) check(raw []byte) error {
	cursor, err := model.ParseCursor(string(raw))
	if err == nil && cursor.Number != m.last+1 {
		err = fmt.Errorf("event %d came after %d", cursor.Number, m.last)
	}
	m.last = cursor.Number
	return err
}

// check returns an error unless every subscriber has received as many events as were posted.
func (c *subscribers) check() error {
	want := c.eventTracker.posted.Load()
	for _, m := range c.members {
		if got := m.events.Load(); got != want {
			return fmt.Errorf("%s: subscriber %d received %d of %d events", c.target.name, m.index, got, want)
		}
	}
	return nil
}

// latencies returns the latencies that were recorded since the last call. All events must have arrived.
func (c *subscribers) latencies() (all []time.Duration) {
	for _, m := range c.members {
		all = append(all, m.latencies...)
		m.latencies = m.latencies[:0]
	}
	return all
}

// close closes every socket.
func (c *subscribers) close() {
	c.ending.Store(true)
	for _, m := range c.members {
		if m != nil && m.socket != nil {
			m.close()
		}
	}
	c.failed(nil)
}

// inParallel calls do with 0 to n-1, in that number of goroutines. After the first error it starts no more calls.
func inParallel(concurrency, n int, do func(i int) error) error {
	var (
		workers sync.WaitGroup
		next    atomic.Int64
		mu      sync.Mutex
		failed  error
	)
	for range min(concurrency, n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					next.Store(int64(n)) // the other goroutines finish their current call
					mu.Lock()
					failed = errors.Join(failed, err)
					mu.Unlock()
				}
			}
		})
	}
	workers.Wait()
	return failed
}
