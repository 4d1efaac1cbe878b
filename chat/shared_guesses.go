package chat

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"chattr/model"
)

// note needs the lock.
func (g *guesses) note(key string, cost time.Duration) {
	if !g.shared {
		return
	}
	makeRoom(g.tried, key, maxGuessers)
	g.tried[key] += cost
}

// shareGuesses adds what was guessed in vain here to the buckets that all instances share, and takes over what they say: who
// asks several instances has no more tries, but for what is tried on each before it has heard of the others: with n instances a first
// burst is n times as large. While the database is away each
// instance counts for itself.
func (c *Chat) shareGuesses(ctx context.Context) error {
	tried := c.guesses.unshared()
	if len(tried) == 0 {
		return nil
	}
	costs := make(map[model.ID]time.Duration, len(tried))
	for key, cost := range tried {
		costs[guessBucket(key)] = cost
	}
	missing, err := c.updateRateBuckets(ctx, costs)
	c.guesses.heard(tried, missing, c.o.Now(), err)
	return err
}

func (g *guesses) unshared() map[string]time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	tried := g.tried
	g.tried = map[string]time.Duration{}
	return tried
}

func (g *guesses) heard(tried map[string]time.Duration, missing map[model.ID]time.Duration, now time.Time, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for key, cost := range tried {
		if err != nil {
			g.note(key, cost)
			continue
		}
		full := now.Add(missing[guessBucket(key)] + g.tried[key])
		if f := g.flights[key]; f != nil {
			full = full.Add(f.cost)
		}
		g.buckets.set(key, full)
	}
}

// guessBucket is where the bucket lies among those of webhooks, whose ids are above 0. It says neither name nor address.
func guessBucket(key string) model.ID {
	hash := sha256.Sum256([]byte(key))
	return model.ID(binary.BigEndian.Uint64(hash[:8]) | 1<<63)
}
