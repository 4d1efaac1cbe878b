package stream

import (
	"context"
	"sync"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/model"
)

// A doubt is a number of Hub.doubts. A stream that is in doubt delivers nothing until a query that began after the doubt has returned
// whether the stream may continue.

// accessKey names a credential and a channel. Every actor with the credential has the same permission to see the channel, because a
// stream is opened only if the bounds of its credential include the channel.
type accessKey struct{ credential, channel model.ID }

// accessCheck holds whether the credential may still see the channel, for all streams that have both in common. Together they
// ask the database as often as a single stream does.
type accessCheck struct {
	hub     *Hub
	key     accessKey
	actor   model.Actor
	streams int // that share it; guarded by the hub

	mu      sync.Mutex
	running bool
	asOf    uint64 // the value of Hub.doubts before the last query began
	access  access // the result of this query
	waiting []*Stream
	opening []openingCheck
}

// access is the result of a check.
type access struct {
	administrator bool
	err           error // NOT_FOUND or UNAUTHENTICATED
}

// openingCheck is a stream that is being opened and waits for a query that begins after doubt.
type openingCheck struct {
	doubt  uint64
	result chan error // has room for one
}

// since returns the result of a query that began after the doubt. Without one, it reports false and has s notified when there
// is one.
func (c *accessCheck) since(doubt uint64, s *Stream) (access, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asOf >= doubt {
		return c.access, true
	}
	c.waiting = append(c.waiting, s)
	c.start()
	return access{}, false
}

// ask waits for the result of a query that begins now or later. Its error may also be that the query failed, or that of ctx.
func (c *accessCheck) ask(ctx context.Context) (access, error) {
	opening := openingCheck{doubt: c.hub.doubts.Add(1), result: make(chan error, 1)}
	c.mu.Lock()
	c.opening = append(c.opening, opening)
	c.start()
	c.mu.Unlock()
	select {
	case err := <-opening.result:
		if err != nil {
			return access{}, err
		}
	case <-ctx.Done():
		return access{}, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.access, nil
}

// start queries the database, unless a query is running: streams that need a later one get it afterwards. c.mu must be held.
func (c *accessCheck) start() {
	if !c.running {
		c.running = true
		if !c.hub.background.Start(c.run) {
			go c.run() // it reports that the hub has stopped and queries nothing
		}
	}
}

// run queries the database until all waiting streams have a result.
func (c *accessCheck) run() {
	for {
		asOf, result, err := c.query()
		if err != nil {
			c.hub.o.Metrics.DatabaseFailed(metrics.Streaming) // the poll logs an outage, once for all streams
		}
		if !c.finish(asOf, result, err) {
			return
		}
		if err != nil && !c.pause() {
			for c.finish(c.hub.doubts.Load(), access{err: stopped()}, nil) {
			}
			return
		}
	}
}

// query returns the value of Hub.doubts before it began, and the result. Its error is that of a database that failed.
func (c *accessCheck) query() (asOf uint64, result access, err error) {
	slots, user := c.hub.checkSlots, c.actor.UserID()
	if err := slots.acquire(context.Background(), user); err != nil {
		return 0, access{}, err
	}
	defer slots.release(user)
	if c.hub.isStopped() {
		return 0, access{}, stopped()
	}
	ctx, cancel := context.WithTimeout(context.Background(), pollTimeout)
	defer cancel()
	asOf = c.hub.doubts.Load()
	c.hub.o.Metrics.StreamChecked()
	actor, err := c.hub.o.CheckAccess(ctx, c.actor, c.key.channel)
	switch model.ErrorCode(err) {
	case "", model.NotFound, model.Unauthenticated:
		return asOf, access{administrator: actor.Administers(), err: err}, nil
	}
	return 0, access{}, err
}

// finish gives the result to all that may have it and reports whether others wait. After a failure, streams that are being
// opened receive the error, and open streams wait for the next query: their readers must not lose events through an outage.
func (c *accessCheck) finish(asOf uint64, result access, err error) (again bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.asOf, c.access = asOf, result
	}
	later := c.opening[:0]
	for _, o := range c.opening {
		if err == nil && o.doubt > asOf {
			later = append(later, o)
			continue
		}
		o.result <- err
	}
	clear(c.opening[len(later):])
	c.opening = later
	if err == nil {
		for _, s := range c.waiting { // a stream with a later doubt asks again
			s.lockAndNotify()
		}
		c.waiting = nil
	}
	c.running = len(c.waiting)+len(c.opening) > 0
	return c.running
}

// pause waits before the next query after one that failed. It reports false if the instance stops.
func (c *accessCheck) pause() bool {
	select {
	case <-time.After(time.Second):
		return true
	case <-c.hub.stopped:
		return false
	}
}
