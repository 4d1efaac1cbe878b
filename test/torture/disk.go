//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"unsafe"
)

const (
	ownMounts = "TORTURE_OWN_MOUNTS" // set for the process that runs in a mount namespace of its own
	fileLimit = 1 << 10              // bytes that each file may have while a limit takes the place of a full disk
)

// enterMountNamespace runs this program again where its mounts end with it. It returns if that is not possible, or done.
func enterMountNamespace() {
	if os.Geteuid() != 0 || os.Getenv(ownMounts) != "" || exec.Command("unshare", "-m", "true").Run() != nil {
		return
	}
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		return
	}
	self, err := os.Executable()
	if err != nil {
		return
	}
	arguments := append([]string{"unshare", "-m", self}, os.Args[1:]...)
	_ = syscall.Exec(unshare, arguments, append(os.Environ(), ownMounts+"=1"))
}

// disk is what the database is stored on, and can be full.
type disk struct {
	dir     string
	mounted bool
}

// newDisk mounts a file system in memory at dir. Where that is not allowed, dir stays on its own file system, and a limit for
// the size of files takes the place of a full disk.
func newDisk(dir string, megabytes int) (*disk, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	d := &disk{dir: dir}
	if os.Getenv(ownMounts) != "" {
		d.mounted = syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm,mode=755", megabytes)) == nil
	}
	return d, nil
}

func (d *disk) describe() string {
	if d.mounted {
		return "a tmpfs"
	}
	return "a directory; a file-size limit takes the place of a full disk"
}

func (d *disk) ballast() string { return filepath.Join(d.dir, "ballast") }

// fill takes all space but a little.
func (d *disk) fill() error {
	var free syscall.Statfs_t
	if err := syscall.Statfs(d.dir, &free); err != nil {
		return err
	}
	ballast, err := os.Create(d.ballast())
	if err != nil {
		return err
	}
	defer ballast.Close()
	size := int64(free.Bavail)*int64(free.Bsize) - 64<<10
	if err := syscall.Fallocate(int(ballast.Fd()), 0, 0, max(size, 1)); err != nil && !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return nil
}

// release gives the space back.
func (d *disk) release() error { return os.Remove(d.ballast()) }

// limitFiles bounds the size of the files that a process writes; 0 takes the limit away.
func limitFiles(process int, bytes uint64) error {
	limit := syscall.Rlimit{Cur: bytes, Max: ^uint64(0)}
	if bytes == 0 {
		limit.Cur = ^uint64(0)
	}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(process), uintptr(syscall.RLIMIT_FSIZE),
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// close unmounts the file system; what still uses it keeps it until it ends.
func (d *disk) close() {
	if d.mounted {
		_ = syscall.Unmount(d.dir, syscall.MNT_DETACH)
	}
}
