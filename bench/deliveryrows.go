package main

import (
	"context"
	"fmt"
	"time"
)

// oneDocument measures rows 1, 2 and 4: everybody subscribes with the same document.
func (b *bench) oneDocument(ctx context.Context) error {
	chattr, raw, end, err := b.sides(ctx, 1)
	if err != nil {
		return err
	}
	defer end()
	b.noteFrames(chattr, raw)
	if b.wants(1) {
		if err := b.saturate(chattr, raw, "1. server CPU per delivered event, saturated", 1.0); err != nil {
			return err
		}
	}
	if !b.wants(2) && !b.wants(4) {
		return nil
	}
	took, err := b.inTurn(chattr, raw, "2, 4: 5 events a second", func(s *side) (taken, error) {
		return s.measure(1, time.Second/pace, b.paced())
	})
	if err != nil {
		return err
	}
	if b.wants(2) {
		b.addCPU("2. the same at 5 events a second", took, 1.5)
	}
	if b.wants(4) {
		b.table.add(row{
			what: "4. publish → receive p99, 5 events a second", unit: "ms", ratioMax: 1.5,
			measured: took[0].of(func(t taken) float64 { return t.p99 }),
			baseline: took[1].of(func(t taken) float64 { return t.p99 }),
		})
	}
	return nil
}

// manyDocuments measures row 3.
func (b *bench) manyDocuments(ctx context.Context) error {
	chattr, raw, end, err := b.sides(ctx, documents)
	if err != nil {
		return err
	}
	defer end()
	return b.saturate(chattr, raw, fmt.Sprintf("3. the same, saturated, %d documents", documents), 2)
}

func (b *bench) saturate(chattr, raw *side, what string, goal float64) error {
	took, err := b.inTurn(chattr, raw, what, func(s *side) (taken, error) { return s.measure(inFlight, 0, b.saturated()) })
	if err != nil {
		return err
	}
	b.addCPU(what, took, goal)
	rate := func(t taken) float64 { return t.rate / 1000 }
	b.table.add(row{what: "– deliveries a second", unit: "k", measured: took[0].of(rate), baseline: took[1].of(rate)})
	return nil
}

func (b *bench) addCPU(what string, took [2]series, goal float64) {
	total, alone := func(t taken) float64 { return t.total }, func(t taken) float64 { return t.alone }
	b.table.add(
		row{what: what, unit: "µs", measured: took[0].of(total), baseline: took[1].of(total), ratioMax: goal},
		row{what: "– with posting taken off", unit: "µs", measured: took[0].of(alone), baseline: took[1].of(alone)},
	)
}

// series is what the rounds of one side took.
type series []taken

func (s series) of(figure func(taken) float64) (values sample) {
	for _, t := range s {
		values = append(values, figure(t))
	}
	return values
}

// inTurn measures both sides in turn, in the other order each time.
func (b *bench) inTurn(chattr, raw *side, what string, measure func(*side) (taken, error)) (took [2]series, err error) {
	sides := [2]*side{chattr, raw}
	for round := range b.rounds {
		for i := range sides {
			i = (i + round) % 2
			t, err := measure(sides[i])
			if err != nil {
				return took, err
			}
			say("%s, round %d, %s: %s", what, round+1, sides[i].watched.name, t)
			took[i] = append(took[i], t)
		}
	}
	return took, nil
}

// noteFrames says how big an event is on both sides: a comparison with a smaller one would not be fair.
func (b *bench) noteFrames(chattr, raw *side) {
	b.table.note("rows 1 to 4: %d subscribers; a message is %d bytes from Chattr and %d from the baseline; every subscriber counted "+
		"every event, one in %d checked each number", b.subscribers, chattr.crowd.members[0].size, raw.crowd.members[0].size, checkedEvery)
}
