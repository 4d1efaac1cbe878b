package portal

import (
	"context"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/sync/semaphore"

	"chattr/internal/model"
)

const (
	fetchesAtOnce   = 16 // each uses up to maxFetched bytes of memory
	fetchesPerHost  = 4
	fetchesPerAsker = 8
	maxAsked        = 256             // running or waiting fetches; further ones are refused immediately
	maxAskedOfHost  = 64              // enough for a page of messages by as many different authors
	maxAskedBy      = 128             // for one user
	maxTurnWait     = 5 * time.Second // how long a fetch waits for its slots
)

// turns limits the concurrent fetches: in total, per host and per user. So a slow host delays only its own pictures, and a user who
// requests pictures from many hosts leaves slots to other users.
type turns struct {
	slots *semaphore.Weighted

	mu     sync.Mutex
	asked  int // running or waiting fetches
	hosts  shares
	askers shares
}

// shares holds the hosts or users that have running or waiting fetches, by name.
type shares struct {
	now             map[string]*share
	slots, maxAsked int // the limits of each: running, and running or waiting
}

// share is one host or user with running or waiting fetches.
type share struct {
	slots *semaphore.Weighted
	asked int // running or waiting fetches
}

// newTurns returns a limiter with the limits above.
func newTurns() *turns {
	return &turns{
		slots:  semaphore.NewWeighted(fetchesAtOnce),
		hosts:  shares{map[string]*share{}, fetchesPerHost, maxAskedOfHost},
		askers: shares{map[string]*share{}, fetchesPerAsker, maxAskedBy},
	}
}

// take calls work, which fetches from host for the user asker, as soon as slots are free. It returns OVERLOADED, without calling work,
// if too many fetches are waiting or if no slots are free within maxTurnWait.
func (t *turns) take(asker, host string, work func()) error {
	all := t.join(asker, host)
	if all == nil {
		return busy()
	}
	defer t.leave(asker, host)
	ctx, cancel := context.WithTimeout(context.Background(), maxTurnWait)
	defer cancel()
	for _, slots := range all {
		if slots.Acquire(ctx, 1) != nil {
			return busy()
		}
		defer slots.Release(1)
	}
	work()
	return nil
}

// busy returns OVERLOADED.
func busy() error {
	return &model.Error{Code: model.Overloaded, Message: "Too many pictures are being fetched; try again in a moment.", RetryAfter: maxTurnWait}
}

// join counts a fetch and returns the semaphores to acquire, in this order: host, user, all. So a fetch that waits for its host
// occupies no slot of its user, and one that waits for its user occupies no slot of other users. It returns nil, and counts nothing,
// if too many fetches are running or waiting. Otherwise the caller must call leave.
func (t *turns) join(asker, host string) []*semaphore.Weighted {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asked == maxAsked || t.hosts.full(host) || t.askers.full(asker) {
		return nil
	}
	t.asked++
	return []*semaphore.Weighted{t.hosts.join(host), t.askers.join(asker), t.slots}
}

// leave removes a fetch that join has counted.
func (t *turns) leave(asker, host string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asked--
	t.hosts.leave(host)
	t.askers.leave(asker)
}

// full reports whether the host or user has as many running or waiting fetches as allowed.
func (s shares) full(name string) bool { return s.now[name] != nil && s.now[name].asked == s.maxAsked }

// join counts a fetch of the host or user, and returns its semaphore.
func (s shares) join(name string) *semaphore.Weighted {
	if s.now[name] == nil {
		s.now[name] = &share{slots: semaphore.NewWeighted(int64(s.slots))}
	}
	s.now[name].asked++
	return s.now[name].slots
}

// leave removes a fetch, and the host or user if it was its last one.
func (s shares) leave(name string) {
	if s.now[name].asked--; s.now[name].asked == 0 {
		delete(s.now, name)
	}
}

// hostOf returns the name under which fetches of a URL are counted: the IP address, or the registered domain, because the owner of a
// domain can create any number of names below it. A redirect is counted for the host that sends it. It returns "" for a malformed URL.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if _, err := netip.ParseAddr(name); err == nil {
		return name
	}
	return registered(name)
}

// registered returns the registered domain of a name, by the official part of the public suffix list. Domains below which people get
// names for free (github.io) count as one domain with all their names.
func registered(name string) string {
	suffix, official := publicsuffix.PublicSuffix(name)
	for !official && strings.Contains(suffix, ".") {
		_, parent, _ := strings.Cut(suffix, ".")
		suffix, official = publicsuffix.PublicSuffix(parent)
	}
	own := strings.TrimSuffix(strings.TrimSuffix(name, suffix), ".")
	if own == "" { // a public suffix, or a name of one part, as in an internal network
		return name
	}
	return own[strings.LastIndexByte(own, '.')+1:] + "." + suffix
}
