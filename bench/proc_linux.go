package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of CPU times in /proc: USER_HZ is 100 wherever Go runs.
const tick = 10 * time.Millisecond

// times are the CPU times of a process.
type times struct {
	pid, parent int
	own         time.Duration // in user mode and in the kernel
	ended       time.Duration // of its children that have ended
}

// errEnded is what reading says of a process that ended after its file was opened.
const errEnded = syscall.ESRCH

// readTimes reads a file as described in proc_pid_stat(5): fields 1, 4 and 14 to 17.
func readTimes(file string) (t times, err error) {
	stat, err := os.ReadFile(file)
	if err != nil {
		return t, err
	}
	pid, _, _ := strings.Cut(string(stat), " ")
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // the name before may hold anything
	if len(fields) < 15 {
		return t, fmt.Errorf("%s: %q", file, stat)
	}
	number := func(field string) time.Duration {
		n, bad := strconv.Atoi(field)
		err = errors.Join(err, bad)
		return time.Duration(n)
	}
	t = times{pid: int(number(pid)), parent: int(number(fields[1]))}
	t.own, t.ended = (number(fields[11])+number(fields[12]))*tick, (number(fields[13])+number(fields[14]))*tick
	return t, err
}

// cpu is what the process has used so far.
func (p *process) cpu() (time.Duration, error) {
	t, err := readTimes(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	return t.own, err
}

// ownTime is what this process has used so far.
func ownTime() time.Duration {
	t, _ := readTimes("/proc/self/stat") // only to be told
	return t.own
}

// resident is VmRSS in bytes.
func (p *process) resident() (int64, error) {
	kilobytes, err := p.status("VmRSS:")
	return kilobytes << 10, err
}

func (p *process) threads() (int64, error) { return p.status("Threads:") }

func (p *process) status(name string) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.Fields(after(string(status), name))[0], 10, 64)
}

// after is the rest of the line that begins with name, or "?".
func after(text, name string) string {
	_, rest, _ := strings.Cut("\n"+text, "\n"+name)
	line, _, _ := strings.Cut(rest, "\n")
	if strings.TrimSpace(line) == "" {
		return "?"
	}
	return strings.TrimSpace(line)
}

// raiseFileLimit takes as many files as the system gives, for this process and those it starts.
func raiseFileLimit() {
	const enough = 1 << 17
	wish := syscall.Rlimit{Cur: enough, Max: enough}
	if syscall.Setrlimit(syscall.RLIMIT_NOFILE, &wish) == nil {
		return
	}
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &wish) == nil {
		wish.Cur = wish.Max
		_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &wish) // what it was is what the rows are measured with
	}
}

// fileLimit is how many files a process may have open.
func fileLimit() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	return int(min(limit.Cur, 1<<30))
}

// latePort lets the kernel choose the port when the connection is made and not when the address is bound, so that each
// source address has all ports for each server: IP_BIND_ADDRESS_NO_PORT of ip(7).
func latePort(_, _ string, c syscall.RawConn) (err error) {
	const bindAddressNoPort = 24
	controlErr := c.Control(func(fd uintptr) {
		err = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IP, bindAddressNoPort, 1)
	})
	if controlErr != nil {
		return controlErr
	}
	return err
}

// beginProfile begins the CPU profile of a server that was built for it.
func (p *process) beginProfile() { _ = p.cmd.Process.Signal(syscall.SIGUSR1) }

// endProfile waits until the profile is in the file.
func (p *process) endProfile(file string) error {
	_ = os.Remove(file)
	_ = p.cmd.Process.Signal(syscall.SIGUSR2)
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			return nil
		}
	}
	return fmt.Errorf("the server has written no %s", file)
}

// cpu is what all processes of the cluster have used so far, those included that have ended.
func (c cluster) cpu() (total time.Duration, err error) {
	head, _, _ := strings.Cut(read(filepath.Join(c.Dir, "data", "postmaster.pid")), "\n")
	postmaster, err := strconv.Atoi(head)
	if err != nil {
		return 0, fmt.Errorf("the cluster does not run: %w", err)
	}
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	for _, file := range all {
		t, err := readTimes(file)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errEnded) {
			continue // its parent counts it now
		}
		switch {
		case err != nil:
			return 0, err
		case t.pid == postmaster:
			total += t.own + t.ended
		case t.parent == postmaster:
			total += t.own
		}
	}
	return total, nil
}
