// Package dbtest opens databases for tests, a fresh one for each, in both dialects.
package dbtest

import (
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"chattr/db"
)

// Each runs f as the parallel sub-tests "sqlite" and "postgres", on a fresh migrated database each.
func Each(t *testing.T, f func(t *testing.T, db *db.DB)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB) *db.DB{"sqlite": SQLite, "postgres": Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(t, open(t))
		})
	}
}

// SQLite is a fresh migrated SQLite database.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	return Open(t, SQLiteURL(t))
}

// SQLiteURL is the URL of a fresh migrated SQLite database, for tests that open it several times or start processes.
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

// Postgres is a fresh migrated PostgreSQL database.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	return Open(t, MigratedPostgresURL(t))
}

// Open opens the database for as long as the test runs.
func Open(t testing.TB, url string) *db.DB {
	t.Helper()
	opened, err := db.Open(t.Context(), url, db.Options{Log: slog.New(slog.DiscardHandler)})
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

// sqliteTemplate is a migrated file, which takes less time to copy than to make.
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
