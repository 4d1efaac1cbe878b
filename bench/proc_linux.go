package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of CPU times in /proc: USER_HZ is 100 wherever Go runs.
const tick = 10 * time.Millisecond

// cpu is what the process has used so far, in user mode and in the kernel: fields 14 and 15 of proc_pid_stat(5).
func (p *process) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // the name before may hold anything
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc: %q", stat)
	}
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick, err
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
