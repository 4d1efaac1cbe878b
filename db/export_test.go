package db

import (
	"context"
	"net/url"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/driver/pgdriver"

	"chattr/internal/model"
)

// These are the internals that tests outside of the package use.
var (
	Wrap      = wrap
	InDoubt   = inDoubt
	SQLiteDSN = func(path string) string { return sqliteDSN(path, sqliteSettings) }
)

func (db *DB) Tx(ctx context.Context, fn func(ctx context.Context, tx bun.Tx) error) error {
	return db.tx(ctx, fn)
}

// AppendFastUnchecked does the same as AppendFast, also for posts that are authorized by nothing.
func (db *DB) AppendFastUnchecked(ctx context.Context, posts []Post) (stored []bool, err error) {
	return db.appendFast(ctx, posts)
}

func (db *DB) Write() *bun.DB { return db.write }

func (db *DB) Read() *bun.DB { return db.read }

func (db *DB) IsPostgres() bool { return db.postgres() }

func PostgresConfig(url string) (*pgdriver.Config, error) { return postgresConfig(url) }

// BreakMark makes a table of migrations that refuses every row.
func (db *DB) BreakMark(ctx context.Context) error {
	_, err := db.write.ExecContext(ctx, `CREATE TABLE bun_migrations (id integer, name text, group_id integer,
		migrated_at timestamp, CHECK (group_id < 0))`)
	return err
}

// WithoutWAL opens a SQLite database as a file system does that cannot hold the shared memory of a write-ahead log.
func WithoutWAL(path string) *DB {
	settings := url.Values{"vfs": {"unix-dotfile"}}
	write := sqlitePool(path, 1, sqliteSettings, sqliteWriter, settings)
	return newDB(write, write, Options{Now: time.Now})
}

// ReachLittle makes pages jump over few deleted messages already. Call it before the first page is read.
func (db *DB) ReachLittle() { db.reach = reach{window: 8, stride: 3} }

// CountOf is how many rows of a model there are with that value.
func (db *DB) CountOf(row any, column string, value model.ID) (int64, error) {
	return db.read.NewSelect().Model(row).Where("? = ?", bun.Ident(column), value).Count(context.Background())
}

// SessionSettings are the settings of every session.
func SessionSettings() map[string]string { return sessionSettings }

// Migrator opens the connections that migrations run on.
func (db *DB) Migrator() *bun.DB { return db.migrator() }
