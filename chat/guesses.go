package chat

import (
	"fmt"
	"math"
	"net/netip"
	"sync"
	"time"

	"chattr/model"
)

// How often passwords and secrets may be guessed in vain, on all instances together.
var (
	accountPace = pace{each: 30 * time.Second, burst: 10}
	addressPace = pace{each: 2 * time.Second, burst: 30}
)

const maxGuessers = 50_000

// guesses slows down who guesses: one bucket an account and one a client address. What is right costs nothing.
type guesses struct {
	shared bool // with other instances

	mu      sync.Mutex
	buckets buckets[string]
	tried   map[string]time.Duration // what was taken since it was last shared, as the time that it needs to come back
}

func newGuesses(shared bool) *guesses {
	return &guesses{shared: shared, buckets: newBuckets[string](maxGuessers), tried: map[string]time.Duration{}}
}

// take is RATE_LIMITED when the key has tried too often, and counts one more try otherwise.
func (g *guesses) take(now time.Time, key string, p pace) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	wait := g.buckets.take(key, p, now)
	if wait == 0 {
		g.note(key, p.each)
		return nil
	}
	return &model.Error{Code: model.RateLimited, Message: tooMany(wait), RetryAfter: wait}
}

func tooMany(wait time.Duration) string {
	return fmt.Sprintf("Too many tries; try again in %d seconds.", int(math.Ceil(wait.Seconds())))
}

// giveBack is for a try that was right: it does not count.
func (g *guesses) giveBack(key string, p pace) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.buckets.giveBack(key, p)
	g.note(key, -p.each)
}

func (g *guesses) forget(now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.buckets.forget(now)
}

// addressKey is the bucket of a client address.
func addressKey(client netip.Addr) string { return "address " + client.String() }
