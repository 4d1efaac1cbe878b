package chat

import (
	"context"
	"sync"

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
