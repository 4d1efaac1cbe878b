package db

import (
	"context"
	"crypto/tls"
	"database/sql/driver"
	"errors"
	"net"
	"os"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun/driver/pgdriver"
)

// poolHealth decides which idle connections of a pool may be used.
type poolHealth struct {
	// silentAt is when a connection of the pool was last found silent. When a network has cut off one connection without a
	// word, the others are probably cut off too, and each would cost a request the time to find that out.
	silentAt atomic.Int64 // as of uptime
	refused  atomic.Pointer[error]
	timedOut atomic.Pointer[dialTimeout] // the last dial that timed out

	suspected chan struct{} // has an element after an error that a shared session causes
}

func newPoolHealth() *poolHealth { return &poolHealth{suspected: make(chan struct{}, 1)} }

// note looks at an error of a prepared statement.
//
// NOTE(dialect): with SQLite h is nil, and the errors have none of these codes.
func (h *poolHealth) note(err error) {
	if err == nil {
		return
	}
	switch postgresCode(err) {
	case noSuchStatement, duplicateStatement, protocolViolation:
		select {
		case h.suspected <- struct{}{}:
		default:
		}
	}
}

// refuse makes every later use of the pool fail with err.
func (h *poolHealth) refuse(err error) { h.refused.Store(&err) }

// dialTimeout is the error of a dial that timed out.
type dialTimeout struct {
	err error
	at  int64 // as of uptime
}

// timeoutKept is how long a dial that timed out answers for others: those who wait for a connection do not each wait for a
// server that is away, one after the other.
const timeoutKept = time.Second

// refusal returns an error if no connection can be opened now.
func (h *poolHealth) refusal() error {
	if err := h.refused.Load(); err != nil {
		return *err
	}
	if t := h.timedOut.Load(); t != nil && uptime()-t.at < int64(timeoutKept) {
		return t.err
	}
	return nil
}

// failed looks at the error of a connection that could not be opened.
func (h *poolHealth) failed(err error) {
	var network net.Error
	if errors.As(err, &network) && network.Timeout() {
		h.timedOut.Store(&dialTimeout{err, uptime()})
	}
}

// check returns driver.ErrBadConn if an idle connection must not be used: the server has closed it, or does not respond on it,
// or another connection was found silent since the server was last heard on this one.
func (h *poolHealth) check(ctx context.Context, cn *pgdriver.Conn) error {
	conn, ok := beneathTLS(cn.Conn()).(*heardConn)
	if ok && (h.refused.Load() != nil || conn.heardAt.Load() < h.silentAt.Load()) {
		_ = cn.Close()
		return driver.ErrBadConn
	}
	if err := peek(ctx, cn); err != nil || !ok || uptime()-conn.heardAt.Load() < int64(pingAfter) {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	if err := cn.Ping(ctx); err != nil {
		_ = cn.Close()
		return driver.ErrBadConn
	}
	return nil
}

const (
	// A connection that was idle for longer is asked for a response before it is used: a network that cut it off without a word
	// then costs a request a second, and not the request.
	pingAfter   = time.Second
	pingTimeout = minSilence + 200*time.Millisecond
)

// dialer returns dial with connections that report to h.
func (h *poolHealth) dialer(dial dialFunc) dialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if d, ok := ctx.Value(dialedKey{}).(*dialedConn); ok {
			d.Conn = conn
		}
		heard := &heardConn{Conn: conn, health: h}
		heard.heardAt.Store(uptime())
		return heard, nil
	}
}

type dialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

// heardConn is a connection that knows when the server was last heard on it.
type heardConn struct {
	net.Conn
	health  *poolHealth
	heardAt atomic.Int64 // as of uptime
}

// minSilence is how long a read must have waited in vain before other connections are suspected.
const minSilence = time.Second

func (c *heardConn) Read(p []byte) (int, error) {
	began := uptime()
	n, err := c.Conn.Read(p)
	now := uptime()
	switch {
	case n > 0:
		c.heardAt.Store(now)
	case errors.Is(err, os.ErrDeadlineExceeded) && now-began >= int64(minSilence):
		c.health.silentAt.Store(began)
	}
	return n, err
}

// beneathTLS returns the connection that the driver dialed.
func beneathTLS(conn net.Conn) net.Conn {
	if secure, ok := conn.(*tls.Conn); ok {
		return secure.NetConn()
	}
	return conn
}

var startedAt = time.Now()

// uptime returns the nanoseconds since the program started. No change of the wall clock moves it.
func uptime() int64 { return int64(time.Since(startedAt)) }
