package ratelimit

import (
	"cmp"
	"context"
	"encoding/binary"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// How many wrong URLs of webhooks, wrong bearer tokens or wrong invitations one address may send.
const (
	WrongPerSecond = 10
	WrongBurst     = 50

	maxWrongAddresses = 20_000 // whose buckets are kept

	// maxLookups is how many credentials of addresses beyond their limit are looked up at a time, on this instance.
	maxLookups = 2
)

// CredentialThrottle limits the wrong credentials of one kind that an address may send, on this instance. A right credential is accepted
// whatever else its address sends: each credential is checked, and only the response to a wrong one depends on the limit. So a client
// that shares an address with others, behind NAT or a proxy that is not trusted, cannot lock the others out. The methods are safe for
// concurrent use.
type CredentialThrottle struct {
	limit Limit
	wrong model.Code    // the error of a wrong credential
	what  string        // wrong credentials, in the plural
	delay time.Duration // of a refusal beyond the limit

	// lookups are the slots for look-ups of addresses beyond their limit, so that a flood of well-formed tokens keeps few
	// connections of the database busy. They are given in rotation to addresses, then to credentials.
	lookups *fairslots.Pool

	mu      sync.Mutex
	buckets buckets[netip.Addr]
}

// NewCredentialThrottle returns a throttle of credentials for which verify (see Check) returns wrong. what names wrong credentials, in
// the plural, in the error message. Each refusal beyond the limit takes delay.
func NewCredentialThrottle(wrong model.Code, what string, delay time.Duration) *CredentialThrottle {
	return &CredentialThrottle{
		limit: PerSecond(WrongPerSecond, WrongBurst), wrong: wrong, what: what, delay: delay,
		lookups: fairslots.New(maxLookups), buckets: newBuckets[netip.Addr](maxWrongAddresses),
	}
}

// Check calls verify, which returns an error with the code for a wrong credential, and returns what it returned. If the credential is
// wrong and its address beyond the limit, it returns RATE_LIMITED instead. hash is the hash of the credential. queries reports whether
// verify queries the database: then it waits for one of few slots if the address is beyond the limit. Meanwhile the work of ctx holds
// no slot. The zero Addr has no limit.
func (t *CredentialThrottle) Check(ctx context.Context, from netip.Addr, hash []byte, queries bool, verify func() error) error {
	if !from.IsValid() {
		return verify()
	}
	resume := func() error { return nil }
	var err error
	if queries && t.isBeyond(from) {
		resume = fairslots.Pause(ctx)
		err = t.lookUp(ctx, from, hash, verify)
	} else {
		err = verify()
	}
	if refused := t.count(from, err); refused != nil {
		fairslots.Pause(ctx) // a refusal needs no slot
		return t.slowDown(ctx, refused)
	}
	return cmp.Or(resume(), err)
}

// lookUp calls verify with a slot of t.lookups.
func (t *CredentialThrottle) lookUp(ctx context.Context, from netip.Addr, hash []byte, verify func() error) error {
	credential := int64(binary.NativeEndian.Uint64(hash) | 1)
	slot, err := t.lookups.Acquire(ctx, fairslots.Owner{Address: from, User: credential})
	defer slot.Release()
	if err != nil {
		return err
	}
	return verify()
}

// isBeyond reports whether the next wrong credential of the address would be refused.
func (t *CredentialThrottle) isBeyond(from netip.Addr) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.limit.wait(t.buckets.get(from), time.Now()) > 0
}

// count reserves one in the bucket of the address if err is that of a wrong credential. It returns RATE_LIMITED if the bucket is
// empty.
func (t *CredentialThrottle) count(from netip.Addr, err error) error {
	if err == nil || model.ErrorCode(err) != t.wrong {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	wait := t.buckets.reserve(from, t.limit, time.Now())
	if wait == 0 {
		return nil
	}
	e := model.Errorf(model.RateLimited, "Too many %s were sent from this address; try again in %s.", t.what, seconds(wait))
	e.RetryAfter = wait
	return e
}

// slowDown returns refused after the delay, or when ctx ends.
func (t *CredentialThrottle) slowDown(ctx context.Context, refused error) error {
	if t.delay == 0 {
		return refused
	}
	timer := time.NewTimer(t.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return refused
}

// Prune drops the buckets that are full.
func (t *CredentialThrottle) Prune() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buckets.prune(time.Now())
}
