package test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/db/pgcluster"
)

// A server refuses a cluster that would lose acknowledged messages. The error names the setting and the flag that allows it.
func TestUnsafeDurabilityIsRefused(t *testing.T) {
	t.Parallel()
	url := dbtest.PostgresURL(t)
	off := settingsThatAreOff(t, url)
	if len(off) == 0 {
		skip(t, "the cluster of the tests is durable")
	}
	env := []string{"CHATTR_DATABASE_URL=" + url, "CHATTR_UNSAFE_DURABILITY=off"}
	refusedIn(t, chattr(t, t.TempDir(), env, "--listen", freeAddress(t)), append(off, "CHATTR_DATABASE_URL", "--unsafe-durability")...)
	allowed := launchReady(t, env, "--unsafe-durability")
	if !strings.Contains(allowed.stderr.text(), "fsync is off") {
		t.Errorf("got no warning that fsync is off:\n%s", allowed.stderr.text())
	}
}

func settingsThatAreOff(t *testing.T, url string) (off []string) {
	t.Helper()
	pool, err := db.PostgresPool(url, 1)
	dbtest.OK(t, err)
	defer pool.Close()
	for _, setting := range []string{"fsync", "full_page_writes"} {
		var value string
		dbtest.OK(t, pool.QueryRow("SHOW "+setting).Scan(&value))
		if value == "off" {
			off = append(off, setting+" is off")
		}
	}
	return off
}

// The system calls show the order: the message is written to the write-ahead log, the log is synced to the disk, and then the
// response is sent.
func TestPostIsOnDiskBeforeItsResponse(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		skip(t, "strace needs Linux")
	}
	requirePrograms(t, "strace")
	trace := filepath.Join(t.TempDir(), "trace")
	p := startServerUnder(t, []string{
		"strace", "-D", "-f", "-y", "-s", "65536", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o", trace,
	})
	var contents []string
	for i := range 5 {
		content := fmt.Sprintf("kept-%d-kept", i)
		postContent(t, p.WebhookURL(), content)
		contents = append(contents, content)
	}
	p.Terminate()
	calls := tracedCalls(t, trace)
	for _, content := range contents {
		calls.wasOnDiskBeforeResponse(t, content)
	}
}

func postContent(t *testing.T, url, content string) {
	t.Helper()
	response, err := client.Post(url, "application/json", strings.NewReader(`{"content":"`+content+`"}`))
	if err != nil || response.StatusCode != 200 {
		t.Fatal(response, err)
	}
	_ = response.Body.Close()
}

// tracedCalls waits until the trace is complete and returns its lines, in the order of the calls.
func tracedCalls(t *testing.T, file string) lines {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		text, err := os.ReadFile(file)
		if err == nil && strings.Contains(string(text), "+++ exited with") {
			return strings.Split(string(text), "\n")
		}
		if time.Now().After(deadline) {
			t.Fatalf("the trace is still incomplete: %v", err)
		}
	}
}

// lines are lines of strace, such as "1234 pwrite64(8</tmp/chattr.db-wal>, …) = 4096". A call during which another thread makes a
// call has two lines: "1234 fsync(8</tmp/chattr.db-wal> <unfinished ...>" and "1234 <... fsync resumed>) = 0".
type lines []string

var (
	logWrite    = regexp.MustCompile(`^\d+ +pwrite64\(\d+<[^>]*-wal>`)
	logSync     = regexp.MustCompile(`^(\d+) +(fsync|fdatasync)\(\d+<[^>]*-wal>(\) += 0| <unfinished)`)
	response200 = regexp.MustCompile(`^\d+ +write\(\d+<[^>]*>, "HTTP/1.1 200 OK`)
)

func (l lines) wasOnDiskBeforeResponse(t *testing.T, content string) {
	t.Helper()
	written := l.after(0, func(line string) bool { return logWrite.MatchString(line) && strings.Contains(line, content) })
	synced := l.syncAfter(written)
	acknowledged := l.after(0, func(line string) bool { return response200.MatchString(line) && strings.Contains(line, content) })
	if written < 0 || synced < 0 || acknowledged < 0 || synced > acknowledged {
		t.Errorf("%s: written to the log in line %d of the trace, synced in line %d, response in line %d; want this order", content, written, synced, acknowledged)
	}
}

// after returns the index of the first line at or after from for which is returns true, or -1.
func (l lines) after(from int, is func(string) bool) int {
	for i := max(from, 0); i < len(l); i++ {
		if is(l[i]) {
			return i
		}
	}
	return -1
}

// syncAfter returns the index of the line in which the first sync of the log that starts at or after from returns, or -1.
func (l lines) syncAfter(from int) int {
	started := l.after(from, logSync.MatchString)
	if started < 0 {
		return -1
	}
	call := logSync.FindStringSubmatch(l[started])
	if call[3] != " <unfinished" {
		return started
	}
	resumed := regexp.MustCompile(`^` + call[1] + ` +<\.\.\. ` + call[2] + ` resumed>.*= 0`)
	return l.after(started, resumed.MatchString)
}

// crashing is a server on a PostgreSQL cluster that loses commits with synchronous_commit = off in a crash. The setting is off for
// the cluster, the database and the role. The program must set it on each of its connections.
type crashing struct {
	*process
	cluster *pgcluster.Cluster
	admin   *sql.DB
}

func startCrashing(t *testing.T) *crashing {
	t.Helper()
	cluster, err := pgcluster.Start(pgcluster.Durable)
	if err != nil {
		skip(t, err.Error())
	}
	admin, err := sqlPool(t, cluster.URL("postgres"))
	dbtest.OK(t, err)
	for _, statement := range []string{
		"CREATE DATABASE crashing",
		"ALTER SYSTEM SET synchronous_commit = off",
		"ALTER SYSTEM SET wal_writer_delay = '10s'", // otherwise the WAL writer writes the log to the disk soon after the commit
		"ALTER DATABASE crashing SET synchronous_commit = off",
		"ALTER ROLE postgres IN DATABASE crashing SET synchronous_commit = off",
		"SELECT pg_reload_conf()",
		"CREATE TABLE control (n integer)",
		"CHECKPOINT",
	} {
		_, err := admin.Exec(statement)
		dbtest.OK(t, err)
	}
	p := startServer(t, "CHATTR_DATABASE_URL="+cluster.URL("crashing"), "CHATTR_UNSAFE_DURABILITY=off")
	return &crashing{process: p, cluster: cluster, admin: admin}
}

func sqlPool(t *testing.T, url string) (*sql.DB, error) {
	t.Helper()
	pool, err := db.PostgresPool(url, 1)
	if err == nil {
		t.Cleanup(func() { _ = pool.Close() })
	}
	return pool, err
}

// crash restarts PostgreSQL as after a crash and waits until the server is ready.
func (c *crashing) crash(t *testing.T) {
	t.Helper()
	dbtest.OK(t, c.cluster.Restart(pgcluster.Immediate))
	c.waitUntilReady()
}

// Acknowledged changes are not lost in a crash of PostgreSQL, also if COMMIT does not wait for the disk according to the settings of
// the cluster, the database and the role.
func TestCrashWithoutSynchronousCommitLosesNothing(t *testing.T) {
	t.Parallel()
	c := startCrashing(t)
	c.losesUnsynchronizedCommits(t)
	var webhook string
	for name, act := range map[string]struct {
		do   func()
		kept func() bool
	}{
		"a post by a webhook": {
			do:   func() { postContent(t, c.WebhookURL(), "kept by the webhook") },
			kept: func() bool { return c.hasContent("kept by the webhook") },
		},
		"a post by a user": {
			do: func() {
				c.GraphQL(nil, `mutation($id:ID!){postMessage(input:{channelId:$id,content:"kept by the user"}){cursor}}`,
					map[string]any{"id": c.webhookChannel()})
			},
			kept: func() bool { return c.hasContent("kept by the user") },
		},
		"a webhook": {
			do:   func() { webhook = newHook(t, c.process, "Kept").appID },
			kept: func() bool { return c.hasWebhook(webhook) },
		},
	} {
		act.do()
		c.crash(t)
		if !act.kept() {
			t.Errorf("%s was acknowledged but is lost after a crash", name)
		}
	}
}

// losesUnsynchronizedCommits checks that the cluster loses a commit without synchronous_commit: otherwise the test would prove
// nothing. It tries a few times, because a commit of the server in between writes the whole log to the disk.
func (c *crashing) losesUnsynchronizedCommits(t *testing.T) {
	t.Helper()
	const tries = 8
	for n := range tries {
		_, err := c.admin.Exec("BEGIN; SET LOCAL synchronous_commit = off; INSERT INTO control VALUES (" + strconv.Itoa(n) + "); COMMIT")
		dbtest.OK(t, err)
		c.crash(t)
		var rows int
		dbtest.OK(t, c.admin.QueryRow("SELECT count(*) FROM control WHERE n = "+strconv.Itoa(n)).Scan(&rows))
		if rows == 0 {
			return
		}
	}
	t.Fatalf("the commit of the control was kept in each of %d crashes, want one that is lost", tries)
}

func (c *crashing) hasContent(content string) bool {
	c.t.Helper()
	var page struct {
		Channel struct {
			Messages struct {
				Edges []struct{ Node struct{ Content string } }
			}
		}
	}
	c.GraphQL(&page, `query($id:ID!){channel(id:$id){messages(last:50){edges{node{content}}}}}`, map[string]any{"id": c.webhookChannel()})
	for _, edge := range page.Channel.Messages.Edges {
		if edge.Node.Content == content {
			return true
		}
	}
	return false
}

func (c *crashing) hasWebhook(id string) bool {
	c.t.Helper()
	var found struct{ Webhook *struct{ ID string } }
	c.GraphQL(&found, `query($id:ID!){webhook(id:$id){id}}`, map[string]any{"id": id})
	return found.Webhook != nil
}
