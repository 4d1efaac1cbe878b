package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

// options are the flags of fanout.
type options struct {
	rounds      int
	seconds     int
	only        int
	subscribers int
	sockets     int
	cycles      int
	built       string
}

func (o *options) read(args []string) error {
	flags := flag.NewFlagSet("fanout", flag.ContinueOnError)
	flags.IntVar(&o.rounds, "rounds", 3, "how often each figure is measured, Chattr and the baseline alternately")
	flags.IntVar(&o.seconds, "seconds", 5, "how long a saturated run takes; a run with a limited rate takes twice as long")
	flags.IntVar(&o.only, "only", 0, "the one `row` to measure, 1 to 7")
	flags.IntVar(&o.subscribers, "subscribers", 1000, "how many subscribers the channel of rows 1 to 4 has")
	flags.IntVar(&o.sockets, "sockets", 10_000, "how many sockets rows 5 and 6 open")
	flags.IntVar(&o.cycles, "cycles", 100_000, "how often row 7 connects, subscribes and disconnects")
	flags.StringVar(&o.built, "server", "", "a `file` with a built server; without it the one of this module is built")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if min(o.rounds, o.seconds, o.subscribers, o.sockets, o.cycles) < 1 || o.only < 0 || o.only > 7 || flags.NArg() > 0 {
		return errors.New("every number must be above 0, and -only must be at most 7")
	}
	return nil
}

// wants reports whether a row is to be measured.
func (o *options) wants(row int) bool { return o.only == 0 || o.only == row }

func (o *options) saturated() time.Duration { return time.Duration(o.seconds) * time.Second }
func (o *options) paced() time.Duration     { return 2 * o.saturated() }

// bench is one run of fanout.
type bench struct {
	options
	workspace
	table table
}

// fanout measures all rows and prints the table. If a row cannot be measured, the others are printed all the same.
func fanout(ctx context.Context, args []string) error {
	b := &bench{}
	if err := b.read(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	var err error
	if b.workspace, err = newWorkspace(ctx, b.built); err != nil {
		return err
	}
	defer b.close()
	raiseFileLimit()
	fmt.Println(machine())
	return errors.Join(b.measure(ctx), b.table.print(os.Stdout))
}

func (b *bench) measure(ctx context.Context) (failed error) {
	for _, part := range []struct {
		rows []int
		run  func(context.Context) error
	}{
		{[]int{1, 2, 4}, b.oneDocument},
		{[]int{3}, b.manyDocuments},
		{[]int{5}, b.memory},
		{[]int{6}, b.reconnect},
		{[]int{7}, b.churn},
	} {
		for _, row := range part.rows {
			if b.wants(row) && ctx.Err() == nil {
				if err := part.run(ctx); err != nil {
					failed = errors.Join(failed, fmt.Errorf("row %d: %w", row, err))
				}
				break
			}
		}
	}
	return failed
}

// progress writes a line about the progress to stderr. Only the table goes to stdout.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}

// oneDocument measures rows 1, 2 and 4, in which all subscribers use the same document.
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
	took, err := b.alternate(chattr, raw, "2, 4: 5 events a second", func(s *side) (deliveryCost, error) {
		return s.measure(1, time.Second/calmRate, b.paced())
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
			measured: took[0].of(func(t deliveryCost) float64 { return t.p99 }),
			baseline: took[1].of(func(t deliveryCost) float64 { return t.p99 }),
		})
	}
	return nil
}

// manyDocuments measures row 3, in which subscribers use different documents.
func (b *bench) manyDocuments(ctx context.Context) error {
	chattr, raw, end, err := b.sides(ctx, documents)
	if err != nil {
		return err
	}
	defer end()
	return b.saturate(chattr, raw, fmt.Sprintf("3. the same, saturated, %d documents", documents), 2)
}

// saturate adds the rows about a saturated server.
func (b *bench) saturate(chattr, raw *side, what string, goal float64) error {
	took, err := b.alternate(chattr, raw, what, func(s *side) (deliveryCost, error) { return s.measure(inFlight, 0, b.saturated()) })
	if err != nil {
		return err
	}
	b.addCPU(what, took, goal)
	rate := func(t deliveryCost) float64 { return t.rate / 1000 }
	b.table.add(row{what: "– deliveries a second", unit: "k", measured: took[0].of(rate), baseline: took[1].of(rate)})
	return nil
}

// addCPU adds the rows about CPU time. goal is the largest accepted ratio to the baseline.
func (b *bench) addCPU(what string, took [2]series, goal float64) {
	total, alone := func(t deliveryCost) float64 { return t.total }, func(t deliveryCost) float64 { return t.alone }
	b.table.add(
		row{what: what, unit: "µs", measured: took[0].of(total), baseline: took[1].of(total), ratioMax: goal},
		row{what: "– without the cost of posting", unit: "µs", measured: took[0].of(alone), baseline: took[1].of(alone)},
	)
}

// series are the costs of one side, one for each round.
type series []deliveryCost

func (s series) of(figure func(deliveryCost) float64) (values sample) {
	for _, t := range s {
		values = append(values, figure(t))
	}
	return values
}

// alternate measures both sides in every round. The side that is measured first changes from round to round.
func (b *bench) alternate(chattr, raw *side, what string, measure func(*side) (deliveryCost, error)) (took [2]series, err error) {
	sides := [2]*side{chattr, raw}
	for round := range b.rounds {
		for i := range sides {
			i = (i + round) % 2
			t, err := measure(sides[i])
			if err != nil {
				return took, err
			}
			progress("%s, round %d, %s: %s", what, round+1, sides[i].watched.name, t)
			took[i] = append(took[i], t)
		}
	}
	return took, nil
}

// noteFrames adds a note with the size of an event on both sides. Only events of about the same size can be compared.
func (b *bench) noteFrames(chattr, raw *side) {
	b.table.note("rows 1 to 4: %d subscribers; a message is %d bytes from Chattr and %d from the baseline; every subscriber counted "+
		"all events, one in %d checked each number", b.subscribers, chattr.subscribers.members[0].size, raw.subscribers.members[0].size, checkedEvery)
}
