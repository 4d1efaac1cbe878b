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
	fetchesAtOnce   = 16 // each may hold maxFetched bytes
	fetchesPerHost  = 4
	fetchesPerAsker = 8
	maxAsked        = 256 // fetching or waiting; beyond, nobody waits
	maxAskedOfHost  = 64  // of them; a page of messages by as many different authors
	maxAskedBy      = 128 // of them by one who looks
	maxTurnWait     = 5 * time.Second
)

// turns lets few fetch at once, fewer from one host, and not all for one who asks: a slow host holds up its own pictures and no
// others, and who has many addresses fetched, of as many hosts, leaves places to everybody else.
type turns struct {
	slots *semaphore.Weighted

	mu     sync.Mutex
	asked  int
	hosts  shares
	askers shares
}

// shares are of those who have some now, by name.
type shares struct {
	now             map[string]*share
	slots, maxAsked int // of each
}

type share struct {
	slots *semaphore.Weighted
	asked int
}

func newTurns() *turns {
	return &turns{
		slots:  semaphore.NewWeighted(fetchesAtOnce),
		hosts:  shares{map[string]*share{}, fetchesPerHost, maxAskedOfHost},
		askers: shares{map[string]*share{}, fetchesPerAsker, maxAskedBy},
	}
}

// take does work that asks a host for somebody, when its turn has come. OVERLOADED when that would take too long: the work was
// not done.
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

func busy() error {
	return &model.Error{Code: model.Overloaded, Message: "Too many pictures are being fetched; try again in a moment.", RetryAfter: maxTurnWait}
}

// join answers what to wait for, in this order: who waits for a host takes no place of their own, and who waits for their own
// none of others. It is nil when too many wait already.
func (t *turns) join(asker, host string) []*semaphore.Weighted {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asked == maxAsked || t.hosts.full(host) || t.askers.full(asker) {
		return nil
	}
	t.asked++
	return []*semaphore.Weighted{t.hosts.join(host), t.askers.join(asker), t.slots}
}

func (t *turns) leave(asker, host string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asked--
	t.hosts.leave(host)
	t.askers.leave(asker)
}

func (s shares) full(name string) bool { return s.now[name] != nil && s.now[name].asked == s.maxAsked }

func (s shares) join(name string) *semaphore.Weighted {
	if s.now[name] == nil {
		s.now[name] = &share{slots: semaphore.NewWeighted(int64(s.slots))}
	}
	s.now[name].asked++
	return s.now[name].slots
}

func (s shares) leave(name string) {
	if s.now[name].asked--; s.now[name].asked == 0 {
		delete(s.now, name)
	}
}

// hostOf is whose turn it is at a URL: what was registered, since who has a domain has any number of names under it. Where a
// redirect leads counts for who sends there.
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

// registered is the domain that somebody has registered for a name. Under domains that hand out names to everybody (github.io)
// all names count as one: they cost nothing.
func registered(name string) string {
	suffix, official := publicsuffix.PublicSuffix(name)
	for !official && strings.Contains(suffix, ".") {
		_, parent, _ := strings.Cut(suffix, ".")
		suffix, official = publicsuffix.PublicSuffix(parent)
	}
	own := strings.TrimSuffix(strings.TrimSuffix(name, suffix), ".")
	if own == "" { // a name of one part, as inside
		return name
	}
	return own[strings.LastIndexByte(own, '.')+1:] + "." + suffix
}
