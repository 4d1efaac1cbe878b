package chat

import (
	"chattr/model"
)

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

// shrink removes the oldest events from the ring until that many bytes are free, or none is left. A stream that has not taken
// them yet reads them from the database.
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

// dropBelow forgets events that are no longer kept, so that it does not depend on the instance what a stream still finds.
// f.mu must be held.
func (f *feed) dropBelow(floor int64) {
	first := f.head.Number - int64(len(f.ring)) + 1
	if floor < first {
		return
	}
	f.drop(min(int(floor-first+1), len(f.ring)))
	f.forgetPages()
	f.wakeAll()
}

// replace shows a message as it is now in every event that the ring holds of it.
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

func (f *feed) erase(m *model.Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.erased++
	f.replace(m)
	f.account()
	f.forgetPages()
}

func (f *feed) forgetPages() {
	for _, s := range f.streams {
		s.erased.Store(true)
	}
}
