//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"chattr/db/pgcluster"
	"chattr/test/torture/checker"
)

// plannedFault is what is done to an instance, or to the database, at a moment of the run.
type plannedFault struct {
	at       time.Duration
	kind     checker.FaultKind
	instance int
	during   time.Duration
	delay    time.Duration // of each piece that a slow connection carries
	stop     pgcluster.Stop
	paused   int // the instance that is paused meanwhile, or none
}

func (p plannedFault) String() string {
	return fmt.Sprintf("%6.1fs %-14s instance %2d for %s", p.at.Seconds(), p.kind, p.instance, p.during.Round(time.Millisecond))
}

// track is a kind of faults that happen one after another. Tracks run beside each other.
type track struct {
	first, gap time.Duration // until the first fault, and the mean between two
	faults     []func(r *rand.Rand) plannedFault
}

// Phases with faults alternate with calm phases. In a calm phase the limits of the contract are in force, and what a fault has left behind
// shows.
const faultPhase, calmPhase = 16 * time.Second, 10 * time.Second

// planFaults returns the faults of a run in tracks. The same seed gives the same plan.
func planFaults(seed uint64, length time.Duration, postgres bool, instances int) [][]plannedFault {
	between := func(r *rand.Rand, least, most time.Duration) time.Duration {
		return least + time.Duration(r.Int64N(int64(most-least)))
	}
	simple := func(kind checker.FaultKind, least, most time.Duration) func(r *rand.Rand) plannedFault {
		return func(r *rand.Rand) plannedFault {
			return plannedFault{kind: kind, instance: r.IntN(instances), during: between(r, least, most)}
		}
	}
	slow := func(kind checker.FaultKind) func(r *rand.Rand) plannedFault {
		return func(r *rand.Rand) plannedFault {
			p := simple(kind, time.Second, 4*time.Second)(r)
			p.delay = between(r, 5*time.Millisecond, 250*time.Millisecond)
			return p
		}
	}
	processes := track{first: 3 * time.Second, gap: 5 * time.Second, faults: []func(r *rand.Rand) plannedFault{
		simple(checker.Kill, 50*time.Millisecond, 2*time.Second), simple(checker.Kill, 50*time.Millisecond, time.Second),
		simple(checker.Terminate, 50*time.Millisecond, time.Second),
		simple(checker.Pause, 200*time.Millisecond, 5*time.Second),
	}}
	network := track{first: 2 * time.Second, gap: 5 * time.Second, faults: []func(r *rand.Rand) plannedFault{
		simple(checker.LinkCut, time.Millisecond, 2*time.Millisecond), slow(checker.LinkDelay),
	}}
	disks := track{first: 6 * time.Second, gap: 8 * time.Second, faults: []func(r *rand.Rand) plannedFault{
		func(r *rand.Rand) plannedFault {
			return plannedFault{kind: checker.DiskFull, instance: checker.Everywhere, during: between(r, time.Second, 4*time.Second)}
		},
	}}
	if postgres {
		cut := func(r *rand.Rand) plannedFault {
			return plannedFault{kind: checker.DatabaseCut, instance: r.IntN(instances), during: 500 * time.Millisecond, delay: between(r, 5*time.Millisecond, 60*time.Millisecond)}
		}
		network.faults = append(network.faults, cut, cut, slow(checker.DatabaseDelay),
			simple(checker.HintsLost, 4*time.Second, 10*time.Second), simple(checker.HintsLost, 4*time.Second, 10*time.Second))
		for _, stop := range []pgcluster.Stop{pgcluster.Fast, pgcluster.Immediate} {
			disks.faults = append(disks.faults, func(r *rand.Rand) plannedFault {
				return plannedFault{kind: checker.DatabaseStop, instance: checker.Everywhere, stop: stop}
			})
		}
	}
	// Rare, because it takes away the long histories that other tests need.
	retentions := track{first: 22 * time.Second, gap: 50 * time.Second, faults: []func(r *rand.Rand) plannedFault{
		func(r *rand.Rand) plannedFault {
			p := simple(checker.Retention, 6*time.Second, 14*time.Second)(r)
			p.paused = (p.instance + 1 + r.IntN(max(1, instances-1))) % instances
			if instances == 1 && r.IntN(2) == 0 {
				p.paused = none
			}
			return p
		},
	}}
	var plans [][]plannedFault
	for i, t := range []track{processes, network, disks, retentions} {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		var plan []plannedFault
		var deck []int // each kind once, in a random order, so that a short run has all of them
		for at := t.first; at < length; at += t.gap/2 + time.Duration(r.Int64N(int64(t.gap))) {
			if len(deck) == 0 {
				deck = r.Perm(len(t.faults))
			}
			p := t.faults[deck[0]](r)
			deck = deck[1:]
			if since := at % (faultPhase + calmPhase); since > faultPhase {
				at += faultPhase + calmPhase - since
			}
			p.at = at
			at += p.during
			plan = append(plan, p)
		}
		plans = append(plans, plan)
	}
	return plans
}

// environment is what faults are done to.
type environment struct {
	instances []*instance
	storage   *storage
	disk      *disk
	journal   *journal
	burst     func(ctx context.Context, at int) // posts at an instance, so that something is under way when it is hit
	postQuiet func(ctx context.Context, at int) // posts into the quiet channel

	// readFromHead starts streams on one instance after cursors of another one.
	readFromHead func(ctx context.Context, readers *sync.WaitGroup, at, other int)
}

// run does what the plans say, until the context ends. When it returns, everything works again.
func (e *environment) run(ctx context.Context, plans [][]plannedFault) {
	var tracks sync.WaitGroup
	for _, plan := range plans {
		tracks.Go(func() {
			for _, p := range plan {
				sleep(ctx, p.at-e.journal.now())
				if ctx.Err() != nil {
					return
				}
				e.do(ctx, p)
			}
		})
	}
	tracks.Wait()
}

// do does one fault from its start to its end.
func (e *environment) do(ctx context.Context, p plannedFault) {
	defer e.journal.fault(p.kind, p.instance)()
	if p.instance == checker.Everywhere {
		e.doEverywhere(ctx, p)
		return
	}
	i := e.instances[p.instance]
	switch p.kind {
	case checker.Kill:
		e.burst(ctx, p.instance)
		i.kill()
		sleep(ctx, p.during)
		i.restart(context.WithoutCancel(ctx))
	case checker.Terminate:
		i.shutDown()
		sleep(ctx, p.during)
		i.restart(context.WithoutCancel(ctx))
	case checker.Pause:
		i.pause(ctx, p.during)
	case checker.Retention:
		e.retain(ctx, p)
	case checker.LinkCut:
		i.link.cut()
	case checker.LinkDelay:
		e.slow(ctx, i.link, p)
	case checker.DatabaseCut: // while requests and responses are under way
		e.slow(ctx, i.data, p)
	case checker.DatabaseDelay:
		e.slow(ctx, i.data, p)
	case checker.HintsLost:
		i.data.noHints.Store(true)
		e.postQuiet(ctx, (p.instance+1)%len(e.instances))
		sleep(ctx, p.during)
		i.data.noHints.Store(false)
	}
}

func (e *environment) slow(ctx context.Context, link *proxy, p plannedFault) {
	link.delay.Store(int64(p.delay))
	defer link.delay.Store(0)
	sleep(ctx, p.during)
	if p.kind == checker.DatabaseCut {
		e.burst(ctx, p.instance)
		sleep(ctx, p.delay+p.delay/2) // requests have passed, and responses are on their way
		link.cut()
	}
}

func (e *environment) doEverywhere(ctx context.Context, p plannedFault) {
	switch p.kind {
	case checker.DatabaseStop:
		for at := range e.instances {
			e.burst(ctx, at)
		}
		e.check(e.storage.cluster.Restart(p.stop))
	case checker.DiskFull:
		e.fillDisk(ctx, p.during)
	}
}

func (e *environment) fillDisk(ctx context.Context, during time.Duration) {
	switch {
	case e.disk.mounted:
		e.check(e.disk.fill())
		sleep(ctx, during)
		e.check(e.disk.release())
		if e.storage.cluster != nil { // a PostgreSQL that could not write its log has given up
			e.check(e.storage.cluster.Restart(pgcluster.Immediate))
		}
	case e.storage.cluster == nil:
		i := e.instances[0]
		e.check(i.limitFiles(fileLimit))
		sleep(ctx, during)
		e.check(i.limitFiles(0))
	}
}

// check records that a fault could not be done or undone: the run then proves nothing.
func (e *environment) check(err error) {
	if err != nil {
		e.journal.violate("test-program", err.Error())
	}
}
