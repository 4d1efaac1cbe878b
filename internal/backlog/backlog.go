// Package backlog limits how many bytes an instance holds for clients that do not read them.
package backlog

import (
	"net/netip"
	"sync"
	"time"

	"chattr/internal/model"
)

// maxBytes is how many bytes this instance holds for clients that have not read them yet.
const maxBytes = 16 << 20

// Backlog counts the bytes that were made for clients and are not written, of all sockets, event streams and responses of this
// instance. Its methods are safe for concurrent use.
//
// SECURITY: if they exceed the limit, a connection is cut of the user who holds most: the one with the most bytes for the longest
// time. So clients that stop reading cost bounded memory, whatever their number, and make no other user's connections end.
type Backlog struct {
	limit int

	mu     sync.Mutex
	bytes  int // of all owners, without those of connections that are being cut
	owners map[Owner]*ownerBacklog
}

// New returns an empty backlog.
func New() *Backlog { return &Backlog{limit: maxBytes, owners: map[Owner]*ownerBacklog{}} }

// Owner is what the bytes of a connection count against: a user, or without a credential (User is 0) an address.
type Owner struct {
	User    model.ID
	Address netip.Addr
}

type ownerBacklog struct {
	bytes   int
	entries map[*Entry]struct{}
}

// Entry is the bytes that one connection waits to write.
type Entry struct {
	owner    Owner
	bytes    int
	progress time.Time // when the client last read something
	cut      func()    // nil after it was called
}

// Add counts bytes until Remove is called. It may call cut, before Remove returns, to end the connection. cut must not block.
func (b *Backlog) Add(o Owner, bytes int, cut func()) *Entry {
	if o.User != 0 {
		o.Address = netip.Addr{}
	}
	e := &Entry{owner: o, bytes: bytes, progress: time.Now(), cut: cut}
	b.mu.Lock()
	defer b.mu.Unlock()
	of := b.owners[o]
	if of == nil {
		of = &ownerBacklog{entries: map[*Entry]struct{}{}}
		b.owners[o] = of
	}
	of.entries[e] = struct{}{}
	of.bytes += bytes
	b.bytes += bytes
	for b.bytes > b.limit {
		b.cutOne()
	}
	return e
}

// Progress records that the client of e read something. All bytes of e stay counted, because they stay in memory.
func (b *Backlog) Progress(e *Entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e.progress = time.Now()
}

// Remove stops counting e.
func (b *Backlog) Remove(e *Entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e.cut != nil {
		b.subtract(e)
	}
}

// cutOne cuts a connection of the owner with the most bytes. b.mu must be held.
func (b *Backlog) cutOne() {
	var most *ownerBacklog
	for _, of := range b.owners {
		if most == nil || of.bytes > most.bytes {
			most = of
		}
	}
	var (
		worst *Entry
		held  time.Duration
		now   = time.Now()
	)
	for e := range most.entries {
		if h := now.Sub(e.progress) * time.Duration(e.bytes); worst == nil || h > held {
			worst, held = e, h
		}
	}
	b.subtract(worst)
	worst.cut()
	worst.cut = nil
}

// subtract undoes the counting of Add. b.mu must be held.
func (b *Backlog) subtract(e *Entry) {
	of := b.owners[e.owner]
	delete(of.entries, e)
	of.bytes -= e.bytes
	b.bytes -= e.bytes
	if len(of.entries) == 0 {
		delete(b.owners, e.owner)
	}
}

// Bytes returns how many bytes are counted.
func (b *Backlog) Bytes() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bytes
}
