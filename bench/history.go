package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

// historyOptions are the flags of history.
type historyOptions struct {
	rounds   int
	seconds  int
	readers  int
	small    int
	large    int
	database string
	built    string
}

func (o *historyOptions) read(args []string) error {
	flags := flag.NewFlagSet("history", flag.ContinueOnError)
	flags.IntVar(&o.rounds, "rounds", 5, "how often each figure is measured, the sides alternately")
	flags.IntVar(&o.seconds, "seconds", 3, "how long each run takes")
	flags.IntVar(&o.readers, "readers", 8, "how many connections read pages concurrently")
	flags.IntVar(&o.small, "small", 5000, "how many messages the small channel has")
	flags.IntVar(&o.large, "large", 5_000_000, "how many messages the large channel has; filling it takes most of the time")
	flags.StringVar(&o.database, "database", "", "the one `database` to measure, sqlite or postgres; without it both")
	flags.StringVar(&o.built, "server", "", "a `file` with a built server; without it the one of this module is built")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if min(o.rounds, o.seconds, o.readers) < 1 || min(o.small, o.large) < 200 || flags.NArg() > 0 {
		return errors.New("every number must be above 0, and -small and -large must be at least 200")
	}
	if o.database != "" && o.database != "sqlite" && o.database != "postgres" {
		return fmt.Errorf("-database must be sqlite or postgres, not %q", o.database)
	}
	return nil
}

func (o *historyOptions) lasts() time.Duration { return time.Duration(o.seconds) * time.Second }

// historyBench is one run of history.
type historyBench struct {
	historyOptions
	workspace
	table table
}

// history measures all rows and prints the table. If a row cannot be measured, the others are printed all the same.
func history(ctx context.Context, args []string) error {
	b := &historyBench{}
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
	fmt.Println(machine())
	var failed error
	for name, open := range historyDatabases {
		if b.database == "" || b.database == name {
			failed = errors.Join(failed, b.measure(ctx, open))
		}
	}
	return errors.Join(failed, b.table.print(os.Stdout))
}

// measure measures all rows on one database.
func (b *historyBench) measure(ctx context.Context, open func(context.Context, *historyBench) (*historyDatabase, error)) error {
	a, err := open(ctx, b)
	if err != nil {
		return err
	}
	defer a.end()
	if err := a.prepare(ctx); err != nil {
		return fmt.Errorf("%s: %w", a.name, err)
	}
	if err := errors.Join(a.besideStock(ctx), a.besideSmall(ctx)); err != nil {
		return fmt.Errorf("%s: %w", a.name, err)
	}
	return nil
}
