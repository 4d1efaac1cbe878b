package test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
)

// A cluster that would lose acknowledged messages is refused, in one line that says how to mend or allow it.
func TestLossIsRefused(t *testing.T) {
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
		t.Errorf("it does not log what may be lost:\n%s", allowed.stderr.text())
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

// The kernel is the witness: a message is in the write-ahead log, then the log is on disk, then the answer goes out.
func TestOnDiskBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		skip(t, "strace is of Linux")
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
		calls.onDiskBeforeTheAnswer(t, content)
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

// tracedCalls are the lines of a trace in the order in which they happened, as soon as it is complete.
func tracedCalls(t *testing.T, file string) lines {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		text, err := os.ReadFile(file)
		if err == nil && strings.Contains(string(text), "+++ exited with") {
			return strings.Split(string(text), "\n")
		}
		if time.Now().After(deadline) {
			t.Fatalf("the trace is not complete: %v", err)
		}
	}
}

// lines are those of strace: "1234 pwrite64(8</tmp/chattr.db-wal>, …) = 4096", and for a call that another thread interrupts
// "1234 fsync(8</tmp/chattr.db-wal> <unfinished ...>" and "1234 <... fsync resumed>) = 0".
type lines []string

var (
	logWrite  = regexp.MustCompile(`^\d+ +pwrite64\(\d+<[^>]*-wal>`)
	logSync   = regexp.MustCompile(`^(\d+) +(fsync|fdatasync)\(\d+<[^>]*-wal>(\) += 0| <unfinished)`)
	answer200 = regexp.MustCompile(`^\d+ +write\(\d+<[^>]*>, "HTTP/1.1 200 OK`)
)

func (l lines) onDiskBeforeTheAnswer(t *testing.T, content string) {
	t.Helper()
	written := l.after(0, func(line string) bool { return logWrite.MatchString(line) && strings.Contains(line, content) })
	synced := l.syncAfter(written)
	answered := l.after(0, func(line string) bool { return answer200.MatchString(line) && strings.Contains(line, content) })
	if written < 0 || synced < 0 || answered < 0 || synced > answered {
		t.Errorf("%s: written to the log in line %d of the trace, on disk in %d, answered in %d", content, written, synced, answered)
	}
}

// after is the first line from one on that is so, -1 if there is none.
func (l lines) after(from int, is func(string) bool) int {
	for i := max(from, 0); i < len(l); i++ {
		if is(l[i]) {
			return i
		}
	}
	return -1
}

// syncAfter is the line in which the first sync of the log that began after another line returned.
func (l lines) syncAfter(from int) int {
	begun := l.after(from, logSync.MatchString)
	if begun < 0 {
		return -1
	}
	call := logSync.FindStringSubmatch(l[begun])
	if call[3] != " <unfinished" {
		return begun
	}
	resumed := regexp.MustCompile(`^` + call[1] + ` +<\.\.\. ` + call[2] + ` resumed>.*= 0`)
	return l.after(begun, resumed.MatchString)
}
