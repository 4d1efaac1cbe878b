package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"chattr/internal/model"
)

// retryAfter is the shortest time that a subscriber waits before it connects again. The longest is ten times that.
const retryAfter = 100 * time.Millisecond

// reconnectingSubscriber is a subscriber that connects again whenever its socket ends, and continues after the last event that it
// has received.
type reconnectingSubscriber struct {
	subscriber
	reconnectScenario *reconnectScenario
	cursor            string
	last              atomic.Int64
	caught            atomic.Int64 // when it had received all acknowledged events for the first time after the last kill, since started

	mu      sync.Mutex
	conn    net.Conn // stop closes it
	stopped bool
}

// run follows the channel and reconnects until the scenario ends.
func (v *reconnectingSubscriber) run(ctx context.Context) {
	connected := int64(time.Since(started))
	for !v.reconnectScenario.ending.Load() {
		if v.setConn(v.socket.conn) {
			if err := v.follow(connected); err != nil {
				v.reconnectScenario.failed(fmt.Errorf("subscriber %d: %w", v.index, err))
				return
			}
		}
		for ctx.Err() == nil {
			pause(ctx, retryAfter+rand.N(9*retryAfter))
			connected = int64(time.Since(started))
			if v.connect(ctx, v.cursor) == nil {
				break
			}
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// follow reads until the socket ends. It returns an error only if the server has skipped or repeated an event. connected is the
// time of the connection, since started.
func (v *reconnectingSubscriber) follow(connected int64) error {
	defer v.close()
	for {
		raw, err := v.event()
		if err != nil {
			return nil // the server was killed, or it refused the subscription: the subscriber connects again
		}
		cursor, err := model.ParseCursor(string(raw))
		if err != nil {
			return err
		}
		if cursor.Number != v.last.Load()+1 {
			return fmt.Errorf("event %d came after %d", cursor.Number, v.last.Load())
		}
		v.cursor = string(raw)
		v.last.Store(cursor.Number)
		killed := v.reconnectScenario.killed.Load()
		if connected > killed && v.caught.Load() <= killed && cursor.Number >= v.reconnectScenario.heads[v.channel].Load() {
			v.caught.Store(int64(time.Since(started)))
		}
	}
}

// setConn records the connection. It closes the connection and returns false if stop was called.
func (v *reconnectingSubscriber) setConn(conn net.Conn) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.conn = conn
	if v.stopped {
		_ = conn.Close()
	}
	return !v.stopped
}

// stop closes the connection and every later one.
func (v *reconnectingSubscriber) stop() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.stopped = true
	if v.conn != nil {
		_ = v.conn.Close()
	}
}
