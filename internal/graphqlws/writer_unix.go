//go:build unix

package graphqlws

import (
	"errors"
	"net"
	"syscall"
)

// rawConn gives the means to write to conn without waiting; nil for what is no connection of the operating system.
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

// write makes one attempt. What the connection does not take is no error.
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
