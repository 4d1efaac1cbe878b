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

// patience is how long a test waits for anything. It is long, because these tests share their cores with others.
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

// noteSources stats every source file of the program. The go command caches the result of a test until a file changes that the test
// has opened or examined. It does not know which files the build of the program reads.
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

// buildServer returns the path of the program. It builds the program on the first call.
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

// process is a real server: the built program with its own port and database.
type process struct {
	t      *testing.T
	dir    string
	env    []string
	under  []string // a command, with its arguments, that runs the program
	url    string
	cmd    *exec.Cmd
	first  *output // the output of the first start: later starts print no secrets
	stdout *output
	stderr *output
	exited chan struct{} // closed when the program has ended
	err    error         // the error of Wait; read it after exited
}

// startServer starts a server with the demo on a new SQLite database and waits until it is ready. Each env is a NAME=value that
// overrides the default settings: CHATTR_DATABASE_URL for another database, CHATTR_OWNER_TOKEN= for a sign-in link instead of the
// token. The process ends with the test.
func startServer(t *testing.T, env ...string) *process {
	t.Helper()
	return startServerUnder(t, nil, env...)
}

// startServerUnder does the same as startServer, with a command that replaces itself by the program: cmd.Process is the server.
func startServerUnder(t *testing.T, under []string, env ...string) *process {
	t.Helper()
	dir, address := t.TempDir(), freeAddress(t)
	p := &process{t: t, dir: dir, under: under, url: "http://" + address}
	p.env = append([]string{
		"CHATTR_LISTEN=" + address,
		"CHATTR_DATABASE_URL=sqlite:" + filepath.Join(dir, "chattr.db"),
		"CHATTR_OWNER_TOKEN=" + ownerToken,
		"CHATTR_DEMO=true",
		"CHATTR_WEBHOOK_RATE=0", "CHATTR_POST_RATE=0", "CHATTR_MUTATION_RATE=0", // other tests post and make changes as fast as possible
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

// outsideEnvironment returns the environment of this process without settings of Chattr, because those of a developer must not
// change a test.
func outsideEnvironment() (env []string) {
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "CHATTR_") {
			env = append(env, variable)
		}
	}
	return env
}

// environment returns the environment of a program under test. Clusters for tests run without fsync, so the server must be allowed to
// use them.
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
			p.t.Fatalf("the server ended before it was ready: %v\n%s", p.err, p.stderr.text())
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

// URL returns the base URL of the server, without a slash at the end.
func (p *process) URL() string { return p.url }

// Stdout returns what the server has printed since it was last started.
func (p *process) Stdout() string { return p.stdout.text() }

// WebhookURL returns the URL in the curl line of the first start.
func (p *process) WebhookURL() string {
	p.t.Helper()
	return p.printed(`(?m)^curl -X POST '([^']+)'`)
}

// SignInLink returns the sign-in link of the first start. There is one only with CHATTR_OWNER_TOKEN=.
func (p *process) SignInLink() string {
	p.t.Helper()
	return p.printed(`(\S+/#sign-in=chattr_si_[A-Za-z0-9_-]+)`)
}

// printed waits until the first start has printed a match of the pattern, and returns the text of its group.
func (p *process) printed(pattern string) string {
	p.t.Helper()
	found, err := p.first.wait(regexp.MustCompile(pattern))
	if err != nil {
		p.t.Fatalf("%v\n%s", err, p.first.text())
	}
	return found
}

// Kill ends the server with SIGKILL and waits until it has ended.
func (p *process) Kill() { p.stop(syscall.SIGKILL) }

// Terminate sends SIGTERM and fails the test unless the server ends with exit code 0.
func (p *process) Terminate() {
	p.t.Helper()
	p.stop(syscall.SIGTERM)
	if p.err != nil {
		p.t.Fatalf("the server did not shut down cleanly: %v\n%s", p.err, p.stderr.text())
	}
}

// Restart starts the server again with the same settings. The server must have ended.
func (p *process) Restart() {
	p.t.Helper()
	p.start()
}

// stop sends a signal and waits until the process has ended. After patience it kills the process.
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

// nextPort is the last used port. Ports are below those that the kernel uses for outgoing connections, so a port stays free while its
// server is restarted.
var nextPort = func() *atomic.Int32 {
	var first atomic.Int32
	first.Store(20000 + rand.Int32N(10000))
	return &first
}()

// freeAddress returns an address on which no program listens. No other test of this run receives it.
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
	t.Fatal("found no free port")
	return ""
}

// launch starts a server and does not wait for it. Unlike startServer, it sets only the address and env. The server runs in a new
// directory.
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

// startInto starts a server whose stdout is a file, and waits until it is ready.
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

// peakMemory returns the largest resident size of the process since its start, in bytes.
func (p *process) peakMemory(t *testing.T) (bytes int) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if os.IsNotExist(err) {
		t.Skip("this system does not report the memory of a process")
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

// memory returns the resident size of the process in bytes. It returns 0 on systems without /proc.
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
