package chat

import "time"

// buckets hold back many at the same pace, or at paces of their own. Those that are full need not be kept.
type buckets[K comparable] struct {
	most int             // that are remembered
	full map[K]time.Time // when each will be
}

func newBuckets[K comparable](most int) buckets[K] {
	return buckets[K]{most: most, full: map[K]time.Time{}}
}

// take takes one, or is how long it is until one can be taken.
func (b buckets[K]) take(key K, p pace, now time.Time) (wait time.Duration) {
	full := b.full[key]
	if wait = p.wait(full, now); wait > 0 {
		return wait
	}
	makeRoom(b.full, key, b.most)
	b.full[key] = p.taken(full, now)
	return 0
}

// set says when a bucket will be full.
func (b buckets[K]) set(key K, full time.Time) {
	makeRoom(b.full, key, b.most)
	b.full[key] = full
}

// giveBack gives back one that was taken.
func (b buckets[K]) giveBack(key K, p pace) {
	if full, known := b.full[key]; known {
		b.full[key] = full.Add(-p.each)
	}
}

// forget drops the buckets that are full, and so are as they would be made anew.
func (b buckets[K]) forget(now time.Time) {
	for key, full := range b.full {
		if !full.After(now) {
			delete(b.full, key)
		}
	}
}

// makeRoom drops any other for a key that is new, when there are so many. Whoever has that many addresses is not held up by a
// limit for each of them, and must not hold up others either.
func makeRoom[K comparable, V any](m map[K]V, key K, most int) {
	if _, there := m[key]; there || len(m) < most {
		return
	}
	for other := range m {
		delete(m, other)
		return
	}
}
