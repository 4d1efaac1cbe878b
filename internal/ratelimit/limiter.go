package ratelimit

import (
	"context"
	"slices"
	"sync"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

const (
	maxWait    = time.Second // how long a reservation waits
	maxWaiters = 1000        // of one Limiter, at a time on this instance

	// lookupInterval is how often AllowLookup returns true for one bucket.
	lookupInterval = time.Second
)

// Options configures a Limiter.
type Options struct {
	Rate    float64 // reservations that come back in a second; 0: there is no limit
	Burst   int     // reservations that a full bucket holds; at least 1
	Subject string  // the start of the error message, with a verb for Rate: "You can change %v things"
	// SharedID returns the id of a bucket in the store, where ids of webhooks and users, and of each use of the same id, must differ.
	SharedID func(model.ID) model.ID
	Stopped  <-chan struct{} // closed when the server stops; then waiting reservations end with SHUTTING_DOWN
}

// Limiter has a bucket for each webhook that was posted to recently, or for each user with recent posts or changes. If the store is
// shared, each instance has its own buckets until Share. Reservations beyond the limit are a debt, which all instances pay back.
// The methods are safe for concurrent use.
type Limiter struct {
	o     Options
	limit Limit
	store Store

	mu      sync.Mutex
	buckets map[model.ID]*bucket
	waiting int
}

// bucket is the bucket of one webhook or user.
type bucket struct {
	fullAt  time.Time     // with the reservations of all waiters
	waiters []*waiter     // in the order of arrival
	timer   *time.Timer   // calls wake when the time of the first waiter comes
	looked  time.Time     // when AllowLookup last returned true
	pending pendingShares // since the last Share
}

// pendingShares are the reservations of a bucket that other instances have not seen yet.
type pendingShares struct {
	count int
	asked bool // a reservation was attempted, perhaps without success
}

// waiter is the place of a reservation in the queue of its bucket.
type waiter struct {
	bucket *bucket
	at     time.Time     // when it may go on
	ready  chan struct{} // closed then
}

// State is the state of a bucket.
type State struct {
	Bucket     string        // the id of the webhook or user; "": there is no limit
	Limit      int           // reservations that a full bucket holds
	Remaining  int           // of them, those that need not wait now
	ResetAfter time.Duration // until the bucket is full, if nothing is reserved
}

// NewLimiter returns a Limiter whose buckets are shared through store, if store is shared.
func NewLimiter(store Store, o Options) *Limiter {
	return &Limiter{o: o, limit: PerSecond(o.Rate, o.Burst), store: store, buckets: map[model.ID]*bucket{}}
}

// IsShared reports whether Share must be called at ShareInterval.
func (l *Limiter) IsShared() bool { return !l.limit.isUnlimited() && l.store.Shared() }

// State returns the state of a bucket.
func (l *Limiter) State(id model.ID) State {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.buckets[id]
	if b == nil {
		b = &bucket{}
	}
	return l.state(id, b, time.Now())
}

// state returns the state of b, which is the bucket of id. l.mu must be held.
func (l *Limiter) state(id model.ID, b *bucket, now time.Time) State {
	if l.limit.isUnlimited() {
		return State{}
	}
	return State{
		Bucket: id.String(), Limit: l.limit.Burst,
		Remaining: l.limit.remaining(b.fullAt, now), ResetAfter: untilFull(b.fullAt, now),
	}
}

// Reserve reserves one in the bucket of a webhook or user. If the bucket is empty, it waits up to a second, or as long as WaitTogether
// leaves, in the order of arrival. Meanwhile the work of ctx holds no slot. It returns RATE_LIMITED if that is not enough, and
// SHUTTING_DOWN if the server stops. It returns the state of the bucket with an error, too.
func (l *Limiter) Reserve(ctx context.Context, id model.ID) (State, error) {
	allowance := waitAllowanceOf(ctx)
	state, w, err := l.reserve(id, allowance.rest())
	if err != nil || w == nil {
		return state, err
	}
	start, resume := time.Now(), fairslots.Pause(ctx)
	select {
	case <-w.ready:
		allowance.spend(time.Since(start))
		err = resume()
	case <-ctx.Done():
		err = ctx.Err()
	case <-l.o.Stopped:
		err = shuttingDown()
	}
	if err != nil {
		l.refund(w)
	}
	return state, err
}

// reserve reserves one in a bucket. It returns a waiter if the caller must wait. It returns RATE_LIMITED if the wait would be longer
// than most.
func (l *Limiter) reserve(id model.ID, most time.Duration) (State, *waiter, error) {
	if l.limit.isUnlimited() {
		return State{}, nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now, b := time.Now(), l.buckets[id]
	if b == nil {
		b = &bucket{}
		l.buckets[id] = b
	}
	b.pending.asked = true
	wait := l.limit.wait(b.fullAt, now)
	if wait > most || wait > 0 && l.waiting >= maxWaiters {
		return l.state(id, b, now), nil, l.limited(wait)
	}
	b.fullAt = l.limit.reserve(b.fullAt, now)
	b.pending.count++
	state := l.state(id, b, now)
	if wait == 0 && len(b.waiters) == 0 {
		return state, nil, nil
	}
	return state, l.enqueue(b, now.Add(wait)), nil
}

// limited returns RATE_LIMITED.
func (l *Limiter) limited(wait time.Duration) error {
	e := model.Errorf(model.RateLimited, l.o.Subject+" a second and %d at once; try again in %s.",
		l.o.Rate, l.limit.Burst, seconds(wait))
	e.RetryAfter = wait
	return e
}

// shuttingDown returns SHUTTING_DOWN.
func shuttingDown() error {
	return model.Errorf(model.ShuttingDown, "The server is shutting down; nothing was stored.")
}

// enqueue adds a waiter to the queue of b. l.mu must be held.
func (l *Limiter) enqueue(b *bucket, at time.Time) *waiter {
	w := &waiter{bucket: b, at: at, ready: make(chan struct{})}
	if n := len(b.waiters); n > 0 {
		w.at = later(at, b.waiters[n-1].at)
	}
	b.waiters = append(b.waiters, w)
	l.waiting++
	l.schedule(b)
	return w
}

// schedule sets the timer of b for its first waiter. l.mu must be held.
func (l *Limiter) schedule(b *bucket) {
	switch {
	case len(b.waiters) == 0:
	case b.timer == nil:
		b.timer = time.AfterFunc(time.Until(b.waiters[0].at), func() { l.wake(b) })
	default:
		b.timer.Reset(time.Until(b.waiters[0].at))
	}
}

// wake lets the waiters of b go on whose time has come.
func (l *Limiter) wake(b *bucket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for now := time.Now(); len(b.waiters) > 0 && !b.waiters[0].at.After(now); {
		close(b.waiters[0].ready)
		b.waiters = b.waiters[1:]
		l.waiting--
	}
	l.schedule(b)
}

// refund returns the reservation of a waiter that gave up, before or after its time came. The waiters behind it move up.
func (l *Limiter) refund(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := w.bucket
	i := slices.Index(b.waiters, w)
	if i >= 0 {
		b.waiters = slices.Delete(b.waiters, i, i+1)
		l.waiting--
	}
	b.pending.count--
	b.fullAt = b.fullAt.Add(-l.limit.Interval)
	for _, behind := range b.waiters[max(i, 0):] { // all waiters if the time of w had come
		behind.at = behind.at.Add(-l.limit.Interval)
	}
	l.schedule(b)
}

// AllowLookup reports whether the webhook of a bucket may be looked up now, to see whether it still exists although its posts are
// refused. It returns true once a second for each bucket.
func (l *Limiter) AllowLookup(id model.ID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, now := l.buckets[id], time.Now()
	if b == nil || now.Sub(b.looked) < lookupInterval {
		return b == nil
	}
	b.looked = now
	return true
}

// Prune drops the buckets that are full, except those of which other instances must learn first.
func (l *Limiter) Prune() {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	for id, b := range l.buckets {
		shared := !b.pending.asked || !l.IsShared()
		if len(b.waiters) == 0 && shared && !b.fullAt.After(now) {
			delete(l.buckets, id)
		}
	}
}

// Share adds the reservations since the last call to the shared buckets, and sets the buckets of this instance to what all instances
// have reserved. If the store fails, the buckets of this instance stay in force, and the next call tries again. It is for one goroutine
// at a time, and does nothing unless the limiter IsShared.
func (l *Limiter) Share(ctx context.Context) error {
	if !l.IsShared() {
		return nil
	}
	pending := l.drainPending()
	if len(pending) == 0 {
		return nil
	}
	costs := make(map[model.ID]time.Duration, len(pending))
	for id, p := range pending {
		costs[l.o.SharedID(id)] = time.Duration(p.count) * l.limit.Interval
	}
	untilFull, err := updateStore(ctx, l.store, costs, maxLimiterDebt*l.limit.FillTime())
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	for id, p := range pending {
		if b := p.bucket; err == nil {
			b.fullAt = now.Add(untilFull[l.o.SharedID(id)] + time.Duration(b.pending.count)*l.limit.Interval)
		} else {
			b.pending.count, b.pending.asked = b.pending.count+p.count, true
		}
	}
	return err
}

// drained are the reservations that Share is adding to a shared bucket.
type drained struct {
	bucket *bucket
	count  int
}

// drainPending returns the reservations since the last call, by bucket.
func (l *Limiter) drainPending() map[model.ID]drained {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := map[model.ID]drained{}
	for id, b := range l.buckets {
		if b.pending.asked {
			all[id] = drained{b, b.pending.count}
			b.pending = pendingShares{}
		}
	}
	return all
}
