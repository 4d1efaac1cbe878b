package chat

import (
	"context"
	"crypto/sha256"
	"math"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/token"
	"chattr/model"
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

// AdmitAnonymous reserves one operation without a credential in the bucket of the address. It returns RATE_LIMITED if that is
// empty. An operation that shows the token of a webhook in the context that during returns does not count. The zero Addr is one
// address, too.
func (c *Chat) AdmitAnonymous(from netip.Addr) (during func(context.Context) context.Context, err error) {
	l := c.anonymous
	l.mu.Lock()
	defer l.mu.Unlock()
	wait := l.buckets.take(from, l.pace, time.Now())
	if wait == 0 {
		returnOnce := sync.OnceFunc(func() { c.returnAnonymous(from) })
		return func(ctx context.Context) context.Context { return context.WithValue(ctx, anonymousKey{}, returnOnce) }, nil
	}
	e := model.Errorf(model.RateLimited, "This address may send %d operations a second and %d at once without a credential; "+
		"send a token, or try again in %v seconds.", anonymousPerSecond, anonymousAtOnce, math.Ceil(wait.Seconds()))
	e.RetryAfter = wait
	return nil, e
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

// AuthenticateFrom is Authenticate for a client of that address. It returns RATE_LIMITED, without a query, if the address has sent
// too many wrong tokens. A token that was right lately is always checked.
func (c *Chat) AuthenticateFrom(ctx context.Context, from netip.Addr, bearer string) (model.Actor, error) {
	tried := attempt{hash: [sha256.Size]byte(token.Hash(bearer))}
	// SECURITY: guessing the owner token is slow, and wrong tokens cost few queries.
	taken, err := c.bearers.admit(from, tried)
	if err != nil {
		return model.Actor{}, err
	}
	actor, err := c.Authenticate(ctx, bearer)
	c.bearers.settle(from, tried, taken, err)
	return actor, err
}
