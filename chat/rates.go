package chat

import (
	"slices"
	"sync"
	"time"

	"chattr/model"
)

const (
	maxRateWait   = time.Second // how long a post waits for its turn
	maxRateQueued = 1000        // posts on this instance that wait at a time
	confirmEvery  = time.Second // whether posts that are refused are to a webhook that is still there
)

// rates are the buckets of the webhooks that were posted to lately.
type rates struct {
	perSecond float64
	pace      pace
	shared    bool // with other instances

	mu      sync.Mutex
	buckets map[model.ID]*rateBucket
	queued  int
}

// rateBucket is what one webhook may post.
type rateBucket struct {
	full  time.Time
	queue []*turn // who waits, in the order in which they came; what they will do is taken already
	timer *time.Timer

	taken int  // since it was last shared
	asked bool // since then, perhaps in vain

	confirmed time.Time // when it was last looked whether the webhook is still there
}

// turn is the place of a post in a queue.
type turn struct {
	bucket *rateBucket
	at     time.Time
	come   chan struct{} // closed when it may go on
}

func newRates(o Options, shared bool) *rates {
	p := perSecond(o.WebhookRate, o.WebhookBurst)
	return &rates{
		perSecond: o.WebhookRate, pace: p, shared: shared && !p.none(), buckets: map[model.ID]*rateBucket{},
	}
}

func (r *rates) rate(id model.ID) Rate {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.buckets[id]
	if b == nil {
		b = &rateBucket{}
	}
	return r.describe(id, b, time.Now())
}

func (r *rates) describe(id model.ID, b *rateBucket, now time.Time) Rate {
	if r.pace.none() {
		return Rate{}
	}
	return Rate{
		Bucket: id.String(), Limit: r.pace.burst,
		Remaining: r.pace.remaining(b.full, now), ResetAfter: missing(b.full, now),
	}
}

// take takes one. If it has to wait, its turn is answered.
func (r *rates) take(id model.ID) (Rate, *turn, error) {
	if r.pace.none() {
		return Rate{}, nil, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now, b := time.Now(), r.buckets[id]
	if b == nil {
		b = &rateBucket{}
		r.buckets[id] = b
	}
	b.asked = true
	wait := r.pace.wait(b.full, now)
	if wait > maxRateWait || wait > 0 && r.queued >= maxRateQueued {
		return r.describe(id, b, now), nil, r.limited(wait)
	}
	b.full = r.pace.taken(b.full, now)
	b.taken++
	rate := r.describe(id, b, now)
	if wait == 0 && len(b.queue) == 0 {
		return rate, nil, nil
	}
	return rate, r.enqueue(b, now.Add(wait)), nil
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

// giveBack is for who will not wait any longer, unless it was let through already. Those behind it move up.
func (r *rates) giveBack(t *turn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := t.bucket
	i := slices.Index(b.queue, t)
	if i < 0 {
		return
	}
	b.queue = slices.Delete(b.queue, i, i+1)
	r.queued--
	b.taken--
	b.full = b.full.Add(-r.pace.each)
	for _, behind := range b.queue[i:] {
		behind.at = behind.at.Add(-r.pace.each)
	}
	r.watch(b)
}

// mayConfirm says yes once in a while.
func (r *rates) mayConfirm(id model.ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	b, now := r.buckets[id], time.Now()
	if b == nil || now.Sub(b.confirmed) < confirmEvery {
		return b == nil
	}
	b.confirmed = now
	return true
}

// forget drops the buckets that are full, and so are as they would be made anew.
func (r *rates) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	for id, b := range r.buckets {
		known := !b.asked || !r.shared // to all instances
		if len(b.queue) == 0 && known && !b.full.After(now) {
			delete(r.buckets, id)
		}
	}
}

// share hands over what was taken from each bucket since the last time, as the time that it needs to come back, and takes over
// how long each will need to be full with what all the others took. It is for one goroutine at a time.
func (r *rates) share(add func(costs map[model.ID]time.Duration) (missing map[model.ID]time.Duration, err error)) error {
	taken := r.unshared()
	if len(taken) == 0 {
		return nil
	}
	costs := make(map[model.ID]time.Duration, len(taken))
	for id, t := range taken {
		costs[id] = time.Duration(t.count) * r.pace.each
	}
	missing, err := add(costs)
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	for id, t := range taken {
		if b := t.from; err == nil {
			b.full = now.Add(missing[id] + time.Duration(b.taken)*r.pace.each)
		} else {
			b.taken, b.asked = b.taken+t.count, true
		}
	}
	return err
}

// taking is what was taken from a bucket.
type taking struct {
	from  *rateBucket
	count int
}

func (r *rates) unshared() map[model.ID]taking {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := map[model.ID]taking{}
	for id, b := range r.buckets {
		if b.asked {
			all[id] = taking{b, b.taken}
			b.asked, b.taken = false, 0
		}
	}
	return all
}
