package chat

import (
	"slices"
	"time"
)

const (
	maxRateWait   = time.Second // how long a post waits for its turn
	maxRateQueued = 1000        // posts on this instance that wait at a time
)

// turn is the place of a post in a queue.
type turn struct {
	bucket *rateBucket
	at     time.Time
	come   chan struct{} // closed when it may go on
}

// enqueue needs the lock, as all below that have a bucket.
func (r *rates) enqueue(b *rateBucket, at time.Time) *turn {
	t := &turn{bucket: b, at: at, come: make(chan struct{})}
	if n := len(b.queue); n > 0 {
		t.at = later(at, b.queue[n-1].at)
	}
	b.queue = append(b.queue, t)
	r.queued++
	r.watch(b)
	return t
}

// watch has the first of the queue let through when its time has come.
func (r *rates) watch(b *rateBucket) {
	switch {
	case len(b.queue) == 0:
	case b.timer == nil:
		b.timer = time.AfterFunc(time.Until(b.queue[0].at), func() { r.letThrough(b) })
	default:
		b.timer.Reset(time.Until(b.queue[0].at))
	}
}

func (r *rates) letThrough(b *rateBucket) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for now := time.Now(); len(b.queue) > 0 && !b.queue[0].at.After(now); {
		close(b.queue[0].come)
		b.queue = b.queue[1:]
		r.queued--
	}
	r.watch(b)
}

// giveBack undoes take for a post that will not be made, whether its turn has come or not. Those behind it move up.
func (r *rates) giveBack(t *turn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := t.bucket
	i := slices.Index(b.queue, t)
	if i >= 0 {
		b.queue = slices.Delete(b.queue, i, i+1)
		r.queued--
	}
	b.taken--
	b.full = b.full.Add(-r.pace.each)
	for _, behind := range b.queue[max(i, 0):] { // all of the queue if its turn has come
		behind.at = behind.at.Add(-r.pace.each)
	}
	r.watch(b)
}
