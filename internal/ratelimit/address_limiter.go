package ratelimit

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// How many operations without a credential one address may send.
const (
	AnonymousPerSecond = 50
	AnonymousBurst     = 1000
	maxAnonymous       = 20_000 // addresses whose buckets are kept
)

// AddressLimiter limits the operations without a credential of each address, on this instance. The methods are safe for concurrent use.
type AddressLimiter struct {
	limit   Limit
	stopped <-chan struct{}

	mu      sync.Mutex
	buckets buckets[netip.Addr]
}

// NewAddressLimiter returns an AddressLimiter whose waits end when stopped is closed.
func NewAddressLimiter(stopped <-chan struct{}) *AddressLimiter {
	return &AddressLimiter{
		limit: PerSecond(AnonymousPerSecond, AnonymousBurst), stopped: stopped, buckets: newBuckets[netip.Addr](maxAnonymous),
	}
}

// Reserve reserves one operation in the bucket of the address. If the bucket is empty, it waits for at most maxWait, in the order of
// arrival; so of one address at most AnonymousPerSecond operations wait for each second of maxWait. Meanwhile the work of ctx holds no
// slot. It returns RATE_LIMITED if that is not enough, and SHUTTING_DOWN if the server stops. refund returns the reservation to the
// bucket; a second call does nothing. The zero Addr is one address, too.
func (l *AddressLimiter) Reserve(ctx context.Context, from netip.Addr, maxWait time.Duration) (refund func(), err error) {
	wait, err := l.reserve(from, maxWait)
	if err != nil {
		return nil, err
	}
	refund = sync.OnceFunc(func() { l.refund(from) })
	if wait > 0 {
		if err := l.wait(ctx, wait); err != nil {
			refund()
			return nil, err
		}
	}
	return refund, nil
}

// reserve reserves one in the bucket of the address, and returns how long the caller must wait. It returns RATE_LIMITED if that is
// longer than maxWait.
func (l *AddressLimiter) reserve(from netip.Addr, maxWait time.Duration) (wait time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	fullAt := l.buckets.get(from)
	wait = l.limit.wait(fullAt, now)
	if wait <= maxWait {
		l.buckets.set(from, l.limit.reserve(fullAt, now))
		return wait, nil
	}
	wait -= maxWait
	e := model.Errorf(model.RateLimited, "This address may send %d operations a second and %d at once without a credential; "+
		"send a token, or try again in %s.", AnonymousPerSecond, AnonymousBurst, seconds(wait))
	e.RetryAfter = wait
	return 0, e
}

// wait waits while the work of ctx holds no slot.
func (l *AddressLimiter) wait(ctx context.Context, wait time.Duration) error {
	resume := fairslots.Pause(ctx)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return resume()
	case <-ctx.Done():
		return ctx.Err()
	case <-l.stopped:
		return shuttingDown()
	}
}

// refund returns one reservation to the bucket of the address.
func (l *AddressLimiter) refund(from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buckets.refund(from, l.limit)
}

// Prune drops the buckets that are full.
func (l *AddressLimiter) Prune() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buckets.prune(time.Now())
}
