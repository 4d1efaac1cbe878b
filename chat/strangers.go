package chat

import (
	"crypto/sha256"
	"math"
	"net/netip"
	"sync"
	"time"

	"chattr/model"
)

// How many unknown URLs of webhooks may be tried from one address.
const (
	strangersPerSecond = 10
	strangersAtOnce    = 50

	maxStrangers = 20_000 // addresses that are remembered
	maxProven    = 20_000 // URLs
)

// strangers limits, for each address, who tries URLs that are not those of webhooks. A right one must get through all the same,
// whoever else is behind its address: a URL that was right lately is looked up whatever the address has done.
type strangers struct {
	pace  pace
	wrong model.Code // of a failed attempt
	what  string     // was tried

	mu     sync.Mutex
	tried  buckets[netip.Addr]
	proven map[attempt]struct{}
}

// attempt is the URL that was tried. A token is only held as its hash.
type attempt struct {
	id   model.ID
	hash [sha256.Size]byte
}

func newStrangers() *strangers {
	return &strangers{
		pace: perSecond(strangersPerSecond, strangersAtOnce), wrong: model.WebhookNotFound, what: "unknown webhook URLs",
		tried: newBuckets[netip.Addr](maxStrangers), proven: map[attempt]struct{}{},
	}
}

// newBearerLimit returns the limit of wrong bearer tokens from an address.
func newBearerLimit() *strangers {
	s := newStrangers()
	s.wrong, s.what = model.Unauthenticated, "wrong bearer tokens"
	return s
}

// admit takes one from the bucket of the address, unless the URL was right before; RATE_LIMITED when there is none. settle
// comes afterwards. The zero Addr is not limited.
func (s *strangers) admit(from netip.Addr, a attempt) (taken bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, proven := s.proven[a]; proven || !from.IsValid() {
		return false, nil
	}
	return true, s.take(from)
}

// take needs the lock.
func (s *strangers) take(from netip.Addr) error {
	wait := s.tried.take(from, s.pace, time.Now())
	if wait == 0 {
		return nil
	}
	e := model.Errorf(model.RateLimited,
		"Too many %s were tried from this address; try again in %v seconds.", s.what, math.Ceil(wait.Seconds()))
	e.RetryAfter = wait
	return e
}

// settle says what became of what was admitted. Only what was wrong keeps what it has taken.
func (s *strangers) settle(from netip.Addr, a attempt, taken bool, err error) {
	code := model.ErrorCode(err)
	if code == "" && !taken {
		return // nearly always
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch wrong := code == s.wrong; {
	case wrong && !taken && from.IsValid():
		_ = s.take(from) // it was right once, and no longer is
		delete(s.proven, a)
	case !wrong && taken:
		s.tried.giveBack(from, s.pace)
	}
	if code == "" || code == model.WebhookDisabled {
		makeRoom(s.proven, a, maxProven)
		s.proven[a] = struct{}{}
	}
}

// forget drops what need not be remembered.
func (s *strangers) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tried.forget(time.Now())
}
