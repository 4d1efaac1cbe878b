package ratelimit

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"chattr/internal/model"
)

// Slots are how much work may run, and how much may run or wait, at a time.
type Slots struct{ Running, Queued int }

// ConcurrencyOptions configures a Concurrency.
type ConcurrencyOptions struct {
	Total   Slots
	PerKey  []Slots       // for each key of a kind: the limits of that key
	MaxWait time.Duration // how long work waits for its slots
	Message string        // of the error if there are no slots
}

// Concurrency limits the work that runs concurrently: in total, and for each key of several kinds, such as a host and a user. So slow work
// for one key delays only work for the same key. The methods are safe for concurrent use.
type Concurrency struct {
	o     ConcurrencyOptions
	total *semaphore.Weighted

	mu     sync.Mutex
	queued int // running or waiting work
	kinds  []queues
}

// queues holds the keys of one kind that have running or waiting work.
type queues struct {
	limits Slots
	byKey  map[string]*queue
}

// queue is one key with running or waiting work.
type queue struct {
	slots  *semaphore.Weighted
	queued int // running or waiting work
}

// NewConcurrency returns a Concurrency without work.
func NewConcurrency(o ConcurrencyOptions) *Concurrency {
	c := &Concurrency{o: o, total: semaphore.NewWeighted(int64(o.Total.Running))}
	for _, limits := range o.PerKey {
		c.kinds = append(c.kinds, queues{limits, map[string]*queue{}})
	}
	return c
}

// Do calls work as soon as slots are free. keys has a key of each kind. Do returns OVERLOADED, without calling work, if too much work is
// waiting or if no slots are free within MaxWait.
func (c *Concurrency) Do(keys []string, work func()) error {
	all := c.enqueue(keys)
	if all == nil {
		return c.overloaded()
	}
	defer c.dequeue(keys)
	ctx, cancel := context.WithTimeout(context.Background(), c.o.MaxWait)
	defer cancel()
	for _, slots := range all {
		if slots.Acquire(ctx, 1) != nil {
			return c.overloaded()
		}
		defer slots.Release(1)
	}
	work()
	return nil
}

// Queued returns how much work is running or waiting.
func (c *Concurrency) Queued() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.queued
}

// Keys returns how many keys of all kinds have running or waiting work.
func (c *Concurrency) Keys() (count int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, kind := range c.kinds {
		count += len(kind.byKey)
	}
	return count
}

// overloaded returns OVERLOADED.
func (c *Concurrency) overloaded() error {
	return &model.Error{Code: model.Overloaded, Message: c.o.Message, RetryAfter: c.o.MaxWait}
}

// enqueue counts work and returns the semaphores to acquire, in this order: those of the keys, then the total. So work that waits for its
// first key occupies no slot of its second, and work that waits for a key occupies no slot of other keys. It returns nil, and counts
// nothing, if too much work is running or waiting. Otherwise the caller must call dequeue.
func (c *Concurrency) enqueue(keys []string) (all []*semaphore.Weighted) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.queued == c.o.Total.Queued {
		return nil
	}
	for i, kind := range c.kinds {
		if kind.isFull(keys[i]) {
			return nil
		}
	}
	c.queued++
	for i, kind := range c.kinds {
		all = append(all, kind.enqueue(keys[i]))
	}
	return append(all, c.total)
}

// dequeue removes work that enqueue has counted.
func (c *Concurrency) dequeue(keys []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.queued--
	for i, kind := range c.kinds {
		kind.dequeue(keys[i])
	}
}

// isFull reports whether a key has as much running or waiting work as allowed.
func (q queues) isFull(key string) bool {
	return q.byKey[key] != nil && q.byKey[key].queued == q.limits.Queued
}

// enqueue counts work for a key, and returns its semaphore.
func (q queues) enqueue(key string) *semaphore.Weighted {
	if q.byKey[key] == nil {
		q.byKey[key] = &queue{slots: semaphore.NewWeighted(int64(q.limits.Running))}
	}
	q.byKey[key].queued++
	return q.byKey[key].slots
}

// dequeue removes work for a key, and the key if it was its last work.
func (q queues) dequeue(key string) {
	if q.byKey[key].queued--; q.byKey[key].queued == 0 {
		delete(q.byKey, key)
	}
}
