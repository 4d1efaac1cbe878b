package chat

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
	"chattr/internal/token"
)

// How many wrong URLs of webhooks, wrong bearer tokens or wrong invitations one address may send.
const (
	wrongPerSecond = 10
	wrongAtOnce    = 50

	maxWrongAddresses = 20_000 // that are remembered

	// wrongLookups is how many credentials of addresses beyond their limit are looked up at a time, on this instance.
	wrongLookups = 2
	// wrongBearerDelay is how long the refusal of a wrong bearer token takes beyond the limit.
	wrongBearerDelay = 200 * time.Millisecond
)

// wrongLimit limits the wrong credentials of one kind that an address may send. A right credential is accepted whatever else its
// address sends: each credential is checked, and only the response to a wrong one depends on the limit. So nobody who shares an
// address, behind NAT or a proxy that is not trusted, can lock others out.
type wrongLimit struct {
	pace  pace
	wrong model.Code    // the error of a wrong credential
	what  string        // wrong credentials, in the plural
	delay time.Duration // of a refusal beyond the limit

	// lookups are the slots for look-ups of addresses beyond their limit, so that a flood of well-formed tokens keeps few
	// connections of the database busy. They are given in rotation to addresses, then to credentials.
	lookups *fairslots.Pool

	mu    sync.Mutex
	tried buckets[netip.Addr]
}

// attempt is a credential that a request brings, with the object that it is for. A token is only held as its hash.
type attempt struct {
	id   model.ID // of the webhook; 0 for other credentials
	hash [sha256.Size]byte
}

func newAttempt(id model.ID, secret string) attempt {
	return attempt{id: id, hash: [sha256.Size]byte(token.Hash(secret))}
}

func newWrongLimit(wrong model.Code, what string) *wrongLimit {
	return &wrongLimit{
		pace: perSecond(wrongPerSecond, wrongAtOnce), wrong: wrong, what: what,
		lookups: fairslots.New(wrongLookups), tried: newBuckets[netip.Addr](maxWrongAddresses),
	}
}

// newBearerLimit returns the limit of wrong bearer tokens.
//
// SECURITY: the owner token is the only one of these credentials that a person chooses. A connection that guesses it beyond the
// limit waits after each guess.
func newBearerLimit() *wrongLimit {
	l := newWrongLimit(model.Unauthenticated, "wrong bearer tokens")
	l.delay = wrongBearerDelay
	return l
}

// check calls verify, which returns an error with the code l.wrong for a wrong credential, and returns what it returned. If the
// credential is wrong and its address beyond the limit, it returns RATE_LIMITED instead. costly reports whether verify queries the
// database: then it waits for one of few slots if the address is beyond the limit. Meanwhile the work of ctx holds no slot. The
// zero Addr has no limit.
func (l *wrongLimit) check(ctx context.Context, from netip.Addr, tried attempt, costly bool, verify func() error) error {
	if !from.IsValid() {
		return verify()
	}
	resume := func() error { return nil }
	var err error
	if costly && l.isBeyond(from) {
		resume = fairslots.Pause(ctx)
		err = l.lookUp(ctx, from, tried, verify)
	} else {
		err = verify()
	}
	if refused := l.count(from, err); refused != nil {
		fairslots.Pause(ctx) // a refusal needs no slot
		return l.slowDown(ctx, refused)
	}
	return cmp.Or(resume(), err)
}

// lookUp calls verify with a slot of l.lookups.
func (l *wrongLimit) lookUp(ctx context.Context, from netip.Addr, tried attempt, verify func() error) error {
	credential := int64(binary.NativeEndian.Uint64(tried.hash[:]) | 1)
	slot, err := l.lookups.Acquire(ctx, fairslots.Owner{Address: from, User: credential})
	defer slot.Release()
	if err != nil {
		return err
	}
	return verify()
}

// isBeyond reports whether the next wrong credential of the address would be refused.
func (l *wrongLimit) isBeyond(from netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pace.wait(l.tried.full[from], time.Now()) > 0
}

// count reserves one in the bucket of the address if err is that of a wrong credential. It returns RATE_LIMITED if the bucket is
// empty.
func (l *wrongLimit) count(from netip.Addr, err error) error {
	if err == nil || model.ErrorCode(err) != l.wrong {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	wait := l.tried.take(from, l.pace, time.Now())
	if wait == 0 {
		return nil
	}
	e := model.Errorf(model.RateLimited, "Too many %s were sent from this address; try again in %s.", l.what, seconds(wait))
	e.RetryAfter = wait
	return e
}

// slowDown returns refused after the delay, or when ctx ends.
func (l *wrongLimit) slowDown(ctx context.Context, refused error) error {
	if l.delay == 0 {
		return refused
	}
	timer := time.NewTimer(l.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return refused
}

// forget drops the buckets that are full.
func (l *wrongLimit) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tried.forget(time.Now())
}
