package graphqlws

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// Client is what the server of sockets needs to know of the client of one socket. ReadInit, Authenticate and Open are called by one
// goroutine at a time.
type Client interface {
	// ReadInit takes the credential from the payload of connection_init. If the payload has none, the credential of the handshake
	// stays. It returns UNAUTHENTICATED if the payload has a malformed one.
	ReadInit(payload map[string]json.RawMessage) error
	// CredentialID tells credentials from each other in memory. It returns 0 if the client has none.
	CredentialID() int64
	// Authenticate checks the credential and returns its user, or 0 if the client has no credential. It may wait. It returns
	// UNAUTHENTICATED, with a reason for the client, if the credential is not valid.
	Authenticate(ctx context.Context) (model.ID, error)
	// WatchCredential calls revoked, once, when the credential that was authenticated is no longer valid. revoked must not wait.
	// The caller must call stop.
	WatchCredential(revoked func()) (stop func())
	// Open starts an operation. It must not wait: authenticating, parsing and everything else is for the first call of Work.
	// payload is that of the `subscribe` message; the operation may keep it. wake may be called from any goroutine, at any time, with any
	// lock held, and is cheap: Ready is called soon afterwards.
	Open(payload []byte, wake func()) Operation
}

// Operation is one running query, mutation or subscription of a socket. Its methods are never called concurrently.
type Operation interface {
	// Ready appends payloads that are available without waiting, as many as the portion has bytes for. A payload is the bytes of
	// one result, and is never changed.
	Ready(payloads [][]byte, p Portion) ([][]byte, State)
	// Slots returns the pool from which the next call of Work needs a slot.
	Slots() *fairslots.Pool
	// Work does what waits, on a goroutine of its own. ctx ends when the client completes the operation. again reports whether Work
	// must be called once more, with a slot of the pool that Slots returns then, before Ready is called.
	Work(ctx context.Context) (again bool)
	// Finish says how the operation ended: with `complete`, with an `error` that carries errors (a JSON array), or with the end of
	// the whole socket if closeCode is not 0. It is called once, after Ready has returned Done.
	Finish() (errors []byte, closeCode int, reason string)
	// Close releases what the operation holds. It is the last call, once, also if the operation has not ended.
	Close()
}

// Portion is how much a connection wants of an operation now.
type Portion struct {
	Bytes     int           // of payloads; the last one may exceed it
	Requested *atomic.Int64 // about how many bytes the operations of the connection have requested and not delivered
}

// State is what an operation needs next.
type State int

// The states of operations.
const (
	Idle     State = iota // nothing before the operation calls wake
	More                  // call Ready again
	Blocked               // call Work, then Ready
	Done                  // call Finish
	Deferred              // call Ready again when other operations of the connection have delivered what they requested
)
