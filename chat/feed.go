package chat

import (
	linked "container/list"
	"context"
	"sync"

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
	bytes   int                   // of the events in the ring, as model.ChannelEvent.Size counts them
	head    model.Cursor          // of the last event read
	access  int64                 // the server's access version, as last polled
	ready   bool                  // has begun
	erased  uint64                // how often text was removed here: what was read before may still hold it
	reading bool                  // a reader is at work
	dirty   bool                  // and must look again
	unheard bool                  // the poll found that the channel has moved, and no hint has told of it so far
	err     error                 // why the feed has ended

	counted int             // of bytes; as is recent, guarded by hub.rings
	recent  *linked.Element // in hub.rings
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
		if events, err = f.hub.db.LatestEvents(ctx, f.channel, from, f.hub.ring, ringBytes); err != nil {
			return err
		}
	}
	if f.fill(w, events, erased) {
		f.poke() // a hint that came in the meantime found the feed not ready
		f.hub.rings.enforce()
	}
	return nil
}

// fill makes the feed ready with its latest events. It reports false if a text was removed while they were being read.
func (f *feed) fill(w db.Watched, events []*model.ChannelEvent, erased uint64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.erased != erased {
		return false
	}
	f.head, f.access, f.ready = w.Head.Cursor(), w.Access, true
	if n := len(events); n > 0 && events[n-1].Number >= w.Head.Number {
		f.push(events)
	}
	return true
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
	f.account()
	return last == 0
}

// end ends every stream for a reason: NOT_FOUND, CURSOR_FORKED, or CURSOR_EXPIRED for a damaged
// history. f.mu must be held.
//
// SECURITY: a stream delivers nothing after this, not even what the ring still holds. The hub forgets the feed, so that later
// checks of access do not reach its streams.
func (f *feed) end(reason error) {
	f.err = reason
	f.forgetPages()
	f.wakeAll()
	go f.hub.forget(f) // which takes the hub's lock first
}

func (f *feed) wakeAll() {
	for _, s := range f.streams {
		s.notify()
	}
}
