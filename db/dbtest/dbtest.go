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
	EachURL(t, func(t *testing.T, url string) { f(t, Open(t, url)) })
}

// EachURL is Each for tests that open the database themselves: f is given its URL.
func EachURL(t *testing.T, f func(t *testing.T, url string)) {
	t.Helper()
	for name, url := range map[string]func(testing.TB) string{"sqlite": SQLiteURL, "postgres": MigratedPostgresURL} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f(t, url(t))
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
	return OpenWith(t, url, db.Options{})
}

// OpenWith is Open with options; nothing is logged.
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
