package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A backup that was created under load is a complete database when it is restored. A reader whose cursor is newer than the backup
// receives CURSOR_FORKED.
func TestRestoredSQLite(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	copied, database := filepath.Join(p.dir, "copy.db"), filepath.Join(p.dir, "chattr.db")
	restoreUnderReaders(t, p, func() {
		r := p.beside("backup", copied)
		if r.code != 0 || !strings.HasPrefix(r.stdout, "The backup is complete: "+copied) {
			t.Fatalf("%+v", r)
		}
		info, err := os.Stat(copied)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Fatalf("%v, %v", info, err)
		}
		refusedIn(t, p.beside("backup", copied), copied, "not overwritten")
		if r := p.beside("doctor", "--database-url", "sqlite:"+copied); r.code != 0 {
			t.Errorf("%+v", r)
		}
	}, func() {
		for _, suffix := range []string{"-wal", "-shm"} {
			_ = os.Remove(database + suffix)
		}
		dbtest.OK(t, os.Rename(copied, database))
	})
}

// The command line that backup prints for PostgreSQL works.
func TestRestoredPostgres(t *testing.T) {
	t.Parallel()
	path := postgresPath(t)
	p := startServer(t, "CHATTR_DATABASE_URL="+dbtest.PostgresURL(t))
	url, _ := strings.CutPrefix(p.env[len(p.env)-1], "CHATTR_DATABASE_URL=")
	copied := filepath.Join(p.dir, "it's a copy")
	shell := func(line string) {
		t.Helper()
		cmd := exec.Command("/bin/sh", "-c", line)
		cmd.Env = append(outsideEnvironment(), path)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
	}
	restoreUnderReaders(t, p, func() {
		r := p.beside("backup", copied)
		if r.code != 1 || !strings.HasPrefix(r.stdout, "pg_dump ") || !strings.HasPrefix(r.stderr, "chattrd: backup: nothing was copied") {
			t.Fatalf("%+v", r)
		}
		shell(r.stdout)
	}, func() { shell(`pg_restore --clean --exit-on-error --dbname='` + url + `' "` + copied + `"`) })
}

// postgresPath returns a PATH with PostgreSQL's programs.
func postgresPath(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("pg_dump"); err == nil {
		return "PATH=" + os.Getenv("PATH")
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_dump")
	if len(found) == 0 {
		requirePrograms(t, "pg_dump")
	}
	slices.Sort(found)
	return "PATH=" + filepath.Dir(found[len(found)-1]) + ":" + os.Getenv("PATH")
}

// restoreUnderReaders posts, creates a backup, continues to post, restores the backup, and posts other messages. A reader with a
// cursor from after the backup must not continue in the other history. A reader with a cursor from before it continues.
func restoreUnderReaders(t *testing.T, p *process, backup, restore func()) {
	t.Helper()
	channel := p.webhookChannel()
	beginning := model.Cursor{ChannelID: channel}
	load := p.load(2)
	load.wait(t, 20)
	backup()
	load.end()
	for range 30 {
		post(t, p.WebhookURL())
	}
	last := p.head(t, channel)
	known := p.follow(channel, beginning).upTo(t, last.Number)
	p.Terminate()
	restore()
	p.Restart()
	restored := p.head(t, channel)
	if restored.Number < 20 || restored.Number >= last.Number || known[restored.Number-1].id != restored.String() {
		t.Fatalf("got event %d as the last one after the restore, want one from 20 to %d", restored.Number, last.Number-1)
	}
	p.endsForked(t, channel, last) // it is above the head
	for range last.Number - restored.Number + 1 {
		post(t, p.WebhookURL())
	}
	p.endsForked(t, channel, last) // another event has its number
	p.endsForked(t, channel, cursor(t, known[restored.Number].id))
	if events := p.follow(channel, restored).upTo(t, last.Number+1); events[0].number != restored.Number+1 {
		t.Errorf("got event %d after event %d", events[0].number, restored.Number)
	}
}

// endsForked fails the test unless a stream after that cursor ends with CURSOR_FORKED, over both transports.
func (p *process) endsForked(t *testing.T, channel model.ID, after model.Cursor) {
	t.Helper()
	for _, stream := range []*listening{
		p.listenToEvents(t, ownerToken, channel, after), p.listenOnSocket(t, ownerToken, channel, after),
	} {
		stream.receives(t, `"code":"CURSOR_FORKED"`)
		if strings.Contains(stream.text(), firstContent) {
			t.Errorf("the stream received another history: %s", stream.text())
		}
	}
}

const firstContent = "Deploy completed successfully."

// head returns the cursor of the last event of a channel.
func (p *process) head(t *testing.T, channel model.ID) model.Cursor {
	t.Helper()
	var head struct {
		Channel struct {
			Messages struct{ ResumeCursor string }
		}
	}
	p.GraphQL(&head, `query($id:ID!){channel(id:$id){messages(last:1){resumeCursor}}}`, map[string]any{"id": channel})
	return cursor(t, head.Channel.Messages.ResumeCursor)
}

// A backup that is refused leaves no file behind.
func TestBackupsThatAreRefused(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	refusedIn(t, p.beside("backup"), "name the file")
	refusedIn(t, p.beside("backup", "a", "b"), `"b"`)
	refusedIn(t, p.beside("backup", "/no/such/folder/copy.db"), "/no/such/folder")
	refusedIn(t, chattr(t, t.TempDir(), nil, "backup", "copy.db"), "there is no database at /")
	secret := []string{"CHATTR_DATABASE_URL=postgres://u:hunter2@127.0.0.1:1/d"}
	if r := chattr(t, t.TempDir(), secret, "backup", "copy"); r.code != 1 || strings.Contains(r.stdout+r.stderr, "hunter2") ||
		!strings.Contains(r.stdout, "'postgres://u@127.0.0.1:1/d'") {
		t.Errorf("%+v", r)
	}
	left, err := filepath.Glob(filepath.Join(p.dir, "*partial*"))
	if err != nil || len(left) > 0 {
		t.Errorf("got the files %v, %v; want none", left, err)
	}
}
