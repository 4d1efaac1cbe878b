//go:build unix

package graphqlws

import (
	"errors"
	"net"
	"syscall"
)

// rawConn returns the means to write to conn without waiting, nil if conn is not a connection of the operating system.
func rawConn(conn net.Conn) syscall.RawConn {
	c, ok := conn.(syscall.Conn)
	if !ok {
		return nil
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return nil
	}
	return raw
}

// write writes as many bytes as the connection accepts. If it does not accept all, that is not an error.
func (w *writer) write(fd uintptr) (finished bool) {
	w.n, w.err = syscall.Write(int(fd), w.frames)
	for errors.Is(w.err, syscall.EINTR) {
		w.n, w.err = syscall.Write(int(fd), w.frames)
	}
	if errors.Is(w.err, syscall.EAGAIN) {
		w.err = nil
	}
	w.n = max(w.n, 0)
	return true
}
