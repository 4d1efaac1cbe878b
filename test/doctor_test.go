package test

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

// While a server runs and receives posts, doctor finds nothing wrong. After rows were damaged, it finds all damage.
func TestDoctorOnSQLite(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	load := p.load(2)
	load.wait(t, 50)
	r := p.beside("doctor")
	if r.code != 0 || strings.Contains(r.stdout, "WRONG") || r.stderr != "" {
		t.Fatalf("%+v", r)
	}
	for _, check := range []string{"schema", "durability", "ids", "file", "idempotency keys", "numbering"} {
		if !strings.Contains(r.stdout, "ok     "+check+": ") {
			t.Errorf("doctor did not report the check of the %s:\n%s", check, r.stdout)
		}
	}
	load.end()
	file := filepath.Join(p.dir, "chattr.db")
	raw, err := sql.Open("sqlite", file)
	dbtest.OK(t, err)
	defer raw.Close()
	breakRows(t, raw)
	for _, q := range []string{"PRAGMA foreign_keys = OFF", "DELETE FROM users"} {
		_, err := raw.Exec(q)
		dbtest.OK(t, err)
	}
	words := []string{"event 7 is missing", "a clock was ahead", "refers to a row of users"}
	if runtime.GOOS != "windows" {
		dbtest.OK(t, os.Chmod(file, 0o644))
		words = append(words, "chmod 600")
	}
	findsWrong(t, p.beside("doctor"), words...)
}

func TestDoctorOnPostgres(t *testing.T) {
	t.Parallel()
	url := dbtest.PostgresURL(t)
	p := startServer(t, "CHATTR_DATABASE_URL="+url)
	p.load(2).wait(t, 50)
	off := settingsThatAreOff(t, url)
	switch r := p.beside("doctor"); {
	case len(off) == 0 && r.code != 0, strings.Count(r.stdout, "WRONG") != min(len(off), 1):
		t.Fatalf("%v; %+v", off, r)
	case !strings.Contains(r.stdout, "ok     clock: this machine's clock is "), !strings.Contains(r.stdout, "ok     numbering: "):
		t.Errorf("%+v", r)
	}
	raw, err := db.PostgresPool(url, 1)
	dbtest.OK(t, err)
	defer raw.Close()
	breakRows(t, raw)
	findsWrong(t, p.beside("doctor"), append(off, "event 7 is missing", "a clock was ahead")...)
}

func breakRows(t *testing.T, raw *sql.DB) {
	t.Helper()
	for _, q := range []string{
		"DELETE FROM messages WHERE number = 7",
		"UPDATE id_clock SET millisecond = millisecond + 3600000",
	} {
		_, err := raw.Exec(q)
		dbtest.OK(t, err)
	}
}

func findsWrong(t *testing.T, r result, words ...string) {
	t.Helper()
	if r.code != 1 || !strings.HasPrefix(r.stderr, "chattrd: ") || !strings.HasSuffix(r.stderr, "wrong\n") {
		t.Errorf("got exit code %d and %q, want 1 and the number of faults", r.code, r.stderr)
	}
	for _, word := range words {
		if !strings.Contains(r.stdout, word) {
			t.Errorf("doctor did not find %q:\n%s", word, r.stdout)
		}
	}
}

// Without a database, or with a schema of another version, doctor reports that and makes no other checks.
func TestDoctorWithoutASchema(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	refusedIn(t, chattr(t, dir, nil, "doctor"), "there is no database at /")
	dbtest.OK(t, os.WriteFile(filepath.Join(dir, "chattr.db"), nil, 0o600))
	r := chattr(t, dir, nil, "doctor")
	if r.code != 1 || !strings.Contains(r.stdout, "WRONG  schema: the database is not migrated yet") || strings.Count(r.stdout, "\n") != 1 {
		t.Errorf("%+v", r)
	}
}
