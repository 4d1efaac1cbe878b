package chat

import (
	"sync"
	"time"

	"chattr/internal/model"
)

// confirmEvery is how often a webhook whose posts are refused is looked up, to see whether it still exists. Buckets of users do not use
// it.
const confirmEvery = time.Second

// rates are the buckets of the webhooks that were posted to lately, or of the users who posted or changed something.
type rates struct {
	perSecond float64
	pace      pace
	shared    bool                    // with other instances
	subject   string                  // what has such a bucket, and what it takes, for people
	sharedKey func(model.ID) model.ID // of the bucket of all instances, which is another one for each use of the same id

	mu      sync.Mutex
	buckets map[model.ID]*rateBucket
	queued  int
}

// rateBucket is the bucket of one webhook or one user.
type rateBucket struct {
	full  time.Time
	queue []*turn // those that wait, in the order in which they came; what they will do is taken already
	timer *time.Timer

	taken int  // since it was last shared
	asked bool // since then, perhaps in vain

	confirmed time.Time // when it was last looked whether the webhook is still there
}

// newRates makes buckets of which rate comes back in a second, and that hold burst; any number for a rate of 0.
func newRates(rate float64, burst int, shared bool, subject string, sharedKey func(model.ID) model.ID) *rates {
	p := perSecond(rate, burst)
	return &rates{
		perSecond: rate, pace: p, shared: shared && !p.none(), subject: subject, sharedKey: sharedKey, buckets: map[model.ID]*rateBucket{},
	}
}

func newWebhookRates(o Options, shared bool) *rates {
	return newRates(o.WebhookRate, o.WebhookBurst, shared, "This webhook takes %v posts", func(id model.ID) model.ID { return id })
}

// newPostRates makes the buckets of users for posting, editing and deleting messages. Those of all instances lie under their ids,
// which no webhook has.
func newPostRates(o Options, shared bool) *rates {
	return newRates(o.PostRate, o.PostBurst, shared, "You can post, edit and delete %v messages", func(id model.ID) model.ID { return id })
}

// newMutationRates makes the buckets of users for all other changes. Those of all instances lie under the negatives of their ids.
func newMutationRates(o Options, shared bool) *rates {
	return newRates(o.MutationRate, o.MutationBurst, shared, "You can change %v things", func(id model.ID) model.ID { return -id })
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
