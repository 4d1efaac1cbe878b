package stream

import (
	linked "container/list"
	"sync"
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
