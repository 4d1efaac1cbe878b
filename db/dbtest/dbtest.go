// Package dbtest creates a new database for each test, in both dialects, and fixtures in it.
package dbtest

import (
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"chattr/db"
)

// Each runs f as the parallel subtests "sqlite" and "postgres", each with a new migrated database. It closes and removes the databases
// when the subtests end.
func Each(t *testing.T, f func(t *testing.T, db *db.DB)) {
	t.Helper()
	EachURL(t, func(t *testing.T, url string) { f(t, Open(t, url)) })
}

// EachURL does the same as Each, for tests that open the database themselves: it passes the URL of the database to f.
func EachURL(t *testing.T, f func(t *testing.T, url string)) {
	t.Helper()
	for name, url := range map[string]func(testing.TB) string{"sqlite": SQLiteURL, "postgres": MigratedPostgresURL} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(t, url(t))
		})
	}
}

// SQLite returns a new migrated SQLite database. It is closed and removed when the test ends.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	return Open(t, SQLiteURL(t))
}

// SQLiteURL returns the URL of a new migrated SQLite database, for tests that open it several times or start processes. The database
// is removed when the test ends.
func SQLiteURL(t testing.TB) string {
	t.Helper()
	migrated, err := sqliteTemplate()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "chattr.db")
	if err := os.WriteFile(path, migrated, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

// Postgres returns a new migrated PostgreSQL database. It is closed and dropped when the test ends. Postgres skips the test if there
// is no PostgreSQL; with CHATTR_TEST_REQUIRE=1 the test fails instead.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	return Open(t, MigratedPostgresURL(t))
}

// Open opens the database and returns it. It is closed when the test ends.
func Open(t testing.TB, url string) *db.DB {
	t.Helper()
	return OpenWith(t, url, db.Options{})
}

// OpenWith does the same as Open, with options. It replaces o.Log, so that nothing is logged.
func OpenWith(t testing.TB, url string, o db.Options) *db.DB {
	t.Helper()
	o.Log = slog.New(slog.DiscardHandler)
	opened, err := db.Open(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	return opened
}

// sqliteTemplate returns the content of a migrated database file. It creates the file once per process, because a copy takes less time
// than the migrations.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "chattr-template-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})
