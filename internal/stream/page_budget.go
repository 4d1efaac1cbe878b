package stream

import (
	linked "container/list"
	"sync"

	"chattr/internal/model"
)

// The limits of pages. Sizes are in bytes, as model.ChannelEvent.Size counts them.
const (
	pageEvents = 256       // in one page
	pageBytes  = 128 << 10 // in one page
	pagesBytes = 8 << 20   // in the pages of all streams
	firstPage  = 64        // events in the first page of a stream: it is not known yet how long they are
	minPage    = 16        // events
)

// page is a page that a stream has read for itself, with the events that it has not taken yet.
type page struct {
	stream *Stream
	events []*model.ChannelEvent // only the stream changes it
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

// put stores a page for s.
func (b *pageBudget) put(s *Stream, events []*model.ChannelEvent, bytes int) {
	p := &page{stream: s, events: events, bytes: bytes}
	b.mu.Lock()
	defer b.mu.Unlock()
	p.recent = b.recent.PushBack(p)
	b.bytes += bytes
	s.ahead.Store(p)
	for front := b.recent.Front(); b.bytes > b.limit && front != p.recent; front = b.recent.Front() {
		b.remove(front.Value.(*page))
	}
}

// use records that the stream has taken events of that many bytes from its page. An empty page is removed.
func (b *pageBudget) use(p *page, bytes int) {
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

// drop removes the page of s, if it has one.
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

// remove takes p away from the budget and from its stream. b.mu must be held.
func (b *pageBudget) remove(p *page) {
	b.recent.Remove(p.recent)
	p.recent = nil
	b.bytes -= p.bytes
	p.stream.ahead.CompareAndSwap(p, nil)
}

// size returns what all pages hold, in bytes.
func (b *pageBudget) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bytes
}
