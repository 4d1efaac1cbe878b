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
	dialsAtOnce  = 32
	checkedEvery = 10 // one subscriber in so many looks at each cursor; all of them count
)

// crowd are the subscribers of one target.
type crowd struct {
	target  *target
	members []*member
	ledger  *ledger
	failed  context.CancelCauseFunc
	ending  atomic.Bool
}

// member is a subscriber who counts.
type member struct {
	subscriber
	crowd     *crowd
	checks    bool
	last      int64 // the number of the last event, if it checks
	events    atomic.Int64
	latencies []time.Duration
}

// gather connects n subscribers to the first channel, in turn with each of the documents. The context that is returned ends
// with what went wrong.
func gather(ctx context.Context, t *target, n, documents int) (*crowd, context.Context, error) {
	ctx, failed := context.WithCancelCause(ctx)
	c := &crowd{target: t, ledger: newLedger(n), failed: failed, members: make([]*member, n)}
	err := inParallel(dialsAtOnce, n, func(i int) error {
		m := &member{subscriber: subscriber{target: t, index: i, document: i % documents}, crowd: c, checks: i%checkedEvery == 0}
		cursor, err := m.join(ctx)
		m.last = cursor.Number
		c.members[i] = m
		if err == nil {
			go m.follow() // at once: a server lets go of those who answer no ping while the others connect
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("%s: %w", t.name, err)
	}
	return c, ctx, err
}

// follow reads until the socket ends.
func (m *member) follow() {
	for {
		raw, err := m.event()
		if err == nil && m.checks {
			err = m.check(raw)
		}
		if err != nil {
			if !m.crowd.ending.Load() {
				m.crowd.failed(fmt.Errorf("%s, subscriber %d: %w", m.target.name, m.index, err))
			}
			return
		}
		n := m.events.Add(1)
		if sent, timed := m.crowd.ledger.sent(n); timed {
			m.latencies = append(m.latencies, time.Since(sent))
		}
		m.crowd.ledger.arrived(n)
	}
}

func (m *member) check(raw []byte) error {
	cursor, err := model.ParseCursor(string(raw))
	if err == nil && cursor.Number != m.last+1 {
		err = fmt.Errorf("event %d came after %d", cursor.Number, m.last)
	}
	m.last = cursor.Number
	return err
}

// count fails unless every subscriber has had every event once.
func (c *crowd) count() error {
	want := c.ledger.posted.Load()
	for _, m := range c.members {
		if got := m.events.Load(); got != want {
			return fmt.Errorf("%s: subscriber %d got %d events of %d", c.target.name, m.index, got, want)
		}
	}
	return nil
}

// latencies takes those recorded since the last call; every event must have arrived.
func (c *crowd) latencies() (all []time.Duration) {
	for _, m := range c.members {
		all = append(all, m.latencies...)
		m.latencies = m.latencies[:0]
	}
	return all
}

// disperse closes every socket.
func (c *crowd) disperse() {
	c.ending.Store(true)
	for _, m := range c.members {
		if m != nil && m.socket != nil {
			m.close()
		}
	}
	c.failed(nil)
}

// inParallel calls do with 0 to n-1, some at a time, and stops at the first error.
func inParallel(atOnce, n int, do func(i int) error) error {
	var (
		workers sync.WaitGroup
		next    atomic.Int64
		mu      sync.Mutex
		failed  error
	)
	for range min(atOnce, n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					next.Store(int64(n)) // the others finish what they do
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
