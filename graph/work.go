package graph

import (
	"context"
	"hash/maphash"
	"net/http"
	"runtime"

	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/fairslots"
)

// workKind is the kind of work that an operation does while it holds a slot. Each kind has slots of its own, so that opening and checking
// streams never waits for mutations.
type workKind int

const (
	preparing workKind = iota // the credential is checked, the document is parsed and validated
	reading                   // queries
	writing                   // mutations
	streaming                 // subscriptions: a stream is opened, older events are read, events are executed for one viewer
	workKinds
)

// workSlots are the slots of this instance for operations, of all transports.
type workSlots [workKinds]*fairslots.Pool

// newWorkSlots returns the slots of an instance. There are few slots for preparing, which needs the processor and rarely waits: if fewer
// operations work at a time, an operation of another client gets its share of the processor sooner. Mutations wait for a commit, which
// many of them share.
func newWorkSlots() *workSlots {
	return &workSlots{
		preparing: fairslots.New(max(16, 4*runtime.GOMAXPROCS(0))),
		reading:   fairslots.New(max(32, 4*runtime.GOMAXPROCS(0))),
		writing:   fairslots.New(64),
		streaming: fairslots.New(64),
	}
}

// hold waits for a slot. The caller must call Release. The returned context has the slot released while the work waits for a rate
// limit.
func (w *workSlots) hold(ctx context.Context, kind workKind, o fairslots.Owner) (context.Context, *fairslots.Job, error) {
	job, err := w[kind].Acquire(ctx, o)
	return fairslots.WithJob(ctx, job), job, err
}

// workOf returns the kind of work that executing an operation is.
func workOf(operation ast.Operation) workKind {
	switch operation {
	case ast.Mutation:
		return writing
	case ast.Subscription:
		return streaming
	default:
		return reading
	}
}

// ownerOf returns the owner of an operation over HTTP or SSE. Conn stays nil, so each of these operations counts as a connection of its
// own: HTTP/2 sends many over one connection, and HTTP/1.1 one stream. The shares of users and of addresses limit them.
func ownerOf(ctx context.Context) fairslots.Owner {
	return fairslots.Owner{Address: address(ctx), User: int64(actor(ctx).UserID())}
}

var credentialSeed = maphash.MakeSeed()

// owner returns the owner of the check of a credential. Each credential counts as a user until its user is known, so that clients with
// the same address do not wait for each other.
func (c credential) owner(a authenticator, r *http.Request) fairslots.Owner {
	return fairslots.Owner{Address: a.proxies.Address(r), User: c.number()}
}

// number returns a number that distinguishes credentials in memory. It returns 0 if there is no credential.
func (c credential) number() int64 {
	if c == (credential{}) {
		return 0
	}
	return int64(maphash.Comparable(credentialSeed, c) | 1)
}
