package chat

import (
	"net/netip"
	"sync"
	"time"

	"chattr/model"
)

// How often passwords and secrets may be guessed in vain, on this instance.
var (
	accountPace = pace{each: 30 * time.Second, burst: 10}
	addressPace = pace{each: 2 * time.Second, burst: 30}
)

const maxGuessers = 50_000

// guesses slows down who guesses: one bucket an account and one a client address. What is right costs nothing.
type guesses struct {
	mu      sync.Mutex
	buckets buckets[string]
}

func newGuesses() *guesses { return &guesses{buckets: newBuckets[string](maxGuessers)} }

// take is RATE_LIMITED when the key has tried too often, and counts one more try otherwise.
func (g *guesses) take(now time.Time, key string, p pace) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	wait := g.buckets.take(key, p, now)
	if wait == 0 {
		return nil
	}
	return &model.Error{Code: model.RateLimited, Message: "Too many tries; wait a moment.", RetryAfter: wait}
}

// give takes back a try that was right.
func (g *guesses) give(key string, p pace) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.buckets.giveBack(key, p)
}

func (g *guesses) forget(now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.buckets.forget(now)
}

// addressKey is the bucket of a client address.
func addressKey(client netip.Addr) string { return "address " + client.String() }
