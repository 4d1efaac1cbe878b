//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// patience is how long a process may take to start or to stop on a busy machine.
const patience = 60 * time.Second

// instance is one process of the program under test, with a proxy in front of it.
type instance struct {
	number  int
	program string
	env     []string
	address string
	log     *os.File
	link    *proxy // between the clients and the process
	data    *proxy // between the process and PostgreSQL; nil with SQLite
	journal *journal

	mu     sync.Mutex // held while the process is started or stopped
	cmd    *exec.Cmd
	exited chan struct{}
	wanted bool // the process should be running

	retains bool // see retain
}

// newInstance prepares an instance. The caller must call start, and stop at the end.
func newInstance(number int, program, dir string, env []string, j *journal) (*instance, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(dir, fmt.Sprintf("instance-%d.log", number)))
	if err != nil {
		return nil, err
	}
	link, err := startProxy(func() (net.Conn, error) { return net.Dial("tcp", address) }, false)
	if err != nil {
		return nil, err
	}
	return &instance{
		number: number, program: program, env: append(env, "CHATTR_LISTEN="+address), address: address,
		log: log, link: link, journal: j,
	}, nil
}

// freeAddress returns an address on which no program listens. Its port is below those that the kernel gives to clients, so that
// it stays free while the process is restarted.
func freeAddress() (string, error) {
	for port := 20000 + os.Getpid()%5000; port < 32000; port++ {
		address := fmt.Sprintf("127.0.0.1:%d", port)
		if slices.Contains(givenAddresses, address) {
			continue
		}
		if listener, err := net.Listen("tcp", address); err == nil {
			givenAddresses = append(givenAddresses, address)
			return address, listener.Close()
		}
	}
	return "", errors.New("no port between 20000 and 32000 is free")
}

var givenAddresses []string

func (i *instance) url() string { return "http://" + i.link.address }

// start starts the process and waits until it is ready. A process that ends meanwhile, because its database is not there
// yet, is started again.
func (i *instance) start(ctx context.Context) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.wanted = true
	for deadline := time.Now().Add(patience); time.Now().Before(deadline) && ctx.Err() == nil; {
		if i.cmd == nil {
			if err := i.spawn(); err != nil {
				return err
			}
		}
		switch {
		case i.isReady(ctx):
			return nil
		case i.hasExited():
			i.cmd = nil
			time.Sleep(200 * time.Millisecond)
		default:
			time.Sleep(20 * time.Millisecond)
		}
	}
	return fmt.Errorf("instance %d is not ready after %s; see %s", i.number, patience, i.log.Name())
}

func (i *instance) spawn() error {
	cmd := exec.Command(i.program)
	cmd.Env = append(outsideEnvironment(), i.settings()...)
	cmd.Stdout, cmd.Stderr = i.log, i.log
	cmd.Dir = filepath.Dir(i.log.Name())
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return err
	}
	exited := make(chan struct{})
	i.cmd, i.exited = cmd, exited
	go func() { _ = cmd.Wait(); close(exited) }()
	return nil
}

// outsideEnvironment is the environment without settings of Chattr.
func outsideEnvironment() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "CHATTR_") })
}

func (i *instance) hasExited() bool {
	select {
	case <-i.exited:
		return true
	default:
		return false
	}
}

func (i *instance) isReady(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+i.address+"/readyz", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// checkAlive records a violation if the process has ended by itself.
func (i *instance) checkAlive() {
	if !i.mu.TryLock() {
		return // it is being started or stopped
	}
	defer i.mu.Unlock()
	if i.wanted && i.cmd != nil && i.hasExited() {
		i.wanted = false
		i.journal.violate("keeps-running", fmt.Sprintf("instance %d ended by itself: %s; see %s", i.number, i.cmd.ProcessState, i.log.Name()))
	}
}

// kill ends the process with SIGKILL.
func (i *instance) kill() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.wanted = false
	if i.cmd != nil {
		_ = i.cmd.Process.Kill()
		<-i.exited
		i.cmd = nil
	}
}

// terminate asks the process to stop, and reports whether it did so with status 0.
func (i *instance) terminate() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.wanted = false
	if i.cmd == nil {
		return true
	}
	_ = i.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-i.exited:
	case <-time.After(patience):
		_ = i.cmd.Process.Kill()
		<-i.exited
	}
	clean := i.cmd.ProcessState.Success()
	i.cmd = nil
	return clean
}

// pause stops the process with SIGSTOP for a time.
func (i *instance) pause(ctx context.Context, during time.Duration) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.cmd == nil {
		return
	}
	_ = i.cmd.Process.Signal(syscall.SIGSTOP)
	sleep(ctx, during)
	_ = i.cmd.Process.Signal(syscall.SIGCONT)
}

// checkLog records a violation for a panic or a data race in the log.
func (i *instance) checkLog() error {
	text, err := os.ReadFile(i.log.Name())
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "panic") || strings.Contains(line, "DATA RACE") || strings.HasPrefix(line, "fatal error") {
			i.journal.violate("no-panic", fmt.Sprintf("the log of instance %d says: %s", i.number, strings.TrimSpace(line)))
			return nil
		}
	}
	return nil
}

func (i *instance) close() {
	i.kill()
	i.link.close()
	if i.data != nil {
		i.data.close()
	}
	_ = i.log.Close()
}

// shutDown stops an instance for good and records a violation if its exit status is not 0.
func (i *instance) shutDown() {
	if !i.terminate() {
		i.journal.violate("stops-cleanly", fmt.Sprintf("instance %d did not stop with status 0; see %s", i.number, i.log.Name()))
	}
}

// restart starts an instance again after a fault, and records the failure to do so.
func (i *instance) restart(ctx context.Context) {
	if err := i.start(ctx); err != nil && ctx.Err() == nil {
		i.journal.violate("starts-again", err.Error())
	}
}

// sleep waits for a time or until the context ends.
func sleep(ctx context.Context, during time.Duration) {
	timer := time.NewTimer(during)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// limitFiles bounds the size of the files that the process writes; 0 takes the limit away.
func (i *instance) limitFiles(bytes uint64) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.cmd == nil {
		return nil
	}
	return limitFiles(i.cmd.Process.Pid, bytes)
}
