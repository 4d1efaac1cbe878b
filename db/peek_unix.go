//go:build unix

package db

import (
	"context"
	"database/sql/driver"
	"net"
	"syscall"

	"github.com/uptrace/bun/driver/pgdriver"
)

// peeks says that there is a peek.
const peeks = true

// peek looks, without waiting and without taking anything, whether the server has closed a pooled connection or said
// something to it, or whether the last statement on it has run into its deadline: that one stands still. All mean that it is
// not to be used: the server speaks to an idle session to say that it is over. (It also does so when its own settings change;
// then a new connection costs a moment.)
func peek(_ context.Context, cn *pgdriver.Conn) error {
	conn := beneathTLS(cn.Conn())
	if heard, ok := conn.(*heardConn); ok {
		conn = heard.Conn
	}
	if quiet(conn) {
		return nil
	}
	_ = cn.Close()
	return driver.ErrBadConn
}

func quiet(conn net.Conn) bool {
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return true
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return false
	}
	silent := false
	err = raw.Read(func(fd uintptr) bool {
		var one [1]byte
		_, _, err := syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		silent = err == syscall.EAGAIN || err == syscall.EWOULDBLOCK || err == syscall.EINTR
		return true // never wait
	})
	return err == nil && silent
}
