package db_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

func TestSQLiteIsDurable(t *testing.T) {
	t.Parallel()
	dbtest.OK(t, dbtest.SQLite(t).CheckDurability(t.Context()))
}

// A file system may refuse the write-ahead log without an error.
func TestSQLiteWithoutWAL(t *testing.T) {
	t.Parallel()
	database := db.WithoutWAL(filepath.Join(t.TempDir(), "chattr.db"))
	defer database.Close()
	notDurable(t, database, "journal_mode is delete", "file system")
}

func TestSQLiteWithoutFullSync(t *testing.T) {
	t.Parallel()
	database := dbtest.SQLite(t)
	_, err := database.Write().Exec("PRAGMA synchronous = NORMAL")
	dbtest.OK(t, err)
	notDurable(t, database, "synchronous is 1")
}

func notDurable(t *testing.T, database *db.DB, words ...string) {
	t.Helper()
	err := database.CheckDurability(t.Context())
	if !errors.Is(err, db.ErrNotDurable) {
		t.Fatalf("got %v", err)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not say %q", err, word)
		}
	}
}

// A commit waits for the disk in every session of ours, whatever the database is set to; what promises more stays.
func TestPostgresSessionsKeepCommits(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	admin := dbtest.Open(t, url)
	for set, want := range map[string]string{"off": "on", "on": "on", "local": "local", "remote_apply": "remote_apply"} {
		_, err := admin.Write().Exec("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET synchronous_commit = " + set + "'; END $$")
		dbtest.OK(t, err)
		database, err := db.Open(t.Context(), url, db.Options{})
		dbtest.OK(t, err)
		var got string
		dbtest.OK(t, database.Read().NewRaw("SHOW synchronous_commit").Scan(t.Context(), &got))
		if got != want {
			t.Errorf("set to %s, a session has %s", set, got)
		}
		if err := database.CheckDurability(t.Context()); err != nil && strings.Contains(err.Error(), "synchronous_commit") {
			t.Error(err)
		}
		dbtest.OK(t, database.Close())
	}
}

// Each setting of the server that can lose rows is named, and no other.
func TestPostgresThatLosesRows(t *testing.T) {
	t.Parallel()
	database := dbtest.Postgres(t)
	var bad []string
	for _, setting := range []string{"fsync", "full_page_writes"} {
		var value string
		dbtest.OK(t, database.Read().NewRaw("SHOW "+setting).Scan(t.Context(), &value))
		if value == "off" {
			bad = append(bad, setting)
		}
	}
	err := database.CheckDurability(t.Context())
	if errors.Is(err, db.ErrNotDurable) != (len(bad) > 0) {
		t.Fatalf("%v are off, and it says %v", bad, err)
	}
	for _, setting := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		if err != nil && strings.Contains(err.Error(), setting+" is off") != slices.Contains(bad, setting) {
			t.Errorf("%v are off, and it says %v", bad, err)
		}
	}
	if err != nil && strings.Contains(err.Error(), "unlogged") {
		t.Errorf("as it was made it is refused: %v", err)
	}
	_, execErr := database.Write().Exec("ALTER TABLE messages SET UNLOGGED")
	dbtest.OK(t, execErr)
	notDurable(t, database, "table messages is unlogged")
}
