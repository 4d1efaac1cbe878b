package chat

import (
	linked "container/list"
	"context"
	"sync"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/model"
)

// The limits of pages. Sizes are in bytes, as model.ChannelEvent.Size counts them.
const (
	pageEvents = 256       // in one page
	pageBytes  = 128 << 10 // in one page
	pagesBytes = 8 << 20   // in the pages of all streams
	firstPage  = 64        // events in the first page of a stream: it is not known yet how long they are
	leastPage  = 16        // events
)

// readAhead is a page that a stream has read for itself, with the events that it has not taken yet.
type readAhead struct {
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

// use records that the stream has taken events of that many bytes from its page. An empty page is removed.
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
func (b *pageBudget) remove(p *readAhead) {
	b.recent.Remove(p.recent)
	p.recent = nil
	b.bytes -= p.bytes
	p.stream.ahead.CompareAndSwap(p, nil)
}

// CatchUp reads a page for a stream that fell behind the ring. Few streams read at the same time; the others wait, in a queue
// for each user. While the database is unavailable, CatchUp waits a second and returns nil. Its error is that of ctx.
func (s *Stream) CatchUp(ctx context.Context) error {
	err := s.readOn(ctx)
	switch model.ErrorCode(err) {
	case "":
		return nil
	case model.StoreUnavailable, model.Internal:
		return s.pause(ctx, err)
	}
	s.err = err
	return nil
}

// readOn reads a page in a slot, unless the stream's access is doubted: Take checks it first.
func (s *Stream) readOn(ctx context.Context) error {
	if err := s.acquire(ctx); err != nil {
		return ctx.Err()
	}
	defer s.chat.hub.pageSlots.release(s.actor.UserID())
	// SECURITY: an instance that was paused compares access with the database before it reads on.
	if err := s.chat.hub.freshen(ctx); err != nil {
		return err
	}
	if s.doubt.Load() != 0 || s.inRing() || s.ahead.Load() != nil {
		return nil
	}
	return s.page(ctx)
}

// acquire waits for a slot to read a page, until ctx ends or the stream's access is doubted.
func (s *Stream) acquire(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.waiting.Store(&cancel)
	defer s.waiting.Store(nil)
	if s.doubt.Load() != 0 {
		return context.Canceled
	}
	return s.chat.hub.pageSlots.acquire(ctx, s.actor.UserID())
}

// pause keeps a stream open while the database is unavailable: its reader must not lose events through an outage.
func (s *Stream) pause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.chat.o.Metrics.DatabaseFailed(metrics.Streaming)
	s.chat.o.Log.WarnContext(ctx, "a stream could not read on; it will try again", "error", err)
	select {
	case <-time.After(time.Second):
	case <-s.chat.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// page reads the next events for this stream alone. It starts with the event at the cursor itself, which proves that the cursor belongs to
// this history.
func (s *Stream) page(ctx context.Context) error {
	s.erased.Store(false)
	s.chat.o.Metrics.StreamRead(metrics.PageRead, 1)
	events, _, err := s.chat.db.Events(ctx, s.channel, s.at.Number, s.limit+1, pageBytes)
	if err != nil {
		return err
	}
	if s.at.Number > 0 && len(events) > 0 && events[0].Cursor() == s.at {
		events = events[1:]
	} else if err := s.compare(ctx); err != nil {
		return err
	}
	if len(events) > 0 && events[0].Number != s.at.Number+1 {
		return cursorExpired()
	}
	if len(events) > 0 {
		s.keep(events)
	}
	return nil
}

// keep stores a page for Take. The next page gets as many events as fit if they are as long as those of this page.
func (s *Stream) keep(events []*model.ChannelEvent) {
	bytes := 0
	for _, e := range events {
		bytes += e.Size()
	}
	s.limit = min(max(leastPage, len(events)*pageBytes*5/4/bytes), pageEvents)
	s.chat.hub.pages.put(s, events, bytes)
}

func (s *Stream) compare(ctx context.Context) error {
	s.chat.o.Metrics.StreamRead(metrics.HeadRead, 1)
	h, err := s.chat.hub.headOf(ctx, s.channel)
	if err != nil {
		return err
	}
	return compareCursor(s.at, h)
}

// compareCursor returns what is wrong with a cursor whose event is not kept: CURSOR_EXPIRED or CURSOR_FORKED. It returns nil if
// the cursor is the floor.
func compareCursor(at model.Cursor, h model.Head) error {
	switch {
	case at.Number < h.FloorNumber:
		return cursorExpired()
	case at == h.Floor():
		return nil
	}
	return model.Errorf(model.CursorForked, "The history this cursor belongs to is gone: the database was restored. "+
		"Read a page of messages and resume from its resumeCursor.")
}

func cursorExpired() error {
	return model.Errorf(model.CursorExpired, "The events after this cursor are no longer kept. "+
		"Read a page of messages and resume from its resumeCursor.")
}
