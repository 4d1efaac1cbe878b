// Package db is the only package that speaks SQL: one method per question, the same for both dialects.
package db

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
	"github.com/uptrace/bun/dialect"
)

// DB is an open database. Its methods may be called from many goroutines at once.
type DB struct {
	// NOTE(dialect): SQLite has one writer connection and a pool of readers; with PostgreSQL both are the same pool.
	write *bun.DB
	read  *bun.DB

	ids      *idClock
	fast     fastSession                   // with PostgreSQL
	prepared sqlitePrepared                // with SQLite
	known    sqliteKnown                   // with SQLite; of who has the writer
	migrator func() *bun.DB                // opens what migrations run on
	hintPool func(connections int) *sql.DB // with PostgreSQL
	health   *poolHealth                   // with PostgreSQL
	path     string                        // of the SQLite file; "" with PostgreSQL
	file     *databaseFile                 // with SQLite
	log      *slog.Logger

	reach      reach
	texts      texts
	statements sync.Map // *sql.Stmt of read, by their texts
	onQuery    func(query string)
}

// Options are what may be said beside the URL. The zero Options are good.
type Options struct {
	Log *slog.Logger     // nil: slog.Default()
	Now func() time.Time // the clock behind new ids; nil: time.Now

	// Patient lets a statement take a minute, for commands that check a whole database. Otherwise it has four seconds.
	//
	// NOTE(dialect): with SQLite no statement has a limit.
	Patient bool

	// OnQuery is called with each statement that is sent, BEGIN and COMMIT included, perhaps by many goroutines at once; those
	// behind new ids are left out. nil: no function is called.
	OnQuery func(query string)
}

// Open opens the database that url names, sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE, and proves that it
// answers. It changes no schema: see Migrate and CheckSchema. Its errors are one line and never contain the password.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	scheme, rest, _ := strings.Cut(url, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(ctx, rest, o)
	case "postgres", "postgresql":
		return openPostgres(ctx, url, o)
	}
	return nil, errors.New("a database URL is sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE")
}

func newDB(write, read *bun.DB, o Options) *DB {
	db := &DB{write: write, read: read, log: o.Log, reach: usualReach, ids: newIDClock(takeMillisecond(write), o), fast: fastSession{pool: write}}
	if o.OnQuery == nil {
		return db
	}
	db.onQuery = o.OnQuery
	db.write = write.WithQueryHook(queryHook(o.OnQuery))
	if db.read = db.write; read != write {
		db.read = read.WithQueryHook(queryHook(o.OnQuery))
	}
	return db
}

// Close waits for what runs and closes every connection.
func (db *DB) Close() error {
	db.ids.close()
	db.fast.close()
	err := errors.Join(db.read.Close(), db.write.Close())
	if db.file != nil {
		err = errors.Join(err, db.file.Close())
	}
	return err
}

// Pools returns the statistics of the pools of connections, by their names.
//
// NOTE(dialect): SQLite has one for writing and one for reading, PostgreSQL one for both.
func (db *DB) Pools() map[string]func() sql.DBStats {
	if db.write.DB == db.read.DB {
		return map[string]func() sql.DBStats{"all": db.write.Stats}
	}
	return map[string]func() sql.DBStats{"write": db.write.Stats, "read": db.read.Stats}
}

// Ping says whether the database can do its work now. If not, the next call trusts no connection that was there before.
func (db *DB) Ping(ctx context.Context) error {
	var one int
	err := db.read.NewRaw("SELECT 1").Scan(ctx, &one)
	if err != nil && db.postgres() && !errors.Is(err, context.Canceled) {
		dropIdle(db.read)
	}
	return wrap(err)
}

// postgres says which dialect this is.
func (db *DB) postgres() bool { return db.write.Dialect().Name() == dialect.PG }

type queryHook func(query string)

func (queryHook) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

func (f queryHook) AfterQuery(_ context.Context, e *bun.QueryEvent) { f(e.Query) }

// closeAll is for the ways out of Open.
func closeAll(pools ...*bun.DB) {
	for _, pool := range pools {
		_ = pool.Close()
	}
}

// unreachable is the one line that Open returns for a database that does not answer.
func unreachable(what string, err error) error {
	return fmt.Errorf("cannot open %s: %w", what, err)
}
