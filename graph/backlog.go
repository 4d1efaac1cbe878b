package graph

import (
	"net/netip"
	"sync"
	"time"

	"chattr/internal/model"
)

// maxBacklog bounds what this instance holds for clients that have not taken it yet, in bytes.
const maxBacklog = 16 << 20

// backlog counts the bytes that were made for clients and are not written, of all sockets, event streams and responses of this
// instance.
//
// SECURITY: if they exceed the limit, a connection is cut of the user who holds most: the one with the most bytes for the longest
// time. So readers that stop reading cost bounded memory, whatever their number, and make no other user's connections end.
type backlog struct {
	limit int

	mu      sync.Mutex
	bytes   int // of all users, without those that are being cut
	readers map[reader]*readerBacklog
}

func newBacklog() *backlog { return &backlog{limit: maxBacklog, readers: map[reader]*readerBacklog{}} }

// reader says whose bytes wait: a user, or without a credential an address.
type reader struct {
	user    model.ID
	address netip.Addr
}

type readerBacklog struct {
	bytes   int
	waiting map[*unread]struct{}
}

// unread is what one connection waits to write.
type unread struct {
	reader reader
	bytes  int
	since  time.Time // the client took something
	cut    func()    // nil when it was called
}

// add counts bytes until remove is called. It may have cut called, before remove returns, to end the connection. cut must not
// block.
func (b *backlog) add(r reader, bytes int, cut func()) *unread {
	if r.user != 0 {
		r.address = netip.Addr{}
	}
	u := &unread{reader: r, bytes: bytes, since: time.Now(), cut: cut}
	b.mu.Lock()
	defer b.mu.Unlock()
	of := b.readers[r]
	if of == nil {
		of = &readerBacklog{waiting: map[*unread]struct{}{}}
		b.readers[r] = of
	}
	of.waiting[u] = struct{}{}
	of.bytes += bytes
	b.bytes += bytes
	for b.bytes > b.limit {
		b.cutOne()
	}
	return u
}

// progress notes that the client of u took something. All bytes of u stay counted, since they stay in memory.
func (b *backlog) progress(u *unread) {
	b.mu.Lock()
	defer b.mu.Unlock()
	u.since = time.Now()
}

// remove stops counting u.
func (b *backlog) remove(u *unread) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if u.cut != nil {
		b.forget(u)
	}
}

// cutOne cuts a connection of the reader that holds most. b.mu must be held.
func (b *backlog) cutOne() {
	var most *readerBacklog
	for _, of := range b.readers {
		if most == nil || of.bytes > most.bytes {
			most = of
		}
	}
	var (
		worst *unread
		held  time.Duration
		now   = time.Now()
	)
	for u := range most.waiting {
		if h := now.Sub(u.since) * time.Duration(u.bytes); worst == nil || h > held {
			worst, held = u, h
		}
	}
	b.forget(worst)
	worst.cut()
	worst.cut = nil
}

// forget undoes the counting of add. b.mu must be held.
func (b *backlog) forget(u *unread) {
	of := b.readers[u.reader]
	delete(of.waiting, u)
	of.bytes -= u.bytes
	b.bytes -= u.bytes
	if len(of.waiting) == 0 {
		delete(b.readers, u.reader)
	}
}

// size returns how many bytes wait.
func (b *backlog) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bytes
}
