package db

import (
	"errors"
	"io"
	"syscall"
)

// Commands of fcntl for locks of an open file description (fcntl(2), Open file description locks). Unlike POSIX locks they are
// not dropped when SQLite closes another descriptor of the file, and flock could meet SQLite's locks on a network file system.
const (
	ofdGetLock = 36
	ofdSetLock = 37
)

// serveByte is the byte that the serving process locks, far behind those that SQLite locks (from 1 GiB on) and behind the end of
// every database. A lock changes nothing in the file.
const serveByte = 1 << 40

func serveLock(kind int16) *syscall.Flock_t {
	return &syscall.Flock_t{Type: kind, Whence: io.SeekStart, Start: serveByte, Len: 1}
}

// isLocked reports whether another process, or another descriptor of this one, has locked the file, by whatever name.
func (f *databaseFile) isLocked() (bool, error) {
	lock := serveLock(syscall.F_WRLCK)
	err := syscall.FcntlFlock(f.Fd(), ofdGetLock, lock)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOLCK) { // a file system without locks
		return false, nil
	}
	return lock.Type != syscall.F_UNLCK, err
}

// lock locks the file until unlock or Close. It reports false if another process or descriptor has locked it.
func (f *databaseFile) lock() (bool, error) {
	err := syscall.FcntlFlock(f.Fd(), ofdSetLock, serveLock(syscall.F_WRLCK))
	switch {
	case errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES):
		return false, nil
	case errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOLCK):
		return true, nil // the lock beside the file is all there is
	}
	return err == nil, err
}

func (f *databaseFile) unlock() {
	_ = syscall.FcntlFlock(f.Fd(), ofdSetLock, serveLock(syscall.F_UNLCK))
}
