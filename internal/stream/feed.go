package stream

import (
	linked "container/list"
	"context"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// feed holds the recent events of one channel on this instance. They are read once, and every stream takes them at its own cursor.
type feed struct {
	hub      *Hub
	channel  model.ID
	starting sync.Mutex // held while the feed starts

	mu          sync.RWMutex
	streams     []*Stream
	ring        []*model.ChannelEvent // contiguous, up to head; an event is never changed, only replaced
	bytes       int                   // of the events in the ring, as model.ChannelEvent.Size counts them
	head        model.Cursor          // of the last event read
	access      int64                 // the server's access version, as last polled
	ready       bool                  // has started
	erasures    uint64                // counts deleted texts: events that were read before a deletion may still have its text
	reading     bool                  // a reader runs
	dirty       bool                  // the reader must read again
	hintMissing bool                  // the poll found new events of which no hint has come so far
	err         error                 // why the feed has ended

	counted int             // of bytes; as is recent, guarded by hub.rings
	recent  *linked.Element // in hub.rings
}

// maxRead is how many events one read returns.
const maxRead = 256

// newFeed returns a feed that has not started.
func newFeed(h *Hub, channel model.ID) *feed { return &feed{hub: h, channel: channel} }

// start reads the channel's head and its latest events, so that the streams that return together after a restart find the events here.
// Only the first stream reads; the others wait for it.
func (f *feed) start(ctx context.Context) error {
	f.starting.Lock()
	defer f.starting.Unlock()
	for !f.ready {
		if err := f.tryStart(ctx); err != nil {
			return err
		}
	}
	return nil
}

// tryStart starts the feed, unless a text was removed meanwhile. Then f.ready stays false.
func (f *feed) tryStart(ctx context.Context) error {
	_, erasures := f.place()
	f.hub.o.Metrics.StreamRead(metrics.FirstRead, 1)
	watched, err := f.hub.db.Watched(ctx, []model.ID{f.channel})
	if err != nil {
		return err
	}
	w := watched[f.channel]
	from := max(w.Head.Number-int64(f.hub.ring)+1, w.Head.FloorNumber+1)
	var events []*model.ChannelEvent
	if w.Head.Number >= from {
		f.hub.o.Metrics.StreamRead(metrics.FirstRead, 1)
		if events, err = f.hub.db.LatestEvents(ctx, f.channel, from, f.hub.ring, ringBytes); err != nil {
			return err
		}
	}
	if f.fill(w, events, erasures) {
		f.readSoon() // a hint that came in the meantime found the feed not ready
		f.hub.rings.enforce()
	}
	return nil
}

// fill makes the feed ready with its latest events. It reports false if a text was removed while they were being read.
func (f *feed) fill(w db.Watched, events []*model.ChannelEvent, erasures uint64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.erasures != erasures {
		return false
	}
	f.head, f.access, f.ready = w.Head.Cursor(), w.Access, true
	if n := len(events); n > 0 && events[n-1].Number >= w.Head.Number {
		f.push(events)
	}
	return true
}

// before reports whether the ring has not reached that number yet and still may.
func (f *feed) before(number int64) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.head.Number < number && f.err == nil
}

// add adds a stream.
func (f *feed) add(s *Stream) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s.place = len(f.streams)
	f.streams = append(f.streams, s)
}

// remove takes a stream away and reports whether the feed has no streams left.
func (f *feed) remove(s *Stream) (empty bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	last := len(f.streams) - 1
	f.streams[s.place] = f.streams[last]
	f.streams[s.place].place = s.place
	f.streams[last] = nil
	f.streams = f.streams[:last]
	f.account()
	return last == 0
}

// end ends every stream for a reason: NOT_FOUND, CURSOR_FORKED, or CURSOR_EXPIRED for a damaged history. f.mu must be held.
//
// SECURITY: a stream delivers nothing after this, not even what the ring still holds. The hub forgets the feed, so that later
// checks of access do not reach its streams.
func (f *feed) end(reason error) {
	f.err = reason
	f.forgetPages()
	f.wakeAll()
	go f.hub.forget(f) // which takes the hub's lock first
}

// wakeAll notifies all streams. f.mu must be held, at least for reading.
func (f *feed) wakeAll() {
	for _, s := range f.streams {
		s.notify()
	}
}

// hint handles a hint that the channel has new events: it starts a reader.
func (f *feed) hint() {
	f.mu.Lock()
	f.hintMissing = false
	f.mu.Unlock()
	f.readSoon()
}

// compare handles the result of a poll. It starts a reader if the channel has new events, and has streams check their access if access has
// changed or their credential has expired.
func (f *feed) compare(w db.Watched) {
	f.mu.Lock()
	moved, access := f.ready && w.Head.Cursor() != f.head, f.ready && w.Access != f.access
	if f.ready {
		f.access = w.Access
		f.dropBelow(w.Head.FloorNumber)
	}
	f.countLostHint(moved)
	f.mu.Unlock()
	if moved {
		f.readSoon()
	}
	if access {
		f.recheck(func(*Stream) bool { return true })
		return
	}
	f.recheck((*Stream).expired)
}

// countLostHint counts lost hints. A hint may still be on its way when the poll finds its event: it has until the next poll to arrive. f.mu
// must be held.
func (f *feed) countLostHint(moved bool) {
	if f.hintMissing {
		f.hub.o.Metrics.HintLost()
	}
	f.hintMissing = moved && !f.reading && !f.dirty
}

// recheck has the streams check their access again for which the function returns true.
func (f *feed) recheck(which func(*Stream) bool) {
	doubt := f.hub.doubts.Add(1)
	f.mu.RLock()
	defer f.mu.RUnlock()
	for _, s := range f.streams {
		if which(s) {
			s.raise(doubt)
		}
	}
}

// place returns where the next read starts, and the count of erasures to compare after it.
func (f *feed) place() (at model.Cursor, erasures uint64) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.head, f.erasures
}

// readSoon starts a reader. It never waits: if a reader runs already, it reads once more when it is done.
func (f *feed) readSoon() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dirty = true
	if f.reading || !f.ready || f.err != nil {
		return
	}
	f.reading = f.hub.background.Start(f.readOn)
}

// readOn reads until there is nothing new. Each read has a deadline of its own: in a busy channel the loop has no end.
func (f *feed) readOn() {
	for f.mustRead() {
		if err := f.tryRead(); err != nil {
			f.hub.reportFailure(err)
			f.stopAfterFailure()
			return
		}
	}
}

// tryRead reads once.
func (f *feed) tryRead() error {
	ctx, cancel := context.WithTimeout(context.Background(), f.hub.readTimeout)
	defer cancel()
	// SECURITY: events that arrived while the instance was paused are not delivered before access is compared.
	if err := f.hub.freshen(ctx); err != nil {
		return err
	}
	defer f.hub.rings.enforce()
	return f.read(ctx)
}

// mustRead reports whether the reader must read. If not, the reader is done.
func (f *feed) mustRead() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading = f.dirty && f.err == nil
	f.dirty = false
	return f.reading
}

// stopAfterFailure ends a reader that failed. The next poll finds that the feed is behind and starts another.
func (f *feed) stopAfterFailure() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading, f.dirty = false, true
}

// read reads the events after the head, and the head's own event again: if it is another, the history is another.
func (f *feed) read(ctx context.Context) error {
	at, erasures := f.place()
	f.hub.o.Metrics.StreamRead(metrics.LiveRead, 1)
	events, more, err := f.hub.db.Events(ctx, f.channel, max(at.Number, 1), maxRead+1, ringBytes)
	if err != nil {
		return err
	}
	kept := at.Number == 0
	if len(events) > 0 && events[0].Cursor() == at {
		events, kept = events[1:], true
	}
	if !kept || len(events) > 0 && events[0].Number != at.Number+1 {
		if err := f.explain(ctx, at); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.err != nil || f.head != at: // explain has found why
	case len(events) > 0 && events[0].Number != at.Number+1: // a hole: only a damaged database has one
		f.end(cursorExpired())
	case f.erasures != erasures: // a text was removed while it was being read
		f.dirty = true
	case len(events) > 0:
		f.dirty = f.dirty || more
		f.deliver(events)
	}
	return nil
}

// explain finds out why the event at the head, or the one after it, is missing. If the head is at the floor, nothing is wrong. If
// retention removed more, the feed continues at the floor: streams before the floor end with CURSOR_EXPIRED, the others continue.
// If the channel was deleted or its history is another, the feed ends.
func (f *feed) explain(ctx context.Context, at model.Cursor) error {
	f.hub.o.Metrics.StreamRead(metrics.LiveRead, 1)
	h, err := f.hub.headOf(ctx, f.channel)
	if err == nil {
		err = compareCursor(at, h)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch model.ErrorCode(err) {
	case "":
		return nil
	case model.CursorExpired:
		f.drop(len(f.ring))
		f.forgetPages()
		f.head, f.dirty = h.Floor(), true
		f.wakeAll()
		return nil
	case model.NotFound, model.CursorForked:
		f.end(err)
		return nil
	}
	return err
}

// deliver pushes new events and wakes the streams. f.mu must be held.
func (f *feed) deliver(events []*model.ChannelEvent) {
	f.push(events)
	f.wakeAll()
	now := time.Now()
	for _, e := range events {
		f.hub.o.Metrics.EventCame(now.Sub(e.OccurredAt))
	}
}

// The limits of rings. Sizes are in bytes, as model.ChannelEvent.Size counts them.
const (
	ringEvents = 256      // in the ring of one channel
	ringBytes  = 1 << 20  // in the ring of one channel
	ringsBytes = 32 << 20 // in all rings of the instance
)

// push appends events, which follow the head. It also applies their changes to the messages in the ring. f.mu must be held, and
// rings.enforce called afterwards.
func (f *feed) push(events []*model.ChannelEvent) {
	for _, e := range events {
		if e.Kind != model.MessagePosted {
			f.replace(e.Message)
		}
		if e.Kind == model.MessageDeleted { // perhaps by another instance: pages that streams read for themselves may hold it
			f.forgetPages()
		}
	}
	for _, e := range events {
		f.bytes += e.Size()
	}
	f.ring = append(f.ring, events...)
	f.head = events[len(events)-1].Cursor()
	drop, bytes := max(0, len(f.ring)-f.hub.ring), f.bytes
	for i, e := range f.ring[:len(f.ring)-1] {
		if i >= drop && bytes <= ringBytes {
			break
		}
		bytes -= e.Size()
		drop = i + 1
	}
	f.drop(drop)
	f.hub.rings.touch(f)
}

// drop removes the oldest events from the ring. f.mu must be held.
func (f *feed) drop(count int) {
	for _, e := range f.ring[:count] {
		f.bytes -= e.Size()
	}
	clear(f.ring[:count])
	if f.ring = f.ring[count:]; len(f.ring) == 0 {
		f.ring = nil
	}
	f.account()
}

// shrink removes the oldest events from the ring until that many bytes are free or the ring is empty. A stream that has not taken them
// yet reads them from the database.
func (f *feed) shrink(bytes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	count := 0
	for ; count < len(f.ring) && bytes > 0; count++ {
		bytes -= f.ring[count].Size()
	}
	f.drop(count)
}

// account reports to the budget what the ring holds: nothing if the feed has no streams. f.mu must be held.
func (f *feed) account() {
	if len(f.streams) == 0 {
		f.ring, f.bytes = nil, 0
	}
	f.hub.rings.set(f, f.bytes)
}

// dropBelow drops the events that are no longer kept, so that a stream finds the same events on every instance. f.mu must be held.
func (f *feed) dropBelow(floor int64) {
	first := f.head.Number - int64(len(f.ring)) + 1
	if floor < first {
		return
	}
	f.drop(min(int(floor-first+1), len(f.ring)))
	f.forgetPages()
	f.wakeAll()
}

// replace puts the current message into every event of it in the ring. f.mu must be held.
func (f *feed) replace(m *model.Message) {
	for i, e := range f.ring {
		if e.Message.ID == m.ID {
			changed := *e
			changed.Message = m
			f.bytes += changed.Size() - e.Size()
			f.ring[i] = &changed
		}
	}
}

// erase removes the text of a deleted message from the ring and from the pages of the streams.
func (f *feed) erase(m *model.Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.erasures++
	f.replace(m)
	f.account()
	f.forgetPages()
}

// forgetPages has every stream read its page again. f.mu must be held.
func (f *feed) forgetPages() {
	for _, s := range f.streams {
		s.erased.Store(true)
	}
}
