package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// workspace is the directory of a measurement, with its databases and logs.
type workspace struct {
	dir    string
	server string // the file with the built server
}

// newWorkspace creates a workspace. It builds the server of this module with the flags, unless built names a file with a server. The
// caller must call close.
func newWorkspace(ctx context.Context, built string, flags ...string) (s workspace, err error) {
	if runtime.GOOS != "linux" {
		return s, errors.New("the bench reads CPU time and memory from /proc, which only Linux has")
	}
	s.server = built
	if s.dir, err = os.MkdirTemp("", "chattr-bench-"); err != nil || built != "" {
		return s, err
	}
	s.server = filepath.Join(s.dir, "chattrd")
	build := exec.CommandContext(ctx, "go", append([]string{"build", "-buildvcs=false", "-o", s.server}, append(flags, "chattr")...)...)
	if out, err := build.CombinedOutput(); err != nil {
		s.close()
		return s, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return s, nil
}

// fsyncTimes measures, in milliseconds, how long it takes to write a page of a database to the disk of the workspace.
func (s workspace) fsyncTimes() (took sample, err error) {
	file, err := os.CreateTemp(s.dir, "page-")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for range 50 {
		begin := time.Now()
		if _, err := file.Write(make([]byte, 4<<10)); err != nil {
			return nil, err
		}
		if err := file.Sync(); err != nil {
			return nil, err
		}
		took = append(took, microseconds(time.Since(begin))/1000)
	}
	return took, nil
}

func (s workspace) close() { _ = os.RemoveAll(s.dir) }

// machine returns a line about the machine and the date, which a reader needs to interpret the figures.
func machine() string {
	memory := after(read("/proc/meminfo"), "MemTotal:")
	cpu := strings.TrimLeft(after(read("/proc/cpuinfo"), "model name"), ":\t ")
	return fmt.Sprintf("%s · %d cores of %s · %s of memory · %s %s/%s · Linux %s · load %s · %d files a process\n",
		time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), cpu, memory, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		strings.TrimSpace(read("/proc/sys/kernel/osrelease")), strings.TrimSpace(read("/proc/loadavg")), fileLimit())
}

// read returns the contents of a file, or "" if it cannot be read.
func read(file string) string {
	b, _ := os.ReadFile(file)
	return string(b)
}
