package chat

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
	"chattr/internal/token"
)

// How many operations without a credential one address may send.
const (
	anonymousPerSecond = 50
	anonymousAtOnce    = 1000
	maxAnonymous       = 20_000 // addresses that are remembered
)

// anonymousLimit limits the operations without a credential of each address.
type anonymousLimit struct {
	pace pace

	mu      sync.Mutex
	buckets buckets[netip.Addr]
}

func newAnonymousLimit() *anonymousLimit {
	return &anonymousLimit{pace: perSecond(anonymousPerSecond, anonymousAtOnce), buckets: newBuckets[netip.Addr](maxAnonymous)}
}

// AdmitAnonymous reserves one operation without a credential in the bucket of the address. If the bucket is empty, it waits for at
// most maxWait, in the order of arrival, and holds no slot meanwhile. It returns RATE_LIMITED if that is not enough. An operation that
// shows the token of a webhook in the context that during returns does not count. The zero Addr is one address, too.
func (c *Chat) AdmitAnonymous(
	ctx context.Context, from netip.Addr, maxWait time.Duration,
) (during func(context.Context) context.Context, err error) {
	wait, err := c.anonymous.reserve(from, maxWait)
	if err != nil {
		return nil, err
	}
	if wait > 0 {
		if err := c.waitForAnonymous(ctx, wait); err != nil {
			c.returnAnonymous(from)
			return nil, err
		}
	}
	returnOnce := sync.OnceFunc(func() { c.returnAnonymous(from) })
	return func(ctx context.Context) context.Context { return context.WithValue(ctx, anonymousKey{}, returnOnce) }, nil
}

// reserve takes one from the bucket of the address, and returns how long its operation must wait. It returns RATE_LIMITED if that is
// longer than maxWait. So of one address at most anonymousPerSecond operations wait for each second of maxWait.
func (l *anonymousLimit) reserve(from netip.Addr, maxWait time.Duration) (wait time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	full := l.buckets.full[from]
	wait = l.pace.wait(full, now)
	if wait <= maxWait {
		l.buckets.set(from, l.pace.taken(full, now))
		return wait, nil
	}
	wait -= maxWait
	e := model.Errorf(model.RateLimited, "This address may send %d operations a second and %d at once without a credential; "+
		"send a token, or try again in %s.", anonymousPerSecond, anonymousAtOnce, seconds(wait))
	e.RetryAfter = wait
	return 0, e
}

// waitForAnonymous waits while the work of ctx holds no slot.
func (c *Chat) waitForAnonymous(ctx context.Context, wait time.Duration) error {
	resume := fairslots.Pause(ctx)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return resume()
	case <-ctx.Done():
		return ctx.Err()
	case <-c.stopped:
		return model.Errorf(model.ShuttingDown, "The server is shutting down; nothing was stored.")
	}
}

type anonymousKey struct{}

// showsCredential notes that the operation of ctx has shown the token of a webhook.
func showsCredential(ctx context.Context) {
	if returnOnce, ok := ctx.Value(anonymousKey{}).(func()); ok {
		returnOnce()
	}
}

func (c *Chat) returnAnonymous(from netip.Addr) {
	c.anonymous.mu.Lock()
	defer c.anonymous.mu.Unlock()
	c.anonymous.buckets.giveBack(from, c.anonymous.pace)
}

func (l *anonymousLimit) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buckets.forget(time.Now())
}

// AuthenticateFrom is Authenticate for a client of that address. It returns RATE_LIMITED for a wrong token if the address has sent
// too many. A right one is accepted whatever the address has sent.
func (c *Chat) AuthenticateFrom(ctx context.Context, from netip.Addr, bearer string) (actor model.Actor, err error) {
	// SECURITY: guessing the owner token is slow, and look-ups of wrong tokens keep few connections of the database busy.
	err = c.wrongBearers.check(ctx, from, newAttempt(0, bearer), token.IsWellFormed(token.Access, bearer), func() error {
		actor, err = c.Authenticate(ctx, bearer)
		return err
	})
	return actor, err
}
