package db_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

func TestSecondServeOnOneFileIsRefused(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	first, second := dbtest.Open(t, url), dbtest.Open(t, url)
	release := mustLock(t, first)
	if _, err := second.LockForServing(); err == nil || !strings.Contains(err.Error(), "another chattrd serves") {
		t.Fatalf("got %v", err)
	}
	dbtest.User(t, second) // everything else goes on beside it
	release()
	mustLock(t, second)()
}

func TestTwoNamesOfOneFileAreOneDatabase(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(strings.TrimPrefix(url, "sqlite:"), link); err != nil {
		if os.Getenv("CHATTR_TEST_REQUIRE") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	defer mustLock(t, dbtest.Open(t, url))()
	if _, err := dbtest.Open(t, "sqlite:"+link).LockForServing(); err == nil {
		t.Fatal("locked twice")
	}
}

// A second name of a file that is served would have a write-ahead log of its own. No command opens it, and nothing is written.
func TestServedFileIsNotOpenedByAnotherName(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	path := strings.TrimPrefix(url, "sqlite:")
	link := filepath.Join(t.TempDir(), "hard.db")
	database := dbtest.Open(t, url)
	defer mustLock(t, database)()
	dbtest.OK(t, os.Link(path, link))
	refused(t, "sqlite:"+link, "another chattrd serves", "by another name")
	for _, suffix := range []string{"-wal", "-shm", ".lock"} {
		if _, err := os.Stat(link + suffix); err == nil {
			t.Errorf("there is %s", link+suffix)
		}
	}
	dbtest.User(t, database)
	dbtest.User(t, dbtest.Open(t, url)) // its own name works beside it
	relative, err := filepath.Rel(workingFolder(t), path)
	dbtest.OK(t, err)
	if _, err := dbtest.Open(t, "sqlite:"+relative).LockForServing(); err == nil {
		t.Error("locked twice, by a relative path")
	}
}

// The rows that were stored last are in a file beside one of the names, and a process cannot know beside which.
func TestFileWithTwoNamesIsRefused(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	link := filepath.Join(t.TempDir(), "hard.db")
	dbtest.OK(t, os.Link(strings.TrimPrefix(url, "sqlite:"), link))
	refused(t, url, "has 2 names", "remove")
	refused(t, "sqlite:"+link, "has 2 names", "remove")
	dbtest.OK(t, os.Remove(link))
	mustLock(t, dbtest.Open(t, url))()
}

// Opening and closing a served file in the same process drops no lock.
func TestLockOutlivesOtherConnections(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	served := dbtest.Open(t, url)
	defer mustLock(t, served)()
	for range 3 {
		other, err := db.Open(t.Context(), url, db.Options{})
		dbtest.OK(t, err)
		if _, err := other.LockForServing(); err == nil {
			t.Error("locked twice")
		}
		dbtest.OK(t, other.Close())
	}
	child := exec.Command(os.Args[0], "-test.run=^TestHoldLock$")
	child.Env = append(os.Environ(), "HOLD_LOCK="+url)
	if output, err := child.CombinedOutput(); err == nil {
		t.Errorf("another process has locked it: %s", output)
	}
}

func TestManyServeOnePostgres(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	defer mustLock(t, dbtest.Open(t, url))()
	mustLock(t, dbtest.Open(t, url))()
}

func TestKilledProcessGivesItsLockBack(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	child := exec.Command(os.Args[0], "-test.run=^TestHoldLock$")
	child.Env = append(os.Environ(), "HOLD_LOCK="+url)
	// It waits for the end of this, which comes with the end of this process, if not before.
	if _, err := child.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "locked\n" {
		t.Fatal(line, err)
	}
	opened := dbtest.Open(t, url)
	if _, err := opened.LockForServing(); err == nil {
		t.Error("locked beside the living process")
	}
	_ = child.Process.Kill()
	_ = child.Wait()
	mustLock(t, opened)()
}

// TestHoldLock is the process that is killed above, not a test.
func TestHoldLock(t *testing.T) {
	url := os.Getenv("HOLD_LOCK")
	if url == "" {
		t.Skip("only as a process of TestKilledProcessGivesItsLockBack")
	}
	mustLock(t, dbtest.Open(t, url))
	_, _ = os.Stdout.WriteString("locked\n")
	_, _ = os.Stdin.Read(make([]byte, 1))
}

func mustLock(t *testing.T, db *db.DB) (release func()) {
	t.Helper()
	release, err := db.LockForServing()
	if err != nil {
		t.Fatal(err)
	}
	return release
}

func workingFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.Getwd()
	dbtest.OK(t, err)
	return folder
}
