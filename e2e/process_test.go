package e2e

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// instance is a process of Chattr that ends with the test.
type instance struct {
	url string
	out *buffer
}

var binary = sync.OnceValues(func() (string, error) {
	file := filepath.Join(binaryDir, "chattrd")
	if out, err := exec.Command("go", "build", "-C", "..", "-buildvcs=false", "-o", file, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return file, nil
})

var binaryDir string

func TestMain(m *testing.M) {
	var err error
	if binaryDir, err = os.MkdirTemp("", "chattr-e2e-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(binaryDir)
	os.Exit(code)
}

// start starts an instance with its environment and waits until it is ready.
func start(t *testing.T, env ...string) *instance {
	t.Helper()
	file, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	address := freeAddress(t)
	i := &instance{url: "http://" + address, out: new(buffer)}
	cmd := exec.Command(file)
	cmd.Dir, cmd.Env = t.TempDir(), append([]string{"CHATTR_WEBHOOK_RATE=0", "CHATTR_POST_RATE=0", "CHATTR_MUTATION_RATE=0", "CHATTR_LISTEN=" + address}, env...)
	cmd.Stdout, cmd.Stderr = i.out, i.out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v\n%s", err, i.out)
		}
	})
	i.awaitReady(t)
	return i
}

func (i *instance) awaitReady(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if response, err := http.Get(i.url + "/readyz"); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("the instance is not ready\n%s", i.out)
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// buffer collects the output of a process.
type buffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
