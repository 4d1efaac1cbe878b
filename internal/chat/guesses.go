package chat

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// How often passwords and secrets may be tried in vain, on all instances together.
var (
	accountPace = pace{each: 30 * time.Second, burst: 10}
	addressPace = pace{each: 2 * time.Second, burst: 30}
	networkPace = pace{each: 500 * time.Millisecond, burst: 120} // of IPv6 that one customer may have, with 65,536 addresses
)

// How often somebody may sign in with success, on all instances together. Each costs a hash and a row.
var (
	accountSuccessPace = pace{each: 10 * time.Second, burst: 60}
	addressSuccessPace = pace{each: time.Second, burst: 300}
	networkSuccessPace = pace{each: 250 * time.Millisecond, burst: 1200}
)

const (
	maxGuessers = 50_000

	// What is tried while others are being tried waits until it is known whether they are wrong.
	guessWait    = 3 * time.Second
	maxGuessWait = 1000 // at a time, on this instance
)

// trial is something that may be tried in vain so often.
type trial struct {
	key  string
	pace pace
}

// flight is what is being tried now with one key.
type flight struct {
	tries   int
	cost    time.Duration // what they have taken from the bucket
	settled chan struct{} // closed when the next of them is known to be right or wrong
}

// guesses slows down who guesses: one bucket an account and one a client address. What is right costs nothing.
type guesses struct {
	shared bool             // with other instances
	wait   time.Duration    // for what is being tried
	now    func() time.Time // monotonic: a clock that is set back locks nobody out

	mu      sync.Mutex
	buckets buckets[string]
	flights map[string]*flight
	waiting int
	tried   map[string]tries // what was wrong since it was last shared
}

// tries are tries with one key.
type tries struct {
	cost time.Duration // the time that they need to come back
	full time.Duration // that a whole bucket of this kind needs
}

func newGuesses(shared bool) *guesses {
	return &guesses{
		shared: shared, wait: guessWait, now: time.Now, buckets: newBuckets[string](maxGuessers), flights: map[string]*flight{},
		tried: map[string]tries{},
	}
}

// try does something that may be tried in vain so often; RATE_LIMITED when one of the trials was too often. What was wrong counts in
// all of them, and nothing else in any.
func (g *guesses) try(ctx context.Context, trials []trial, wrong func(error) bool, do func() error) error {
	for i, t := range trials {
		if err := g.begin(ctx, t); err != nil {
			g.end(trials[:i], false)
			return err
		}
	}
	counts := true
	defer func() { g.end(trials, counts) }()
	err := do()
	counts = wrong(err)
	return err
}

// begin takes one from the bucket of a trial. While it is empty only because of what is being tried, it waits.
func (g *guesses) begin(ctx context.Context, t trial) error {
	timer := time.NewTimer(g.wait)
	defer timer.Stop()
	for {
		wait, settled := g.take(t)
		if settled == nil {
			return tooMany(wait)
		}
		resume := fairslots.Pause(ctx)
		select {
		case <-settled:
			g.waited()
			if err := resume(); err != nil {
				return err
			}
			continue
		case <-timer.C:
			g.waited()
			if err := resume(); err != nil {
				return err
			}
			return tooMany(wait)
		case <-ctx.Done():
			g.waited()
			return ctx.Err()
		}
	}
}

// take takes one, or answers how long it is until one comes back, and, when one may come back sooner, what to wait for.
func (g *guesses) take(t trial) (wait time.Duration, settled <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	wait, f := g.buckets.take(t.key, t.pace, g.now()), g.flights[t.key]
	switch {
	case wait == 0 && f == nil:
		f = &flight{settled: make(chan struct{})}
		g.flights[t.key] = f
		fallthrough
	case wait == 0:
		f.tries++
		f.cost += t.pace.each
	case f != nil && g.waiting < maxGuessWait:
		g.waiting++
		settled = f.settled
	}
	return wait, settled
}

func (g *guesses) waited() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting--
}

// end says whether what was tried is to count.
func (g *guesses) end(trials []trial, counts bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, t := range trials {
		f := g.flights[t.key]
		f.tries--
		f.cost -= t.pace.each
		if counts {
			g.note(t.key, tries{cost: t.pace.each, full: t.pace.capacity()})
		} else {
			g.buckets.giveBack(t.key, t.pace)
		}
		close(f.settled)
		f.settled = make(chan struct{})
		if f.tries == 0 {
			delete(g.flights, t.key)
		}
	}
}

// tooMany is RATE_LIMITED, nil for no wait.
func tooMany(wait time.Duration) error {
	if wait == 0 {
		return nil
	}
	return &model.Error{Code: model.RateLimited, Message: "Too many attempts; try again in " + seconds(wait) + ".", RetryAfter: wait}
}

func (g *guesses) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.buckets.forget(g.now())
}

// from are the trials of who comes from an address.
func from(client netip.Addr) []trial {
	return fromAt("", client, addressPace, networkPace)
}

// successes are what signing in with success takes from, for an account and an address.
func successes(account string, client netip.Addr) []trial {
	return append(fromAt("signed in ", client, addressSuccessPace, networkSuccessPace), trial{"signed in " + account, accountSuccessPace})
}

func fromAt(what string, client netip.Addr, address, network pace) []trial {
	trials := []trial{{what + "address " + client.String(), address}}
	if client.Is6() {
		prefix, _ := client.Prefix(48)
		trials = append(trials, trial{what + "network " + prefix.String(), network})
	}
	return trials
}

// succeeded is for what counts if it succeeds.
func succeeded(err error) bool { return err == nil }

// anyway is for what counts unless it succeeds.
func anyway(err error) bool { return err != nil }
