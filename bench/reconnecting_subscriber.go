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

// retryAfter is the least that a subscriber waits before it tries again; the most is ten times that.
const retryAfter = 100 * time.Millisecond

// survivor is a subscriber that connects again whenever its socket ends, and continues after the last event it has seen.
type survivor struct {
	subscriber
	storm  *storm
	cursor string
	last   atomic.Int64
	caught atomic.Int64 // when it first had everything after the last kill, since started

	mu   sync.Mutex
	conn net.Conn // for whoever ends the storm
	gone bool
}

func (v *survivor) live(ctx context.Context) {
	connected := int64(time.Since(started))
	for !v.storm.ending.Load() {
		if v.keep(v.socket.conn) {
			if err := v.follow(connected); err != nil {
				v.storm.failed(fmt.Errorf("subscriber %d: %w", v.index, err))
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

// follow reads until the socket ends. An error is a broken promise of the server.
func (v *survivor) follow(connected int64) error {
	defer v.close()
	for {
		raw, err := v.event()
		if err != nil {
			return nil // killed, or refused: it comes again
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
		killed := v.storm.killed.Load()
		if connected > killed && v.caught.Load() <= killed && cursor.Number >= v.storm.heads[v.channel].Load() {
			v.caught.Store(int64(time.Since(started)))
		}
	}
}

// keep notes the connection, unless it is too late.
func (v *survivor) keep(conn net.Conn) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.conn = conn
	if v.gone {
		_ = conn.Close()
	}
	return !v.gone
}

func (v *survivor) leave() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.gone = true
	if v.conn != nil {
		_ = v.conn.Close()
	}
}
