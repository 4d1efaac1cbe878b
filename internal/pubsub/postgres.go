package pubsub

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/driver/pgdriver"

	"chattr/internal/metrics"
)

const (
	postgresHints = "chattr_hints" // the name to LISTEN to; it is the database's own

	// PostgresConnections is how many connections the pool of NewPostgres needs. The one that listens comes on top.
	PostgresConnections = 1

	firstBeat = 5 * time.Millisecond
	beatEvery = time.Second
)

// Postgres is the Broker of instances that share a PostgreSQL database: hints travel by LISTEN and NOTIFY.
type Postgres struct {
	relay
	db *bun.DB
}

// NewPostgres makes a Broker on a pool of its own, which Run closes. It does not connect yet.
func NewPostgres(pool *sql.DB, log *slog.Logger, m *metrics.Metrics) *Postgres {
	p := &Postgres{relay: newRelay(log, m, "PostgreSQL"), db: bun.NewDB(pool, pgdialect.New())}
	p.connect = p.listen
	return p
}

// Run listens and notifies until ctx ends.
func (p *Postgres) Run(ctx context.Context) {
	p.run(ctx)
	_ = p.db.Close()
}

// postgresLink is a connection that listens. NOTIFY takes the pool: a connection that listens has its hands full.
type postgresLink struct {
	db       *bun.DB
	listener *pgdriver.Listener
	own      string // the name of our heartbeats
	stop     context.CancelFunc
	beats    sync.WaitGroup
}

// listen proves with the first heartbeat that LISTEN is in force: the listener itself does not wait for that. It also
// connects again in silence, so every link has a listener of its own, which is given up at the first error.
func (p *Postgres) listen(ctx context.Context) (link, error) {
	beating, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &postgresLink{
		db: p.db, listener: pgdriver.NewListener(p.db), stop: stop,
		own: "chattr_" + strings.ToLower(p.instance),
	}
	defer context.AfterFunc(ctx, l.abort)()
	if err := l.begin(ctx, beating); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *postgresLink) begin(ctx, beating context.Context) error {
	connecting, cancel := context.WithTimeout(ctx, linkTimeout)
	defer cancel()
	if err := l.listener.Listen(connecting, postgresHints, l.own); err != nil {
		return err
	}
	failed := make(chan error, 1)
	l.beats.Go(func() { l.beat(beating, failed) })
	for {
		name, _, err := l.next()
		switch {
		case err != nil:
			return errors.Join(err, firstError(failed))
		case name == l.own:
			return nil
		}
	}
}

func firstError(failed chan error) error {
	select {
	case err := <-failed:
		return fmt.Errorf("NOTIFY: %w", err)
	default:
		return nil
	}
}

// beat notifies us, soon at first, then now and then: a link that brings no heartbeat is broken.
func (l *postgresLink) beat(ctx context.Context, failed chan<- error) {
	for pause := firstBeat; ctx.Err() == nil; pause = min(2*pause, beatEvery) {
		if err := l.notify(ctx, l.own, ""); err != nil {
			select {
			case failed <- err:
			default:
			}
		}
		wait(ctx, pause)
	}
}

func (l *postgresLink) send(ctx context.Context, payloads []string) error {
	for _, payload := range payloads {
		if err := l.notify(ctx, postgresHints, payload); err != nil {
			return err
		}
	}
	return nil
}

// notify does without waiting for the disk: NOTIFY holds a lock of the whole cluster through its commit, and a hint that a
// crash takes away is no loss.
func (l *postgresLink) notify(ctx context.Context, name, payload string) error {
	ctx, cancel := context.WithTimeout(ctx, linkTimeout) // the driver heeds nothing else
	defer cancel()
	_, err := l.db.ExecContext(ctx, `SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)`, name, payload)
	return err
}

func (l *postgresLink) receive() (payload string, err error) {
	for {
		name, payload, err := l.next()
		if err != nil || name == postgresHints {
			return payload, err
		}
	}
}

// next waits for a notification. A time-out breaks the link like every other error: there should have been a heartbeat, and
// what was half read is lost.
func (l *postgresLink) next() (name, payload string, err error) {
	return l.listener.ReceiveTimeout(ended, linkTimeout)
}

// ended keeps the listener from connecting again behind our back: the driver heeds it when it dials, and not when it reads.
var ended = func() context.Context {
	ctx, end := context.WithCancel(context.Background())
	end()
	return ctx
}()

func (l *postgresLink) close() {
	l.abort()
	l.beats.Wait()
}

func (l *postgresLink) abort() {
	l.stop()
	_ = l.listener.Close()
}
