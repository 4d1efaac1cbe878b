package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/driver/pgdriver"
)

const (
	// Six instances fit into the 100 connections that a server allows when nobody has changed it.
	postgresConnections = 14

	postgresDialTimeout = 3 * time.Second // a post is told within five that there is no database
	postgresReadTimeout = 10 * time.Second
)

// What every session is told.
var postgresSettings = map[string]any{
	// Below the read timeout: the driver gives up without telling the server, whose statement would run on.
	"statement_timeout": "8s",
	// A post that waits for a channel which somebody holds gives its connection back to those of other channels.
	"lock_timeout": "3s",
	// An instance that is paused or cut off must not hold the heads of channels for ever.
	"idle_in_transaction_session_timeout": "15s",
	// What is prepared here is meant to be planned once: with arguments in hand a plan looks a little better than without, and
	// making it anew each time costs more than it saves. Other statements carry no arguments and are not touched by it.
	"plan_cache_mode": "force_generic_plan",
	// So that times are read in UTC.
	"timezone": "UTC",
}

// The driver would write to stderr, past the log, what it also returns as an error.
func init() { pgdriver.Logger = silence{} }

type silence struct{}

func (silence) Printf(context.Context, string, ...any) {}

func openPostgres(ctx context.Context, text string, o Options) (*DB, error) {
	config, err := postgresConfig(text)
	if err != nil {
		return nil, err
	}
	pool := bun.NewDB(postgresPool(config, postgresConnections), pgdialect.New())
	if err := pool.PingContext(ctx); err != nil {
		closeAll(pool)
		return nil, postgresUnreachable(config, text, err)
	}
	db := newDB(pool, pool, o)
	db.migrator = func() *bun.DB { return bun.NewDB(postgresPool(patient(config), 2), pgdialect.New()) }
	return db, nil
}

// PostgresPool opens connections to the database of a postgres:// URL for what has no place in DB: LISTEN and NOTIFY, tests,
// and the baselines of the bench. It does not connect yet.
func PostgresPool(url string, connections int) (*sql.DB, error) {
	config, err := postgresConfig(url)
	if err != nil {
		return nil, err
	}
	return postgresPool(config, connections), nil
}

func postgresPool(config *pgdriver.Config, connections int) *sql.DB {
	pool := sql.OpenDB(keepCommits{pgdriver.NewConnector(pgdriver.WithConfig(config))})
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections) // else every burst dials again
	pool.SetConnMaxLifetime(30 * time.Minute)
	return pool
}

// dropIdle closes the connections that nobody uses. When one was cut off in silence the others probably are too, and each would
// cost somebody the time it takes to find that out.
func dropIdle(pool *bun.DB) {
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond) // none is waited for or dialled
	defer cancel()
	for range pool.Stats().Idle {
		conn, err := pool.DB.Conn(ctx)
		if err != nil {
			return
		}
		closeNow(conn)
	}
}

// closeNow closes a connection for good, without the farewell to the server: the driver would wait ten seconds to hear that a
// prepared statement is closed.
func closeNow(conn *sql.Conn) {
	_ = conn.Raw(func(cn any) error {
		_ = cn.(*pgdriver.Conn).Close()
		return driver.ErrBadConn // nobody else gets it
	})
	_ = conn.Close()
}

// patient is config for migrations, which may take their time and wait for one another.
func patient(config *pgdriver.Config) *pgdriver.Config {
	c := *config
	c.ReadTimeout = 0
	c.ConnParams = map[string]any{"timezone": "UTC", "statement_timeout": "0", "lock_timeout": "0"}
	return &c
}

// postgresUnreachable says what was tried, and what to write if it was TLS that nobody had asked for.
func postgresUnreachable(config *pgdriver.Config, text string, err error) error {
	what := fmt.Sprintf("the PostgreSQL database %q at %s as %q", config.Database, config.Addr, config.User)
	if config.TLSConfig != nil && !strings.Contains(text, "sslmode=") {
		what += " with TLS (a host that is not this machine gets sslmode=verify-full; sslmode=disable in the URL switches TLS off)"
	}
	return unreachable(what, err)
}
