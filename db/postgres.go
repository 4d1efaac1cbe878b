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
	// Six instances fit into the 100 connections that a server allows by default.
	postgresConnections = 14

	postgresDialTimeout = 3 * time.Second // a post is told within five that there is no database
	postgresReadTimeout = 4 * time.Second // as long as a post waits (chat.storeTimeout): a silent connection holds no request longer
	patientReadTimeout  = time.Minute
)

// init silences the driver. It would write errors, which it also returns, to stderr and not to the log.
func init() { pgdriver.Logger = silence{} }

type silence struct{}

func (silence) Printf(context.Context, string, ...any) {}

func openPostgres(ctx context.Context, text string, o Options) (*DB, error) {
	config, err := postgresConfig(text)
	if err != nil {
		return nil, err
	}
	server, err := inspectServer(ctx, config)
	if err != nil {
		return nil, postgresUnreachable(config, text, err)
	}
	settings, patient := server.settings(sessionSettings), server.settings(patientSettings())
	if o.Patient {
		config.ReadTimeout, settings = patientReadTimeout, patient
	}
	c := newConnector(config, settings)
	pool := bun.NewDB(newPool(c, postgresConnections), pgdialect.New())
	if err := checkSessions(ctx, pool.DB); err != nil {
		closeAll(pool)
		return nil, postgresUnreachable(config, text, err)
	}
	db := newDB(pool, pool, o)
	db.health, db.fast.health = c.health, c.health
	db.migrator = func() *bun.DB {
		forever := *config
		forever.ReadTimeout = 0
		return bun.NewDB(newPool(newConnector(&forever, patient), 2), pgdialect.New())
	}
	db.hintPool = func(connections int) *sql.DB {
		listening := *config
		listening.ConnParams = server.listenerSettings()
		return newPool(newConnector(&listening, settings), connections)
	}
	return db, nil
}

// HintPool opens connections to the same PostgreSQL database for LISTEN and NOTIFY. It does not connect yet.
func (db *DB) HintPool(connections int) *sql.DB { return db.hintPool(connections) }

// PostgresPool opens connections to the database of a postgres:// URL for tests and for the baselines of the bench. Their
// statements may take their time. It does not connect yet.
func PostgresPool(url string, connections int) (*sql.DB, error) {
	config, err := postgresConfig(url)
	if err != nil {
		return nil, err
	}
	config.ReadTimeout = patientReadTimeout
	return newPool(newConnector(config, patientSettings()), connections), nil
}

func newPool(c connector, connections int) *sql.DB {
	pool := sql.OpenDB(c)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections) // else every burst dials again
	pool.SetConnMaxLifetime(30 * time.Minute)
	return pool
}

// dropIdle closes the connections that no caller uses. When one was cut off in silence the others probably are too, and each
// would cost a caller the time it takes to find that out.
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
		return driver.ErrBadConn // no other caller gets it
	})
	_ = conn.Close()
}

// postgresUnreachable returns an error that says what was tried, and what to write if it was TLS that the URL did not ask for.
func postgresUnreachable(config *pgdriver.Config, text string, err error) error {
	what := fmt.Sprintf("the PostgreSQL database %q at %s as %q", config.Database, config.Addr, config.User)
	if config.TLSConfig != nil && !strings.Contains(text, "sslmode=") {
		what += " with TLS (a host that is not this machine gets sslmode=verify-full; sslmode=disable in the URL switches TLS off)"
	}
	return unreachable(what, err)
}
