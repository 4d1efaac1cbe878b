package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// timeout is how long a process may take to start, to end, or to deliver the events in flight.
const timeout = 60 * time.Second

// process is a server that is measured, as a separate process.
type process struct {
	address string
	file    string
	args    []string
	env     []string
	ready   string // the path that returns 200 when the server is ready
	log     string // the file that receives its stderr
	cmd     *exec.Cmd
	exited  chan struct{}
}

// start runs the program and waits until the server is ready. It may be called again after the process has ended.
func (p *process) start(ctx context.Context) error {
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	p.cmd = exec.CommandContext(ctx, p.file, p.args...)
	p.cmd.Env, p.cmd.Stderr = append(outsideEnvironment(), p.env...), log
	if err := p.cmd.Start(); err != nil {
		return err
	}
	exited := make(chan struct{})
	p.exited = exited
	go func(cmd *exec.Cmd) { _ = cmd.Wait(); close(exited) }(p.cmd)
	return p.waitUntilReady(ctx)
}

// outsideEnvironment returns the environment of this process without settings of Chattr, because those of a developer must not
// change the measurement.
func outsideEnvironment() (env []string) {
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "CHATTR_") {
			env = append(env, variable)
		}
	}
	return env
}

func (p *process) waitUntilReady(ctx context.Context) error {
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); {
		response, err := http.Get("http://" + p.address + p.ready)
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-p.exited:
			return errors.New("the server ended before it was ready: " + p.logTail())
		case <-time.After(10 * time.Millisecond):
		}
	}
	return errors.New("the server is not ready: " + p.logTail())
}

// logTail returns the last 2000 bytes of the log.
func (p *process) logTail() string {
	log, _ := os.ReadFile(p.log)
	return string(log[max(0, len(log)-2000):])
}

// stop sends a signal and waits until the process has ended. After timeout it kills the process.
func (p *process) stop(signal syscall.Signal) {
	if p.cmd == nil || p.exited == nil {
		return
	}
	_ = p.cmd.Process.Signal(signal)
	select {
	case <-p.exited:
	case <-time.After(timeout):
		_ = p.cmd.Process.Kill()
		<-p.exited
	}
}

func (p *process) kill() { p.stop(syscall.SIGKILL) }

// freeAddress returns an address on which no program listens. Its port is below those that the kernel uses for outgoing
// connections, so it stays free while a server is restarted.
func freeAddress() (string, error) {
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(10000))
		if listener, err := net.Listen("tcp", address); err == nil {
			return address, listener.Close()
		}
	}
	return "", errors.New("found no free port")
}
