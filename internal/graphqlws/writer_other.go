//go:build !unix

package graphqlws

import (
	"net"
	"syscall"
)

// rawConn returns nil: on this system nothing can be written without waiting.
func rawConn(net.Conn) syscall.RawConn { return nil }

// write is not called, because rawConn returns nil.
func (w *writer) write(uintptr) (finished bool) { return true }
