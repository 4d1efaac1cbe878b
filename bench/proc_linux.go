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

// errEnded is the error of reading the file of a process that ended after the file was opened.
const errEnded = syscall.ESRCH

// readTimes parses fields 1, 4 and 14 to 17 of a file as described in proc_pid_stat(5).
func readTimes(file string) (t times, err error) {
	stat, err := os.ReadFile(file)
	if err != nil {
		return t, err
	}
	pid, _, _ := strings.Cut(string(stat), " ")
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // the name before it may contain any character
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

// cpu returns the CPU time that the process has used so far.
func (p *process) cpu() (time.Duration, error) {
	t, err := readTimes(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	return t.own, err
}

// ownTime returns the CPU time that this process has used so far.
func ownTime() time.Duration {
	t, _ := readTimes("/proc/self/stat") // only for information: after an error it is 0
	return t.own
}

// resident returns VmRSS in bytes.
func (p *process) resident() (int64, error) {
	kilobytes, err := p.status("VmRSS:")
	return kilobytes << 10, err
}

// threads returns the number of threads.
func (p *process) threads() (int64, error) { return p.status("Threads:") }

// status returns the number in the line of /proc/PID/status that starts with name.
func (p *process) status(name string) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.Fields(after(string(status), name))[0], 10, 64)
}

// after returns the rest of the line that starts with name, or "?".
func after(text, name string) string {
	_, rest, _ := strings.Cut("\n"+text, "\n"+name)
	line, _, _ := strings.Cut(rest, "\n")
	if strings.TrimSpace(line) == "" {
		return "?"
	}
	return strings.TrimSpace(line)
}

// raiseFileLimit raises the limit of open files as far as the system allows, up to 131,072, for this process and those that it
// starts.
func raiseFileLimit() {
	const enough = 1 << 17
	limit := syscall.Rlimit{Cur: enough, Max: enough}
	if syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit) == nil {
		return
	}
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit) // after an error the old limit applies to all rows
	}
}

// fileLimit returns how many files a process may have open. It returns 0 if the limit is unknown.
func fileLimit() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	return int(min(limit.Cur, 1<<30))
}

// latePort makes the kernel choose the port when the connection is created and not when the address is bound
// (IP_BIND_ADDRESS_NO_PORT of ip(7)). Then each source address can use all ports for each server.
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

// startProfile starts the CPU profile of a server that was built with profile.go.txt.
func (p *process) startProfile() { _ = p.cmd.Process.Signal(syscall.SIGUSR1) }

// stopProfile stops the CPU profile and waits until it is in the file.
func (p *process) stopProfile(file string) error {
	_ = os.Remove(file)
	_ = p.cmd.Process.Signal(syscall.SIGUSR2)
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			return nil
		}
	}
	return fmt.Errorf("the server has not written %s", file)
}

// cpu returns the CPU time that all processes of the cluster have used so far, including those that have ended.
func (c cluster) cpu() (total time.Duration, err error) {
	head, _, _ := strings.Cut(read(filepath.Join(c.Dir, "data", "postmaster.pid")), "\n")
	postmaster, err := strconv.Atoi(head)
	if err != nil {
		return 0, fmt.Errorf("the cluster is not running: %w", err)
	}
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	for _, file := range all {
		t, err := readTimes(file)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errEnded) {
			continue // now it counts as an ended child of its parent
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
