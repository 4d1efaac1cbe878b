package chat

import (
	"net/netip"
	"sync"
	"time"

	"chattr/model"
)

// pace is how often something may be tried: that many times at once, and then one each so often.
type pace struct {
	burst float64
	each  time.Duration
}

// How often passwords and secrets may be guessed in vain, on this instance.
var (
	accountPace = pace{burst: 10, each: 30 * time.Second}
	addressPace = pace{burst: 30, each: 2 * time.Second}
)

const maxGuessers = 50_000

// guesses slows down who guesses: one bucket an account and one a client address, kept while it is not full. What is right
// costs nothing.
type guesses struct {
	mu      sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	spent float64
	at    time.Time
}

func (b bucket) spentAt(now time.Time, p pace) float64 {
	return max(0, b.spent-float64(now.Sub(b.at))/float64(p.each))
}

// take is RATE_LIMITED when the key has tried too often, and counts one more try otherwise.
func (g *guesses) take(now time.Time, key string, p pace) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	spent := g.buckets[key].spentAt(now, p)
	if over := spent + 1 - p.burst; over > 0 {
		return &model.Error{
			Code: model.RateLimited, Message: "Too many tries; wait a moment.", RetryAfter: time.Duration(over * float64(p.each)),
		}
	}
	g.put(key, bucket{spent + 1, now})
	return nil
}

// give takes back a try that was right.
func (g *guesses) give(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if b, known := g.buckets[key]; known {
		b.spent = max(0, b.spent-1)
		g.buckets[key] = b
	}
}

func (g *guesses) put(key string, b bucket) {
	if g.buckets == nil {
		g.buckets = map[string]bucket{}
	}
	if _, known := g.buckets[key]; !known && len(g.buckets) >= maxGuessers {
		g.shrink(b.at)
	}
	g.buckets[key] = b
}

// shrink forgets who has not tried for long, and when everybody has, whoever comes first.
func (g *guesses) shrink(now time.Time) {
	for key, b := range g.buckets {
		if now.Sub(b.at) > time.Duration(accountPace.burst)*accountPace.each {
			delete(g.buckets, key)
		}
	}
	for key := range g.buckets {
		if len(g.buckets) < maxGuessers*9/10 {
			return
		}
		delete(g.buckets, key)
	}
}

// addressKey is the bucket of a client address.
func addressKey(client netip.Addr) string { return "address " + client.String() }
