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
	postgresHints = "chattr_hints" // the channel of LISTEN; PostgreSQL delivers it only within one database

	// PostgresConnections is the number of connections that the pool of NewPostgres needs. The connection that listens is not one
	// of them.
	PostgresConnections = 1

	// firstBeat is the interval before the second heartbeat. Each further interval is twice as long, up to beatEvery.
	firstBeat = 5 * time.Millisecond
	beatEvery = time.Second
)

// Postgres is the Broker of instances that share a PostgreSQL database. Hints travel by LISTEN and NOTIFY.
type Postgres struct {
	relay
	db *bun.DB
}

// NewPostgres returns a Broker that owns pool: Run closes it. NewPostgres does not connect yet.
func NewPostgres(pool *sql.DB, log *slog.Logger, m *metrics.Metrics) *Postgres {
	p := &Postgres{relay: newRelay(log, m, "PostgreSQL"), db: bun.NewDB(pool, pgdialect.New())}
	p.connect = p.listen
	return p
}

// Run sends and receives hints until ctx ends. It then closes the pool.
func (p *Postgres) Run(ctx context.Context) {
	p.run(ctx)
	_ = p.db.Close()
}

// postgresLink is a link with a connection that listens. NOTIFY uses the pool, because the connection that listens is busy
// reading.
type postgresLink struct {
	db       *bun.DB
	listener *pgdriver.Listener
	own      string // the channel of the heartbeats of this instance
	stop     context.CancelFunc
	beats    sync.WaitGroup
}

// listen returns a link once the first heartbeat has arrived, because only that shows that LISTEN is in force: the listener of
// pgdriver does not wait for the response. That listener also reconnects without reporting it. Therefore each link has its own
// listener, which is closed at the first error. The caller must call close.
func (p *Postgres) listen(ctx context.Context) (link, error) {
	beating, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &postgresLink{
		db: p.db, listener: pgdriver.NewListener(p.db), stop: stop,
		own: "chattr_" + strings.ToLower(p.instance),
	}
	defer context.AfterFunc(ctx, l.abort)()
	if err := l.start(ctx, beating); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

// start listens and waits for the first heartbeat, for up to linkTimeout. The heartbeats continue until beating ends.
func (l *postgresLink) start(ctx, beating context.Context) error {
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

// firstError returns the error in failed, or nil if it holds none. It does not block.
func firstError(failed chan error) error {
	select {
	case err := <-failed:
		return fmt.Errorf("NOTIFY: %w", err)
	default:
		return nil
	}
}

// beat sends heartbeats to this link until ctx ends: frequently at first, then once per beatEvery. A link that receives no
// heartbeat within linkTimeout is broken. beat writes its first error to failed and continues.
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

// send notifies the other instances of each payload. It returns the first error.
func (l *postgresLink) send(ctx context.Context, payloads []string) error {
	for _, payload := range payloads {
		if err := l.notify(ctx, postgresHints, payload); err != nil {
			return err
		}
	}
	return nil
}

// notify runs NOTIFY without waiting for the disk. NOTIFY holds a lock of the whole cluster until its commit is complete, and
// losing a hint in a crash is harmless.
func (l *postgresLink) notify(ctx context.Context, name, payload string) error {
	ctx, cancel := context.WithTimeout(ctx, linkTimeout) // the driver has no other timeout
	defer cancel()
	_, err := l.db.ExecContext(ctx, `SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)`, name, payload)
	return err
}

// receive returns the next payload. It skips heartbeats.
func (l *postgresLink) receive() (payload string, err error) {
	for {
		name, payload, err := l.next()
		if err != nil || name == postgresHints {
			return payload, err
		}
	}
}

// next waits for a notification for up to linkTimeout. A timeout breaks the link like every other error: a heartbeat should have
// arrived, and a notification that was read in part is lost.
func (l *postgresLink) next() (name, payload string, err error) {
	return l.listener.ReceiveTimeout(ended, linkTimeout)
}

// ended is a cancelled context. It keeps the listener from reconnecting: pgdriver checks the context when it dials, but not when
// it reads.
var ended = func() context.Context {
	ctx, end := context.WithCancel(context.Background())
	end()
	return ctx
}()

// close stops the heartbeats, closes the listener and waits until the heartbeats have stopped.
func (l *postgresLink) close() {
	l.abort()
	l.beats.Wait()
}

// abort stops the heartbeats and closes the listener, without waiting.
func (l *postgresLink) abort() {
	l.stop()
	_ = l.listener.Close()
}
