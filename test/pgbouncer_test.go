package test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db/dbtest"
)

// Behind a pooler in session mode the program works. When the pooler changes to transaction mode, the program ends with one line that
// names the remedy, and it does not start again.
func TestPoolerInTransactionModeIsRefused(t *testing.T) {
	t.Parallel()
	url, change := dbtest.Bouncer(t, dbtest.PostgresURL(t), "pool_mode = session")
	p := startServer(t, "CHATTR_DATABASE_URL="+url)
	var count tally
	flood(t, p.WebhookURL(), 100, &count).Wait()
	count.only(t, "")
	if r := p.beside("doctor"); !strings.Contains(r.stdout, "ok     sessions: ") {
		t.Errorf("doctor: got %s%s, want ok for sessions", r.stdout, r.stderr)
	}

	change("pool_mode = transaction")
	var load sync.WaitGroup
	for range 8 {
		load.Go(func() {
			for !isClosed(p.exited) {
				_ = p.ready()
				time.Sleep(time.Millisecond)
			}
		})
	}
	select {
	case <-p.exited:
	case <-time.After(3 * 5 * time.Second): // it checks every 5 seconds
		t.Fatal("the server continues, want it to end")
	}
	load.Wait()
	if err := p.stderr.text(); p.cmd.ProcessState.ExitCode() != 1 || !strings.Contains(err, "pool_mode=session") {
		t.Errorf("the server ended with exit code %d and %s, want 1 and the remedy", p.cmd.ProcessState.ExitCode(), err)
	}
	for _, command := range []string{"serve", "migrate", "doctor", "sign-in-link"} {
		refusedIn(t, chattr(t, t.TempDir(), []string{"CHATTR_DATABASE_URL=" + url}, command), "pool_mode=session", "CHATTR_DATABASE_URL")
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
