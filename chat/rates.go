package chat

import (
	"sync"
	"time"

	"chattr/model"
)

// confirmEvery is how often it is looked whether posts that are refused are to a webhook that is still there.
const confirmEvery = time.Second

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

// take takes one. If it has to wait, its turn is answered. It returns RATE_LIMITED if it would have to wait longer than most.
func (r *rates) take(id model.ID, most time.Duration) (Rate, *turn, error) {
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
	if wait > most || wait > 0 && r.queued >= maxRateQueued {
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
