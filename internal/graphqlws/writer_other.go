//go:build !unix

package graphqlws

import (
	"net"
	"syscall"
)

// rawConn is nil: here nothing can be written without waiting.
func rawConn(net.Conn) syscall.RawConn { return nil }

func (w *writer) write(uintptr) (finished bool) { return true }
