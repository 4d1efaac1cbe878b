package db_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"pgregory.net/rapid"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

func TestSQLiteSettingsOfEveryConnection(t *testing.T) {
	t.Parallel()
	opened := dbtest.SQLite(t)
	want := map[string]string{
		"busy_timeout": "4000", "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
		"temp_store": "2", "cache_size": "-16000", "wal_autocheckpoint": "10000",
		"secure_delete": "1",
	}
	for queryOnly, pool := range map[string]*bun.DB{"0": opened.Write(), "1": opened.Read()} {
		want["query_only"] = queryOnly
		for range pool.Stats().MaxOpenConnections {
			conn, err := pool.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			for name, value := range want {
				var got string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got); err != nil || got != value {
					t.Errorf("%s is %q, want %q (%v)", name, got, value, err)
				}
			}
		}
	}
}

// Times are compared as text, by ORDER BY and by WHERE, whichever way they were written.
func TestTimesSortAsText(t *testing.T) {
	t.Parallel()
	opened := dbtest.SQLite(t)
	pool := opened.Write()
	if _, err := pool.Exec("CREATE TABLE times (at timestamp)"); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		micros := rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(1.7e15, 1.7e15+3e6), rapid.Int64Range(0, 4e15)), 2, 6).Draw(t, "times")
		if _, err := pool.Exec("DELETE FROM times"); err != nil {
			t.Fatal(err)
		}
		var want, got []time.Time
		for i, n := range micros {
			at := time.UnixMicro(n).UTC()
			want = append(want, at)
			write := func() error { _, err := pool.Exec("INSERT INTO times VALUES (?)", at); return err }
			if i%2 == 0 { // through the driver, as a prepared statement does
				write = func() error { _, err := pool.DB.Exec("INSERT INTO times VALUES (?)", at); return err }
			}
			if err := write(); err != nil {
				t.Fatal(err)
			}
		}
		if err := pool.NewRaw("SELECT at FROM times ORDER BY at").Scan(t.Context(), &got); err != nil {
			t.Fatal(err)
		}
		sort.Slice(want, func(i, j int) bool { return want[i].Before(want[j]) })
		for i := range want {
			if want[i] != got[i] { // the location too
				t.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}

func TestPathsOfSQLite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a b.db", "100%.db", "ü&;=+.db", "x:y.db"} {
		if runtime.GOOS == "windows" && strings.Contains(name, ":") {
			continue
		}
		path := filepath.Join(dir, name)
		dbtest.Open(t, "sqlite:"+path)
		info, err := os.Stat(path)
		if err != nil {
			t.Error(err)
		} else if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o600 {
			t.Errorf("%s may be read by others: %v", name, mode)
		}
	}
	if runtime.GOOS != "windows" {
		dbtest.Open(t, "sqlite://"+filepath.Join(dir, "three-slashes.db"))
		if _, err := os.Stat(filepath.Join(dir, "three-slashes.db")); err != nil {
			t.Error(err)
		}
	}
}

func TestURLsThatAreRefused(t *testing.T) {
	t.Parallel()
	text := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("These are notes.\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{
		"", "chattr.db", "mysql://u:p@h/d", "sqlite:", "sqlite::memory:", "sqlite:x.db?mode=ro", "sqlite://x.db", "sqlite:file:x.db",
		"sqlite:/no/such/folder/x.db", "sqlite:" + t.TempDir(), "sqlite:" + text,
	} {
		opened, err := db.Open(t.Context(), url, db.Options{})
		if err == nil {
			opened.Close()
			t.Errorf("%q was opened", url)
			continue
		}
		t.Log(err)
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: more than a line: %v", url, err)
		}
	}
}

// The text of a deleted message is not left in the file, however long it was.
func TestDeletedTextIsOverwritten(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	database, err := db.Open(t.Context(), url, db.Options{})
	dbtest.OK(t, err)
	channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
	secret := post(t, database, channel, nil, nil)
	secret.Message.Content = strings.Repeat("the secret ", 1000)
	_, err = dbtest.AppendPosts(t.Context(), database, []db.Post{secret}, false)
	dbtest.OK(t, err)
	event := &model.MessageChange{ChannelID: channel.ID, EventID: 1, Kind: model.MessageDeleted, MessageID: secret.Message.ID}
	dbtest.OK(t, changeMessage(t.Context(), database, event, func(m *model.Message) { m.Content = "" }))
	dbtest.OK(t, database.Close())
	file, err := os.ReadFile(strings.TrimPrefix(url, "sqlite:"))
	dbtest.OK(t, err)
	if bytes.Contains(file, []byte("the secret")) {
		t.Error("the text is still there")
	}
}
