package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

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
