package chat

import (
	linked "container/list"
	"sync"

	"chattr/model"
)

// ringBudget bounds what the rings of all channels hold together. If they hold more, the ring shrinks whose channel has been
// without a new event for the longest time.
type ringBudget struct {
	limit int

	mu     sync.Mutex
	bytes  int
	recent linked.List // feeds with events in their rings; the front has grown least recently
}

// set records what the ring of f holds.
func (b *ringBudget) set(f *feed, bytes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bytes += bytes - f.counted
	f.counted = bytes
	switch {
	case bytes == 0 && f.recent != nil:
		b.recent.Remove(f.recent)
		f.recent = nil
	case bytes > 0 && f.recent == nil:
		f.recent = b.recent.PushBack(f)
	}
}

// touch records that the ring of f has grown just now.
func (b *ringBudget) touch(f *feed) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if f.recent != nil {
		b.recent.MoveToBack(f.recent)
	}
}

// enforce shrinks rings until all are within the limit. The caller must not hold the lock of a feed.
func (b *ringBudget) enforce() {
	for f, excess := b.next(); f != nil; f, excess = b.next() {
		f.shrink(excess)
	}
}

// next returns the feed whose ring is to shrink, nil if there is none, and by how much.
func (b *ringBudget) next() (f *feed, excess int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	front := b.recent.Front()
	if b.bytes <= b.limit || front == nil {
		return nil, 0
	}
	return front.Value.(*feed), b.bytes - b.limit
}

// size returns what all rings hold, in bytes.
func (b *ringBudget) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bytes
}

// The limits of pages. Sizes are in bytes, as model.ChannelEvent.Size counts them.
const (
	pageEvents = 256       // in one page
	pageBytes  = 128 << 10 // in one page
	pagesBytes = 8 << 20   // in the pages of all streams
	firstPage  = 64        // events in the first page of a stream: it is not known yet how long they are
	leastPage  = 16        // events
)

// readAhead is a page that a stream has read for itself and not taken yet.
type readAhead struct {
	stream *Stream
	events []*model.ChannelEvent // changed by the stream alone
	bytes  int                   // of events; as is recent, guarded by pageBudget
	recent *linked.Element       // nil once the page was dropped
}

// pageBudget bounds what the pages of all streams hold together. If they hold more, the pages are dropped that were used least
// recently: their streams read them again.
type pageBudget struct {
	limit int

	mu     sync.Mutex
	bytes  int
	recent linked.List // pages; the front was used least recently
}

// put keeps a page for s.
func (b *pageBudget) put(s *Stream, events []*model.ChannelEvent, bytes int) {
	p := &readAhead{stream: s, events: events, bytes: bytes}
	b.mu.Lock()
	defer b.mu.Unlock()
	p.recent = b.recent.PushBack(p)
	b.bytes += bytes
	s.ahead.Store(p)
	for front := b.recent.Front(); b.bytes > b.limit && front != p.recent; front = b.recent.Front() {
		b.remove(front.Value.(*readAhead))
	}
}

// use notes that the stream has taken events of that many bytes from its page.
func (b *pageBudget) use(p *readAhead, bytes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case p.recent == nil:
	case len(p.events) == 0:
		b.remove(p)
	default:
		p.bytes -= bytes
		b.bytes -= bytes
		b.recent.MoveToBack(p.recent)
	}
}

// drop forgets the page of s.
func (b *pageBudget) drop(s *Stream) {
	p := s.ahead.Load()
	if p == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.recent != nil {
		b.remove(p)
	}
}

// remove takes p out of the budget and away from its stream. b.mu must be held.
func (b *pageBudget) remove(p *readAhead) {
	b.recent.Remove(p.recent)
	p.recent = nil
	b.bytes -= p.bytes
	p.stream.ahead.CompareAndSwap(p, nil)
}
