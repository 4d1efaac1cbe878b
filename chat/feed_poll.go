package chat

import "chattr/db"

// hint is told that the channel may have moved.
func (f *feed) hint() {
	f.mu.Lock()
	f.unheard = false
	f.mu.Unlock()
	f.poke()
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

// recheck has those streams check their access again for which the function returns true.
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
