package chat

import (
	"chattr/model"
)

// What a feed keeps of its channel's events: how many, and bytes of content.
const (
	ringEvents = 256
	ringBytes  = 1 << 20
)

// push appends events, which follow the head. What they changed is changed in the ring, too. Needs the lock.
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
		f.bytes += len(e.Message.Content)
	}
	f.ring = append(f.ring, events...)
	f.head = events[len(events)-1].Cursor()
	drop := max(0, len(f.ring)-f.hub.ring)
	for i := 0; i < drop || f.bytes > ringBytes && i < len(f.ring)-1; i++ {
		f.bytes -= len(f.ring[i].Message.Content)
		drop = max(drop, i+1)
	}
	clear(f.ring[:drop])
	f.ring = f.ring[drop:]
}

// dropBelow forgets events that are no longer kept, so that it does not depend on the instance what a stream still finds.
// Needs the lock.
func (f *feed) dropBelow(floor int64) {
	first := f.head.Number - int64(len(f.ring)) + 1
	if floor < first {
		return
	}
	drop := min(int(floor-first+1), len(f.ring))
	for _, e := range f.ring[:drop] {
		f.bytes -= len(e.Message.Content)
	}
	clear(f.ring[:drop])
	f.ring = f.ring[drop:]
	f.forgetPages()
	f.wakeAll()
}

// replace shows a message as it is now in every event that the ring holds of it.
func (f *feed) replace(m *model.Message) {
	for i, e := range f.ring {
		if e.Message.ID == m.ID {
			changed := *e
			changed.Message = m
			f.bytes += len(m.Content) - len(e.Message.Content)
			f.ring[i] = &changed
		}
	}
}

func (f *feed) erase(m *model.Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.erased++
	f.replace(m)
	f.forgetPages()
}

func (f *feed) forgetPages() {
	for _, s := range f.streams {
		s.erased.Store(true)
	}
}
