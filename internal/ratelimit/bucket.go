package ratelimit

import (
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Bucket is one bucket. The zero Bucket is full. It is not safe for concurrent use.
type Bucket struct{ fullAt time.Time }

// Reserve reserves one in the bucket, also if it is empty. It returns how long the caller must wait; 0: not at all.
func (b *Bucket) Reserve(l Limit, now time.Time) (wait time.Duration) {
	wait = l.wait(b.fullAt, now)
	b.fullAt = l.reserve(b.fullAt, now)
	return wait
}

// buckets holds the buckets of a kind by key. It need not keep those that are full. If there are too many, it evicts the bucket that was
// used least recently: a client with that many addresses is not limited by its address, and must not limit others either.
type buckets[K comparable] struct {
	fullAt *simplelru.LRU[K, time.Time]
}

// newBuckets returns no buckets, and room for at most that many, which must be above 0.
func newBuckets[K comparable](limit int) buckets[K] {
	lru, err := simplelru.NewLRU[K, time.Time](limit, nil)
	if err != nil {
		panic(err) // only if limit is not above 0
	}
	return buckets[K]{lru}
}

// get returns when a bucket will be full. It returns the zero time if the bucket is not kept, and so is full.
func (b buckets[K]) get(key K) time.Time {
	fullAt, _ := b.fullAt.Get(key)
	return fullAt
}

// set stores when a bucket will be full.
func (b buckets[K]) set(key K, fullAt time.Time) { b.fullAt.Add(key, fullAt) }

// reserve reserves one in a bucket and returns 0. If the bucket is empty, it reserves nothing, and returns how long it is until one
// comes back.
func (b buckets[K]) reserve(key K, l Limit, now time.Time) (wait time.Duration) {
	fullAt := b.get(key)
	if wait = l.wait(fullAt, now); wait > 0 {
		return wait
	}
	b.set(key, l.reserve(fullAt, now))
	return 0
}

// refund returns one reservation to a bucket.
func (b buckets[K]) refund(key K, l Limit) {
	if fullAt, ok := b.fullAt.Peek(key); ok {
		b.set(key, fullAt.Add(-l.Interval))
	}
}

// prune drops the buckets that are full.
func (b buckets[K]) prune(now time.Time) {
	for _, key := range b.fullAt.Keys() {
		if fullAt, _ := b.fullAt.Peek(key); !fullAt.After(now) {
			b.fullAt.Remove(key)
		}
	}
}
