package dbtest

import (
	"cmp"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Bouncer starts PgBouncer as a proxy of the server in a database URL, and stops it when the test ends. It returns the URL of the same
// database through PgBouncer, and a function that changes the settings while PgBouncer runs. A setting is a line of the [pgbouncer]
// section of its configuration, for example "pool_mode = session". Bouncer skips the test if PgBouncer is not installed; with
// CHATTR_TEST_REQUIRE=1 the test fails instead.
func Bouncer(t testing.TB, databaseURL string, settings ...string) (throughIt string, change func(settings ...string)) {
	t.Helper()
	program, err := exec.LookPath("pgbouncer")
	if err != nil {
		program = "/usr/sbin/pgbouncer" // Debian installs it there, and /usr/sbin is not in every PATH
	}
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CHATTR_TEST_REQUIRE") == "1" {
			t.Fatalf("PgBouncer is required: %v", err)
		}
		t.Skipf("without PgBouncer: %v", err)
	}
	u, err := url.Parse(databaseURL)
	OK(t, err)
	b := &bouncer{t: t, server: u, port: freePort(t)}
	b.folder, err = os.MkdirTemp("", "chattr-bouncer-") // not t.TempDir, because PgBouncer may run as another user, who must be able to enter it
	OK(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(b.folder) })
	OK(t, os.Chmod(b.folder, 0o755))
	b.write(settings)
	b.start(program)
	through := *u
	through.Host, through.RawQuery = fmt.Sprintf("127.0.0.1:%d", b.port), "sslmode=disable"
	return through.String(), b.change
}

// bouncer is a running PgBouncer.
type bouncer struct {
	t      testing.TB
	server *url.URL
	port   int
	folder string
	cmd    *exec.Cmd
}

// config returns the path of the configuration file.
func (b *bouncer) config() string { return filepath.Join(b.folder, "pgbouncer.ini") }

// write writes the configuration file, with these additional settings.
func (b *bouncer) write(settings []string) {
	b.t.Helper()
	host := cmp.Or(b.server.Query().Get("host"), b.server.Hostname())
	text := fmt.Sprintf("[databases]\n* = host=%s port=%s user=%s\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = %d\n"+
		"unix_socket_dir =\nauth_type = any\nmax_client_conn = 500\ndefault_pool_size = 60\n%s\n",
		host, cmp.Or(b.server.Port(), "5432"), b.server.User.Username(), b.port, strings.Join(settings, "\n"))
	OK(b.t, os.WriteFile(b.config(), []byte(text), 0o644))
}

// start starts the program and waits until it accepts connections, 20 seconds at most.
func (b *bouncer) start(program string) {
	b.t.Helper()
	args := []string{b.config()}
	if os.Geteuid() == 0 { // PgBouncer refuses to run as root
		args = append([]string{"-u", "postgres"}, args...)
	}
	b.cmd = exec.Command(program, args...)
	log, err := os.Create(filepath.Join(b.folder, "log"))
	OK(b.t, err)
	defer log.Close()
	b.cmd.Stderr = log
	OK(b.t, b.cmd.Start())
	b.t.Cleanup(func() {
		_ = b.cmd.Process.Kill()
		_ = b.cmd.Wait()
	})
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", b.port))
		if err == nil {
			_ = conn.Close()
			return
		}
		if time.Now().After(deadline) {
			text, _ := os.ReadFile(log.Name())
			b.t.Fatalf("PgBouncer does not listen: %v\n%s", err, text)
		}
	}
}

// change writes the configuration file again and makes PgBouncer reload it.
func (b *bouncer) change(settings ...string) {
	b.t.Helper()
	b.write(settings)
	OK(b.t, b.cmd.Process.Signal(syscall.SIGHUP))
}

// freePort returns a TCP port that is free on 127.0.0.1.
func freePort(t testing.TB) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	OK(t, err)
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
