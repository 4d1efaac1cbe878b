package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/migrate"

	"chattr/migrations"
)

const (
	migrationsTable = "bun_migrations"
	migrationLock   = int64(0x636861747472) // the key of the advisory lock around migrations
	migrationPoll   = 50 * time.Millisecond
)

// errApplied ends a migration that another process has applied since its list was read.
var errApplied = errors.New("applied meanwhile")

// Migrate brings the schema up to what this program knows. Many processes may do so at once; each returns when it is
// done. A database that is newer than the program is refused in one line.
func (db *DB) Migrate(ctx context.Context) error {
	pool := db.migrator()
	if pool != db.write {
		defer func() { _ = pool.Close() }()
	}
	unlock, err := db.lockMigrations(ctx, pool)
	if err != nil {
		return wrap(err)
	}
	defer unlock()
	m, err := db.migrations(pool)
	if err != nil {
		return err
	}
	return db.migrate(ctx, m)
}

func (db *DB) migrate(ctx context.Context, m *migrate.Migrator) error {
	if err := m.Init(ctx); err != nil {
		return fmt.Errorf("cannot prepare the database for migrations: %w", wrap(err))
	}
	for {
		if err := refuseNewer(ctx, m); err != nil {
			return err
		}
		group, err := m.Migrate(ctx)
		switch {
		case errors.Is(err, errApplied):
			continue // read the list again
		case err != nil:
			return fmt.Errorf("migration %w", wrap(err))
		case len(group.Migrations) > 0:
			db.log.InfoContext(ctx, "migrated the database", "migrations", group.Migrations.String())
		}
		return nil
	}
}

// CheckSchema says in one line what is wrong with the schema, if anything: not migrated, or newer than the program.
// It changes nothing; commands that run beside a serving instance call it instead of Migrate.
func (db *DB) CheckSchema(ctx context.Context) error {
	m, err := db.migrations(db.read)
	if err != nil {
		return err
	}
	there, err := db.hasTable(ctx, migrationsTable)
	if err != nil {
		return wrap(err)
	}
	if there {
		if err := refuseNewer(ctx, m); err != nil {
			return err
		}
		known, err := m.MigrationsWithStatus(ctx)
		if err != nil {
			return wrap(err)
		}
		if len(known.Unapplied()) == 0 {
			return nil
		}
	}
	return errors.New("the database is not migrated yet: start chattrd on it, or run chattrd migrate")
}

func (db *DB) hasTable(ctx context.Context, name string) (bool, error) {
	// NOTE(dialect): each has its own catalogue.
	query := "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?"
	if db.postgres() {
		query = "SELECT count(*) FROM pg_class WHERE oid = to_regclass(?)"
	}
	var n int
	err := db.read.NewRaw(query, name).Scan(ctx, &n)
	return n > 0, err
}

func refuseNewer(ctx context.Context, m *migrate.Migrator) error {
	unknown, err := m.MissingMigrations(ctx)
	if err != nil || len(unknown) == 0 {
		return wrap(err)
	}
	return fmt.Errorf("the database is newer than this program: it has migration %s, which this program does not know; "+
		"run the newer chattrd, or restore a backup from before the upgrade", unknown[0].Name)
}

// migrations is what this program knows, ready to run on pool.
func (db *DB) migrations(pool *bun.DB) (*migrate.Migrator, error) {
	files := migrations.SQLite
	if db.postgres() {
		files = migrations.Postgres
	}
	known := migrate.NewMigrations()
	if err := known.Discover(files); err != nil {
		return nil, err
	}
	return migrate.NewMigrator(pool, known,
		migrate.WithTableName(migrationsTable),
		migrate.WithMarkAppliedOnSuccess(true), // the default marks a migration before it has run
		migrate.WithUpsert(true),               // because markInside has marked it already
		migrate.BeforeMigration(refuseTwice(pool)),
		migrate.AfterMigration(markInside(pool)),
	), nil
}

// refuseTwice looks again inside the transaction of a migration whether it is applied.
func refuseTwice(pool *bun.DB) migrate.MigrationHook {
	return func(ctx context.Context, conn bun.IConn, m *migrate.Migration) error {
		applied, err := pool.NewSelect().Conn(conn).TableExpr(migrationsTable).Where("name = ?", m.Name).Exists(ctx)
		if err == nil && applied {
			return errApplied
		}
		return err
	}
}

// markInside marks a migration applied in its own transaction: a process that dies just after it leaves no schema that
// the next one would try to build again.
func markInside(pool *bun.DB) migrate.MigrationHook {
	return func(ctx context.Context, conn bun.IConn, m *migrate.Migration) error {
		m.MigratedAt = time.Now().UTC()
		row := *m // its own id stays unset
		_, err := pool.NewInsert().Conn(conn).Model(&row).ModelTableExpr(migrationsTable).Exec(ctx)
		return err
	}
}

// lockMigrations lets one process migrate at a time. The lock is the session's: it ends with the process.
//
// NOTE(dialect): SQLite needs none, its transactions come one after another and look again (refuseTwice).
func (db *DB) lockMigrations(ctx context.Context, pool *bun.DB) (unlock func(), err error) {
	if !db.postgres() {
		return func() {}, nil
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	unlock = func() { _ = conn.Close() } // and its pool with it, which ends the session
	for {
		var locked bool
		err := conn.NewRaw("SELECT pg_try_advisory_lock(?)", migrationLock).Scan(ctx, &locked)
		if err == nil && locked {
			return unlock, nil
		}
		select {
		case <-ctx.Done(): // the driver would not notice it in a statement that waits
			err = ctx.Err()
		case <-time.After(migrationPoll):
		}
		if err != nil {
			unlock()
			return nil, err
		}
	}
}
