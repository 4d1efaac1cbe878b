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

// patience is how long a process may take to start, to end or to deliver what is under way.
const patience = 60 * time.Second

// process is a server that is measured.
type process struct {
	address string
	file    string
	args    []string
	env     []string
	ready   string // the path that answers 200 when it is
	log     string // the file its stderr goes to
	cmd     *exec.Cmd
	exited  chan struct{}
}

// start runs the program and waits until it is ready. It may be called again when the process has ended.
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

// outsideEnvironment is the environment without settings of Chattr: a developer's own must not reach the measurement.
func outsideEnvironment() (env []string) {
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "CHATTR_") {
			env = append(env, variable)
		}
	}
	return env
}

func (p *process) waitUntilReady(ctx context.Context) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
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
			return errors.New("the server ended instead of starting: " + p.lastWords())
		case <-time.After(10 * time.Millisecond):
		}
	}
	return errors.New("the server is not ready: " + p.lastWords())
}

// lastWords are the end of the log.
func (p *process) lastWords() string {
	log, _ := os.ReadFile(p.log)
	return string(log[max(0, len(log)-2000):])
}

// stop sends a signal and waits until the process is gone.
func (p *process) stop(signal syscall.Signal) {
	if p.cmd == nil || p.exited == nil {
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

func (p *process) kill() { p.stop(syscall.SIGKILL) }

// freeAddress is an address nobody listens on, with a port below those that the kernel gives to outgoing connections: nobody
// takes it while a server is restarted.
func freeAddress() (string, error) {
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(10000))
		if listener, err := net.Listen("tcp", address); err == nil {
			return address, listener.Close()
		}
	}
	return "", errors.New("no free port")
}
