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

// site is the folder where a measurement takes place: databases and logs lie there.
type site struct {
	dir    string
	server string // the file with the built server
}

// newSite builds the server of this module, unless there is one to take.
func newSite(ctx context.Context, built string, flags ...string) (s site, err error) {
	if runtime.GOOS != "linux" {
		return s, errors.New("CPU time and memory of a process are read from /proc, which only Linux has")
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

// fsyncTimes are how long it takes, in milliseconds, until a page of a database is on the disk that the site lies on.
func (s site) fsyncTimes() (taken sample, err error) {
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
		taken = append(taken, microseconds(time.Since(begin))/1000)
	}
	return taken, nil
}

func (s site) close() { _ = os.RemoveAll(s.dir) }

// machine says where and when the figures were taken: without that they mean nothing.
func machine() string {
	memory := after(read("/proc/meminfo"), "MemTotal:")
	cpu := strings.TrimLeft(after(read("/proc/cpuinfo"), "model name"), ":\t ")
	return fmt.Sprintf("%s · %d cores of %s · %s of memory · %s %s/%s · Linux %s · load %s · %d files a process\n",
		time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), cpu, memory, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		strings.TrimSpace(read("/proc/sys/kernel/osrelease")), strings.TrimSpace(read("/proc/loadavg")), fileLimit())
}

// read is what the file says, or nothing.
func read(file string) string {
	b, _ := os.ReadFile(file)
	return string(b)
}
