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
	flags.IntVar(&o.rounds, "rounds", 3, "how often each figure is taken, Chattr and the baseline in turn")
	flags.IntVar(&o.seconds, "seconds", 5, "how long a saturated run takes; a paced one takes twice as long")
	flags.IntVar(&o.only, "only", 0, "the one `row` to measure, 1 to 7")
	flags.IntVar(&o.subscribers, "subscribers", 1000, "how many subscribers the channel of rows 1 to 4 has")
	flags.IntVar(&o.sockets, "sockets", 10_000, "how many sockets rows 5 and 6 open")
	flags.IntVar(&o.cycles, "cycles", 100_000, "how often row 7 connects, subscribes and disconnects")
	flags.StringVar(&o.built, "server", "", "a `file` with a built server; without it the one of this module is built")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if min(o.rounds, o.seconds, o.subscribers, o.sockets, o.cycles) < 1 || o.only < 0 || o.only > 7 || flags.NArg() > 0 {
		return errors.New("every number must be above 0, and there are 7 rows")
	}
	return nil
}

func (o *options) wants(row int) bool { return o.only == 0 || o.only == row }

func (o *options) saturated() time.Duration { return time.Duration(o.seconds) * time.Second }
func (o *options) paced() time.Duration     { return 2 * o.saturated() }

// bench is one run of fanout.
type bench struct {
	options
	site
	table table
}

// fanout measures and prints the table. What could not be measured leaves the rest as it is.
func fanout(ctx context.Context, args []string) error {
	b := &bench{}
	if err := b.read(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	var err error
	if b.site, err = newSite(ctx, b.built); err != nil {
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

// say tells whoever waits how far it is; the table alone goes to stdout.
func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}
