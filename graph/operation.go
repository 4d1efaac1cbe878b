package graph

import (
	"context"
	"net/netip"
)

// operation is one running query, mutation or subscription of a socket. Its methods never run at the same time.
type operation interface {
	// ready appends payloads that can be had without waiting, as many as the portion has bytes for: the bytes of one result
	// each, read only.
	ready(payloads [][]byte, p portion) ([][]byte, operationState)
	// kind says which slots the next call of work needs.
	kind() workKind
	// work does what waits, on a goroutine of its own. ctx ends when the client lets go of the operation. again reports whether
	// it must be called once more, with a slot of the kind then, before ready is.
	work(ctx context.Context) (again bool)
	// finish says how it ended: with `complete`, with an `error` that carries errors (a JSON array), or with the end of the
	// whole socket when closeCode is not 0. It is asked once, after ready has said done.
	finish() (errors []byte, closeCode int, reason string)
	// close lets go of what the operation holds. It is called once, last, also when the operation has not ended.
	close()
}

// operationState says what an operation needs next.
type operationState int

const (
	idle    operationState = iota // nothing before it wakes
	more                          // call ready again
	blocked                       // call work, then ready again
	done                          // call finish
	hungry                        // call ready again when other operations of the connection have delivered what they asked for
)

// opener begins the operations of sockets.
type opener interface {
	// open must not wait: authenticating, parsing and all else is for the first work. payload is that of the `subscribe`
	// message, the operation's to keep. wake may be called from anywhere, at any time, with any lock held, and costs next to
	// nothing: it has ready called soon.
	open(from netip.Addr, who credential, payload []byte, wake func()) operation
}
