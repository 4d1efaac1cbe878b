package chat

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"chattr/internal/model"
)

// note adds tries to those that are to be shared. g.mu must be held.
func (g *guesses) note(key string, t tries) {
	if !g.shared {
		return
	}
	makeRoom(g.tried, key, maxGuessers)
	g.tried[key] = tries{cost: g.tried[key].cost + t.cost, full: t.full}
}

// shareGuesses adds what was guessed in vain here to the buckets that all instances share, and takes over what they say: somebody
// who asks several instances has no more tries, but for those on each before it has heard of the others: with n instances a first
// burst is n times as large. While the database is unavailable each instance counts for itself.
func (c *Chat) shareGuesses(ctx context.Context) (err error) {
	byFull := map[time.Duration]map[string]tries{}
	for key, t := range c.guesses.unshared() {
		if byFull[t.full] == nil {
			byFull[t.full] = map[string]tries{}
		}
		byFull[t.full][key] = t
	}
	for full, tried := range byFull {
		costs := make(map[model.ID]time.Duration, len(tried))
		for key, t := range tried {
			costs[guessBucket(key)] = t.cost
		}
		var missing map[model.ID]time.Duration
		if err == nil { // else all of them are noted again
			missing, err = c.updateRateBuckets(ctx, costs, maxGuessDebt*full)
		}
		c.guesses.heard(tried, missing, err)
	}
	return err
}

func (g *guesses) unshared() map[string]tries {
	g.mu.Lock()
	defer g.mu.Unlock()
	tried := g.tried
	g.tried = map[string]tries{}
	return tried
}

func (g *guesses) heard(tried map[string]tries, missing map[model.ID]time.Duration, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for key, t := range tried {
		if err != nil {
			g.note(key, t)
			continue
		}
		full := g.now().Add(missing[guessBucket(key)] + g.tried[key].cost)
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
