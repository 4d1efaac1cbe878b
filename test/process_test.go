package test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"chattr/db/dbtest"
)

// ownerToken acts as the owner on every server that startServer starts.
const ownerToken = "owner-token-of-the-tests-0123456789abcdef"

// patience is how long a process may take for anything: plenty, because these tests share their cores with others.
const patience = 30 * time.Second

// binaryDir holds the program under test, built once.
var binaryDir string

// The tests of this package build and run the program. Paths in them are relative to the root of the module.
func TestMain(m *testing.M) {
	if err := os.Chdir(".."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var err error
	if binaryDir, err = os.MkdirTemp("", "chattr-test-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	noteSources()
	code := m.Run()
	_ = os.RemoveAll(binaryDir)
	os.Exit(code)
}

// noteSources looks at every source file of the program. The go command keeps the result of a test until a file changes that the
// test has looked at, and it does not see what the go command that builds the program looks at.
func noteSources() {
	_ = filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || name != "." && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case !entry.IsDir():
			_, err = os.Stat(name)
		}
		return err
	})
}

// buildServer is the path of the program, built on the first call.
var buildServer = sync.OnceValues(func() (string, error) {
	file := filepath.Join(binaryDir, "chattrd")
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", file, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return file, nil
})

// firstPost is the body of the post in the curl line that the first start prints.
const firstPost = `{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}`

// process is a real server: the built program with a port and a database of its own.
type process struct {
	t      *testing.T
	dir    string
	env    []string
	under  []string // a command that the program is run under, with its arguments
	url    string
	cmd    *exec.Cmd
	first  *output // what the first start printed: later ones show no secrets
	stdout *output
	stderr *output
	exited chan struct{} // closed when the program has ended
	err    error         // how it ended; read after exited
}

// startServer starts a server with the demo on a fresh SQLite database and waits until it is ready. Each env is a
// NAME=value that wins over the test's own: CHATTR_DATABASE_URL for another database, CHATTR_OWNER_TOKEN= for a sign-in
// link instead of the token. The process ends with the test.
func startServer(t *testing.T, env ...string) *process {
	t.Helper()
	return startServerUnder(t, nil, env...)
}

// startServerUnder is startServer by a command that becomes the program: the process is the server's own.
func startServerUnder(t *testing.T, under []string, env ...string) *process {
	t.Helper()
	dir, address := t.TempDir(), freeAddress(t)
	p := &process{t: t, dir: dir, under: under, url: "http://" + address}
	p.env = append([]string{
		"CHATTR_LISTEN=" + address,
		"CHATTR_DATABASE_URL=sqlite:" + filepath.Join(dir, "chattr.db"),
		"CHATTR_OWNER_TOKEN=" + ownerToken,
		"CHATTR_DEMO=true",
		"CHATTR_WEBHOOK_RATE=0", "CHATTR_POST_RATE=0", "CHATTR_MUTATION_RATE=0", // other tests post and change as fast as they can
	}, env...)
	t.Cleanup(func() {
		p.stop(syscall.SIGKILL)
		if t.Failed() {
			t.Logf("the server's log:\n%s", p.stderr.text())
		}
	})
	p.start()
	p.first = p.stdout
	return p
}

// start runs the program and waits until it is ready.
func (p *process) start() {
	p.t.Helper()
	file, err := buildServer()
	if err != nil {
		p.t.Fatal(err)
	}
	p.stdout, p.stderr = newOutput(), newLog(p.t)
	line := append(slices.Clone(p.under), file)
	p.cmd = exec.Command(line[0], line[1:]...)
	p.cmd.Dir, p.cmd.Env = p.dir, environment(p.env)
	p.cmd.Stdout, p.cmd.Stderr = p.stdout, p.stderr
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	exited := make(chan struct{})
	p.exited = exited
	go func() {
		p.err = p.cmd.Wait()
		close(exited)
	}()
	p.waitUntilReady()
}

// outsideEnvironment is the environment without settings of Chattr: a developer's own must not reach a test.
func outsideEnvironment() (env []string) {
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "CHATTR_") {
			env = append(env, variable)
		}
	}
	return env
}

// environment is that of a program under test. Clusters for tests run without fsync, which no server takes unasked.
func environment(env []string) []string {
	all := outsideEnvironment()
	if slices.ContainsFunc(env, func(v string) bool { return strings.HasPrefix(v, "CHATTR_DATABASE_URL=postgres") }) {
		all = append(all, "CHATTR_UNSAFE_DURABILITY=on")
	}
	return append(all, env...)
}

func (p *process) waitUntilReady() {
	p.t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !p.ready() {
		select {
		case <-p.exited:
			p.t.Fatalf("the server ended instead of starting: %v\n%s", p.err, p.stderr.text())
		case <-deadline:
			p.t.Fatalf("the server is not ready\n%s", p.stderr.text())
		case <-tick.C:
		}
	}
}

func (p *process) ready() bool {
	response, err := http.Get(p.url + "/readyz")
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// URL is the base of every address of the server, without a slash at the end.
func (p *process) URL() string { return p.url }

// Stdout is what the server has printed so far since it was last started.
func (p *process) Stdout() string { return p.stdout.text() }

// WebhookURL is the URL in the curl line of the first start.
func (p *process) WebhookURL() string {
	p.t.Helper()
	return p.printed(`(?m)^curl -X POST '([^']+)'`)
}

// SignInLink is the sign-in link of the first start: only with CHATTR_OWNER_TOKEN= is there one.
func (p *process) SignInLink() string {
	p.t.Helper()
	return p.printed(`(\S+/#sign-in=chattr_si_[A-Za-z0-9_-]+)`)
}

// printed waits until the first start has printed a match and is what its group matched.
func (p *process) printed(pattern string) string {
	p.t.Helper()
	found, err := p.first.wait(regexp.MustCompile(pattern))
	if err != nil {
		p.t.Fatalf("%v\n%s", err, p.first.text())
	}
	return found
}

// Kill ends the server as a power cut would, and waits until it is gone.
func (p *process) Kill() { p.stop(syscall.SIGKILL) }

// Terminate asks the server to shut down and fails the test unless it does so cleanly.
func (p *process) Terminate() {
	p.t.Helper()
	p.stop(syscall.SIGTERM)
	if p.err != nil {
		p.t.Fatalf("the server did not shut down cleanly: %v\n%s", p.err, p.stderr.text())
	}
}

// Restart starts the server again on its database and port; it must have ended.
func (p *process) Restart() {
	p.t.Helper()
	p.start()
}

// stop sends a signal and waits until the process is gone, for ever only if the kernel does.
func (p *process) stop(signal syscall.Signal) {
	if p.exited == nil {
		return
	}
	_ = p.cmd.Process.Signal(signal)
	select {
	case <-p.exited:
	case <-time.After(patience):
		_ = p.cmd.Process.Kill()
		<-p.exited
	}
}

// nextPort walks through ports below those that the kernel gives to outgoing connections, so that nobody takes a server's
// port while it is restarted.
var nextPort = func() *atomic.Int32 {
	var first atomic.Int32
	first.Store(20000 + rand.Int32N(10000))
	return &first
}()

// freeAddress is an address nobody listens on; no other test of this run gets it.
func freeAddress(t *testing.T) string {
	t.Helper()
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", nextPort.Add(1))
		listener, err := net.Listen("tcp", address)
		if err == nil {
			_ = listener.Close()
			return address
		}
	}
	t.Fatal("no free port")
	return ""
}

// launch starts a server and does not wait for it. Unlike startServer it sets no more than the address: a fresh folder, and
// what env says.
func launch(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	file, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	address, exited := freeAddress(t), make(chan struct{})
	p := &process{t: t, dir: t.TempDir(), url: "http://" + address, stdout: newOutput(), stderr: newLog(t), exited: exited}
	p.env = append([]string{"CHATTR_LISTEN=" + address}, env...)
	p.first = p.stdout
	p.cmd = exec.Command(file, args...)
	p.cmd.Dir, p.cmd.Env = p.dir, environment(p.env)
	p.cmd.Stdout, p.cmd.Stderr = p.stdout, p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.err = p.cmd.Wait(); close(exited) }()
	t.Cleanup(func() { p.stop(syscall.SIGKILL) })
	return p
}

// launchReady starts a server and waits until it is ready.
func launchReady(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	p := launch(t, env, args...)
	p.waitUntilReady()
	return p
}

// startInto starts a server whose stdout is a file, and returns the process with what it printed when it was ready.
func startInto(t *testing.T, stdout *os.File, env ...string) *process {
	t.Helper()
	p := &process{t: t, dir: t.TempDir(), url: "http://" + freeAddress(t), stderr: newLog(t), exited: make(chan struct{})}
	file, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	p.env = append([]string{"CHATTR_LISTEN=" + strings.TrimPrefix(p.url, "http://")}, env...)
	p.cmd = exec.Command(file)
	p.cmd.Dir, p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = p.dir, environment(p.env), stdout, p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.err = p.cmd.Wait(); close(p.exited) }()
	t.Cleanup(func() { p.stop(syscall.SIGKILL) })
	p.waitUntilReady()
	return p
}

// peakMemory returns the most of the machine's memory that the process has held.
func (p *process) peakMemory(t *testing.T) (bytes int) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if os.IsNotExist(err) {
		t.Skip("this system does not say how much memory a process holds")
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(text)
	if err != nil || found == nil {
		t.Fatalf("got no VmHWM, %v", err)
	}
	kib, err := strconv.Atoi(string(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	return kib << 10
}

// memory is how much of the machine's the process holds; 0 where that cannot be read.
func (p *process) memory(t *testing.T) (bytes int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(p.cmd.Process.Pid), "status"))
	if os.IsNotExist(err) {
		return 0 // not on Linux
	}
	dbtest.OK(t, err)
	_, text2, _ := strings.Cut(string(text), "VmRSS:")
	_, err = fmt.Sscan(text2, &bytes)
	dbtest.OK(t, err)
	return bytes << 10
}
