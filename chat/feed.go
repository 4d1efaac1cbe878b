package chat

import (
	"context"
	"sync"
	"time"

	"chattr/db"
	"chattr/metrics"
	"chattr/model"
)

// feed is one channel's recent events on this instance: read once, walked by every stream at its own cursor.
type feed struct {
	hub     *hub
	channel model.ID
	begun   sync.Mutex // held while the feed begins

	mu      sync.RWMutex
	streams []*Stream
	ring    []*model.ChannelEvent // without a hole, up to head; events are never changed, only replaced
	bytes   int                   // of content in the ring
	head    model.Cursor          // of the last event read
	access  int64                 // the server's access version, as last polled
	ready   bool                  // has begun
	erased  uint64                // how often text was removed here: what was read before may still hold it
	reading bool                  // a reader is at work
	dirty   bool                  // and must look again
	unheard bool                  // the poll found that the channel has moved, and no hint has told of it so far
	err     error                 // why the feed has ended
}

const readAtOnce = 256

func newFeed(h *hub, channel model.ID) *feed { return &feed{hub: h, channel: channel} }

// begin reads where the channel stands and its latest events, so that everybody who comes back at once after a restart finds
// them here. Only the first stream reads; the others wait for it.
func (f *feed) begin(ctx context.Context) error {
	f.begun.Lock()
	defer f.begun.Unlock()
	for !f.ready {
		if err := f.tryBegin(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (f *feed) tryBegin(ctx context.Context) error {
	_, erased := f.place()
	f.hub.metrics.StreamRead(metrics.FirstRead, 1)
	watched, err := f.hub.db.Watched(ctx, []model.ID{f.channel})
	if err != nil {
		return err
	}
	w := watched[f.channel]
	from := max(w.Head.Number-int64(f.hub.ring)+1, w.Head.FloorNumber+1)
	var events []*model.ChannelEvent
	if w.Head.Number >= from {
		f.hub.metrics.StreamRead(metrics.FirstRead, 1)
		if events, err = f.hub.db.Events(ctx, f.channel, from, f.hub.ring); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.erased != erased {
		return nil
	}
	f.head, f.access, f.ready = model.Cursor{ChannelID: f.channel, Number: from - 1}, w.Access, true
	if len(events) == 0 || events[0].Number != from {
		f.head = w.Head.Cursor()
		return nil
	}
	f.push(events)
	return nil
}

// place is where the next reading begins, and what to compare after it.
func (f *feed) place() (at model.Cursor, erased uint64) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.head, f.erased
}

// before says whether the ring has not got to that number yet, and still may.
func (f *feed) before(number int64) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.head.Number < number && f.err == nil
}

func (f *feed) add(s *Stream) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s.place = len(f.streams)
	f.streams = append(f.streams, s)
}

// remove says whether the feed has no streams left.
func (f *feed) remove(s *Stream) (empty bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	last := len(f.streams) - 1
	f.streams[s.place] = f.streams[last]
	f.streams[s.place].place = s.place
	f.streams[last] = nil
	f.streams = f.streams[:last]
	return last == 0
}

// hint is told that the channel may have moved.
func (f *feed) hint() {
	f.mu.Lock()
	f.unheard = false
	f.mu.Unlock()
	f.poke()
}

// poke has the channel read on. It never waits: a reader that is at work looks once more when it is done.
func (f *feed) poke() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dirty = true
	if f.reading || !f.ready || f.err != nil {
		return
	}
	f.reading = true
	f.hub.reading.Go(f.readOn)
}

func (f *feed) readOn() {
	ctx, cancel := context.WithTimeout(context.Background(), pollTimeout)
	defer cancel()
	for f.again() {
		// SECURITY: what came while the instance was paused is not delivered before it is known who lost access meanwhile.
		err := f.hub.freshen(ctx)
		if err == nil {
			err = f.read(ctx)
		}
		if err != nil {
			f.hub.retry(err)
			f.rest()
			return
		}
	}
}

// again says whether there is something to look for; if not, the reader is done.
func (f *feed) again() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading = f.dirty && f.err == nil
	f.dirty = false
	return f.reading
}

// rest ends a reader that failed; the next poll finds that the feed is behind and pokes it again.
func (f *feed) rest() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading, f.dirty = false, true
}

// read reads on from the head, and the head's own event again: if it is another, the history is another.
func (f *feed) read(ctx context.Context) error {
	at, erased := f.place()
	f.hub.metrics.StreamRead(metrics.LiveRead, 1)
	events, err := f.hub.db.Events(ctx, f.channel, max(at.Number, 1), readAtOnce+1)
	if err != nil {
		return err
	}
	if at.Number > 0 {
		if len(events) == 0 || events[0].Cursor() != at {
			return f.explain(ctx, at, erased, events)
		}
		events = events[1:]
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case len(events) == 0:
		return nil
	case f.erased != erased: // a text was removed while it was being read
		f.dirty = true
		return nil
	}
	if events[0].Number != at.Number+1 {
		f.end(cursorExpired())
		return nil
	}
	f.dirty = f.dirty || len(events) >= readAtOnce
	f.deliver(events)
	return nil
}

// explain finds out why the head's event is not there: the history was replaced, or retention took the event.
func (f *feed) explain(ctx context.Context, at model.Cursor, erased uint64, events []*model.ChannelEvent) error {
	f.hub.metrics.StreamRead(metrics.LiveRead, 1)
	heads, err := f.hub.db.Heads(ctx, []model.ID{f.channel})
	if err != nil {
		return err
	}
	h, exists := heads[f.channel]
	reason := compareCursor(at, h)
	switch {
	case !exists:
		reason = model.NoSuch("channel")
	case reason == nil && len(events) > 0 && events[0].Number != at.Number+1:
		reason = cursorExpired()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case reason != nil:
		f.end(reason)
	case f.erased != erased:
		f.dirty = true
	case len(events) > 0:
		f.deliver(events)
	}
	return nil
}

// deliver is push of what came just now. Needs the lock.
func (f *feed) deliver(events []*model.ChannelEvent) {
	f.push(events)
	f.wakeAll()
	now := time.Now()
	for _, e := range events {
		f.hub.metrics.EventCame(now.Sub(e.OccurredAt))
	}
}

// compare is told by the poll where the channel stands.
func (f *feed) compare(w db.Watched) {
	f.mu.Lock()
	moved, access := f.ready && w.Head.Cursor() != f.head, f.ready && w.Access != f.access
	if f.ready {
		f.access = w.Access
		f.dropBelow(w.Head.FloorNumber)
	}
	f.listenFor(moved)
	f.mu.Unlock()
	if moved {
		f.poke()
	}
	if access {
		f.recheck(func(*Stream) bool { return true })
		return
	}
	f.recheck((*Stream).expired)
}

// listenFor counts the hints that were lost. One may be on its way when the poll finds what it is about: it has until the next
// poll to come. Needs the lock.
func (f *feed) listenFor(moved bool) {
	if f.unheard {
		f.hub.metrics.HintLost()
	}
	f.unheard = moved && !f.reading && !f.dirty
}

// recheck has some of the streams look again whether they may go on.
func (f *feed) recheck(which func(*Stream) bool) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	for _, s := range f.streams {
		if which(s) {
			s.doubted.Store(true)
			s.notify()
		}
	}
}

// end tells every stream why there will be no more events. Needs the lock.
func (f *feed) end(reason error) {
	f.err = reason
	f.wakeAll()
	go f.hub.forget(f) // which takes the hub's lock first
}

func (f *feed) wakeAll() {
	for _, s := range f.streams {
		s.notify()
	}
}
