package ratelimit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

const (
	maxThrottled = 50_000 // buckets that are kept

	// An attempt that finds the bucket empty because of attempts without a result yet waits for their results.
	resultWait       = 3 * time.Second
	maxResultWaiters = 1000 // at a time, on this instance
)

// Rule is a bucket of a Throttle with its limit.
type Rule struct {
	Key   string
	Limit Limit
}

// AddressRules returns the rules of a client, with one key for its address and, for IPv6, one for its network, which is a /48: as much
// as one customer may have, with 65,536 addresses as caller.Network returns them. purpose is the start of each key.
func AddressRules(purpose string, client netip.Addr, address, network Limit) []Rule {
	rules := []Rule{{purpose + "address " + client.String(), address}}
	if client.Is6() {
		prefix, _ := client.Prefix(48)
		rules = append(rules, Rule{purpose + "network " + prefix.String(), network})
	}
	return rules
}

// Throttle limits attempts of which only some count, such as failed sign-ins: whether an attempt counts is known when it has ended. An
// attempt has a bucket for each of its rules. If the store is shared, Share shares the buckets with other instances. The methods are
// safe for concurrent use.
type Throttle struct {
	store Store
	wait  time.Duration // for results of other attempts
	now   func() time.Time

	mu      sync.Mutex
	buckets buckets[string]
	running map[string]*running
	waiting int
	pending map[string]debt // since the last Share
}

// running are the attempts with one key that have no result yet.
type running struct {
	attempts int
	cost     time.Duration // what they have reserved in the bucket
	result   chan struct{} // closed when the next of them has a result
}

// debt is what the attempts with one key that count have reserved.
type debt struct {
	cost     time.Duration // in which it comes back
	fillTime time.Duration // of the bucket
}

// ThrottleOptions configures a Throttle. Zero fields have defaults.
type ThrottleOptions struct {
	Now  func() time.Time // monotonic, so that a clock that is set back locks no client out; nil: time.Now
	Wait time.Duration    // how long an attempt waits for results of others; 0: resultWait
}

// NewThrottle returns a Throttle whose buckets are shared through store, if store is shared.
func NewThrottle(store Store, o ThrottleOptions) *Throttle {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Throttle{
		store: store, wait: cmp.Or(o.Wait, resultWait), now: o.Now, buckets: newBuckets[string](maxThrottled), running: map[string]*running{},
		pending: map[string]debt{},
	}
}

// Succeeded counts attempts that succeed.
func Succeeded(err error) bool { return err == nil }

// Failed counts attempts that fail, for whatever reason.
func Failed(err error) bool { return err != nil }

// Do calls attempt and returns what it returned. The attempt counts in the buckets of all rules if counts returns true for its error.
// Do returns RATE_LIMITED, and does not call attempt, if one of the buckets is empty. While a bucket is empty only because of attempts
// without a result yet, Do waits for their results, and the work of ctx holds no slot.
func (t *Throttle) Do(ctx context.Context, rules []Rule, counts func(error) bool, attempt func() error) error {
	for i, r := range rules {
		if err := t.start(ctx, r); err != nil {
			t.end(rules[:i], false)
			return err
		}
	}
	counted := true // also if attempt panics
	defer func() { t.end(rules, counted) }()
	err := attempt()
	counted = counts(err)
	return err
}

// start reserves one in the bucket of a rule. While the bucket is empty only because of running attempts, it waits for t.wait.
func (t *Throttle) start(ctx context.Context, r Rule) error {
	timer := time.NewTimer(t.wait)
	defer timer.Stop()
	for {
		wait, result := t.reserve(r)
		if result == nil {
			return tooManyAttempts(wait)
		}
		resume := fairslots.Pause(ctx)
		select {
		case <-result:
			t.endWait()
			if err := resume(); err != nil {
				return err
			}
		case <-timer.C:
			t.endWait()
			if err := resume(); err != nil {
				return err
			}
			return tooManyAttempts(wait)
		case <-ctx.Done():
			t.endWait()
			return ctx.Err()
		}
	}
}

// reserve reserves one in the bucket of a rule and returns 0. If the bucket is empty, it returns how long it is until one comes back
// and, if one may come back sooner, the channel to wait for. The caller must call endWait after that.
func (t *Throttle) reserve(r Rule) (wait time.Duration, result <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	wait = t.buckets.reserve(r.Key, r.Limit, t.now())
	attempts := t.running[r.Key]
	switch {
	case wait == 0:
		if attempts == nil {
			attempts = &running{result: make(chan struct{})}
			t.running[r.Key] = attempts
		}
		attempts.attempts++
		attempts.cost += r.Limit.Interval
	case attempts != nil && t.waiting < maxResultWaiters:
		t.waiting++
		result = attempts.result
	}
	return wait, result
}

func (t *Throttle) endWait() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waiting--
}

// end ends an attempt that start has started for these rules. counted reports whether it counts.
func (t *Throttle) end(rules []Rule, counted bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range rules {
		attempts := t.running[r.Key]
		attempts.attempts--
		attempts.cost -= r.Limit.Interval
		if counted {
			t.addPending(r.Key, debt{cost: r.Limit.Interval, fillTime: r.Limit.FillTime()})
		} else {
			t.buckets.refund(r.Key, r.Limit)
		}
		close(attempts.result)
		attempts.result = make(chan struct{})
		if attempts.attempts == 0 {
			delete(t.running, r.Key)
		}
	}
}

// tooManyAttempts returns RATE_LIMITED. It returns nil if wait is 0.
func tooManyAttempts(wait time.Duration) error {
	if wait == 0 {
		return nil
	}
	return &model.Error{Code: model.RateLimited, Message: "Too many attempts; try again in " + seconds(wait) + ".", RetryAfter: wait}
}

// Prune drops the buckets that are full.
func (t *Throttle) Prune() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buckets.prune(t.now())
}

// addPending adds a debt to those that are to be shared. If there are too many keys, it drops another. t.mu must be held.
func (t *Throttle) addPending(key string, d debt) {
	if !t.store.Shared() {
		return
	}
	if _, found := t.pending[key]; !found && len(t.pending) >= maxThrottled {
		for other := range t.pending {
			delete(t.pending, other)
			break
		}
	}
	t.pending[key] = debt{cost: t.pending[key].cost + d.cost, fillTime: d.fillTime}
}

// Share adds the attempts that counted since the last call to the shared buckets, and sets the buckets of this instance to what all
// instances have counted. A client that asks several instances has no more attempts, except those on each instance before it has
// learned of the others: with n instances a first burst is n times as large. While the store fails, each instance counts for itself,
// and the next call tries again. It is for one goroutine at a time, and does nothing unless the store is shared.
func (t *Throttle) Share(ctx context.Context) (err error) {
	byFillTime := map[time.Duration]map[string]debt{}
	for key, d := range t.drainPending() {
		if byFillTime[d.fillTime] == nil {
			byFillTime[d.fillTime] = map[string]debt{}
		}
		byFillTime[d.fillTime][key] = d
	}
	for fillTime, debts := range byFillTime {
		costs := make(map[model.ID]time.Duration, len(debts))
		for key, d := range debts {
			costs[sharedID(key)] = d.cost
		}
		var untilFull map[model.ID]time.Duration
		if err == nil { // else all of them are pending again
			untilFull, err = updateStore(ctx, t.store, costs, maxThrottleDebt*fillTime)
		}
		t.setShared(debts, untilFull, err)
	}
	return err
}

// drainPending returns the debts since the last call.
func (t *Throttle) drainPending() map[string]debt {
	t.mu.Lock()
	defer t.mu.Unlock()
	pending := t.pending
	t.pending = map[string]debt{}
	return pending
}

// setShared sets buckets to what the store has returned for debts. If the store failed with err, it makes the debts pending again.
func (t *Throttle) setShared(debts map[string]debt, untilFull map[model.ID]time.Duration, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key, d := range debts {
		if err != nil {
			t.addPending(key, d)
			continue
		}
		fullAt := t.now().Add(untilFull[sharedID(key)] + t.pending[key].cost)
		if attempts := t.running[key]; attempts != nil {
			fullAt = fullAt.Add(attempts.cost)
		}
		t.buckets.set(key, fullAt)
	}
}

// sharedID returns the id of a bucket in the store. It is below 0, unlike the ids of webhooks, and does not reveal the name or address in
// the key.
func sharedID(key string) model.ID {
	hash := sha256.Sum256([]byte(key))
	return model.ID(binary.BigEndian.Uint64(hash[:8]) | 1<<63)
}
