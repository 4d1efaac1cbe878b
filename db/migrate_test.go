package db_test

import (
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

// eachEmpty runs f on the URL of an empty database of each dialect.
func eachEmpty(t *testing.T, f func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f(t, "sqlite:"+filepath.Join(t.TempDir(), "empty.db"))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f(t, dbtest.PostgresURL(t))
	})
}

func TestTenStartsAtOnceMigrateOnce(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, url string) {
		var starts sync.WaitGroup
		for range 10 {
			starts.Go(func() {
				opened, err := db.Open(t.Context(), url, db.Options{Log: slog.New(slog.DiscardHandler)})
				if err != nil {
					t.Error(err)
					return
				}
				defer opened.Close()
				if err := opened.Migrate(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		starts.Wait()
		opened := dbtest.Open(t, url)
		if err := opened.CheckSchema(t.Context()); err != nil {
			t.Error(err)
		}
		var rows, names int
		err := opened.Read().NewRaw("SELECT count(*), count(DISTINCT name) FROM bun_migrations").Scan(t.Context(), &rows, &names)
		if err != nil || rows == 0 || rows != names {
			t.Errorf("%d rows of %d migrations: %v", rows, names, err)
		}
	})
}

func TestMigrateAgainDoesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		user := dbtest.User(t, db)
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := db.UserByName(t.Context(), user.Name); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		_, err := db.Write().Exec("INSERT INTO bun_migrations (name, group_id) VALUES ('9999', 2)")
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{db.Migrate(t.Context()), db.CheckSchema(t.Context())} {
			if err == nil || !strings.Contains(err.Error(), "newer than this program: it has migration 9999") ||
				strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v", err)
			}
		}
	})
}

func TestEmptyDatabaseIsNotMigratedYet(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, url string) {
		err := dbtest.Open(t, url).CheckSchema(t.Context())
		if err == nil || !strings.Contains(err.Error(), "not migrated yet") {
			t.Errorf("got %v", err)
		}
	})
}

// A process may die between a migration's commit and its mark; so the mark must be in the same transaction.
func TestMigrationAndItsMarkAreOneTransaction(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, url string) {
		opened := dbtest.Open(t, url)
		// The mark cannot be written, so the tables must not be there either.
		if err := opened.BreakMark(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := opened.Migrate(t.Context()); err == nil {
			t.Fatal("migrated without a mark")
		}
		if _, err := opened.Write().Exec("SELECT * FROM users"); err == nil {
			t.Fatal("the tables are there, and the mark is not")
		}
	})
}
