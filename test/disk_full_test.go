package test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// While the disk is full, posts are refused and the server does not crash. All acknowledged posts are stored. When there is free
// space again, posts are accepted.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	d := startOnSmallDisk(t)
	channel := d.webhookChannel()
	var count tally
	for deadline := time.Now().Add(patience); count.number("STORE_UNAVAILABLE")+count.number("COMMIT_UNKNOWN") < 100; {
		if time.Now().After(deadline) {
			t.Fatalf("the disk is not full: %v", count.of)
		}
		d.posts(t, &count)
	}
	count.only(t, "", "STORE_UNAVAILABLE", "COMMIT_UNKNOWN")
	before := count.number("")
	dbtest.OK(t, os.Remove(d.ballast))
	for deadline := time.Now().Add(patience); count.number("") < before+100; {
		if time.Now().After(deadline) {
			t.Fatalf("posts are still refused: %v", count.of)
		}
		d.posts(t, &count)
	}
	last := d.head(t, channel).Number
	checkEvents(t, 0, d.follow(channel, model.Cursor{ChannelID: channel}).upTo(t, last), last, count.ids)
	if last > int64(count.number("")+count.number("COMMIT_UNKNOWN")) {
		t.Errorf("got %d stored messages for the responses %v", last, count.of)
	}
	file, err := buildServer()
	dbtest.OK(t, err)
	mounts := fmt.Sprintf("--mount=/proc/%d/ns/mnt", d.cmd.Process.Pid)
	if r := run(t, d.dir, d.env, "nsenter", mounts, file, "doctor"); r.code != 0 || strings.Contains(r.stdout, "WRONG") {
		t.Errorf("doctor: %+v", r)
	}
	t.Logf("%v", count.of)
}

// smallDisk is a server whose database is on a small disk that nothing else uses.
type smallDisk struct {
	*process
	ballast string // a file that takes up a part of the disk
}

func startOnSmallDisk(t *testing.T) smallDisk {
	t.Helper()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		skip(t, "only root can mount a small disk, and only on Linux")
	}
	requirePrograms(t, "unshare", "nsenter", "mount")
	dir := t.TempDir()
	// The process has its own mount namespace, so the mount ends with the process.
	const script = `mount -t tmpfs -o size=12m tmpfs "$0" && head -c 6m /dev/zero >"$0/ballast" && exec "$@"`
	p := startServerUnder(t, []string{"unshare", "-m", "sh", "-c", script, dir},
		"CHATTR_DATABASE_URL=sqlite:"+filepath.Join(dir, "chattr.db"))
	return smallDisk{p, filepath.Join(fmt.Sprintf("/proc/%d/root", p.cmd.Process.Pid), dir, "ballast")}
}

// posts posts a few large messages concurrently.
func (d smallDisk) posts(t *testing.T, count *tally) {
	t.Helper()
	floodWith(t, d.WebhookURL(), 16, strings.Repeat("x", 4000), count).Wait()
}
