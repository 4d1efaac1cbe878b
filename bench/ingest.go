package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

// ingestOptions are the flags of ingest.
type ingestOptions struct {
	rounds      int
	seconds     int
	channels    int
	connections int
	database    string
	rows        string
	built       string
	hold        time.Duration
	profile     string
}

func (o *ingestOptions) read(args []string) error {
	flags := flag.NewFlagSet("ingest", flag.ContinueOnError)
	flags.IntVar(&o.rounds, "rounds", 5, "how often each figure is taken, Chattr and the baselines in turn")
	flags.IntVar(&o.seconds, "seconds", 3, "how long each run takes")
	flags.IntVar(&o.channels, "channels", 100, "how many channels there are, with a webhook each")
	flags.IntVar(&o.connections, "connections", 64, "how many connections post at a time")
	flags.StringVar(&o.database, "database", "sqlite,postgres", "which `databases` Chattr is measured on")
	flags.StringVar(&o.rows, "rows", "posts,lone,hot", "which `rows` are measured: posts a second and CPU, a lone client, a hot channel")
	flags.StringVar(&o.built, "server", "", "a `file` with a built server; without it the one of this module is built")
	flags.DurationVar(&o.hold, "hold", 0, "measure nothing; keep Chattr under load for so long and say its process id, for perf and the like")
	flags.StringVar(&o.profile, "profile", "", "with -hold: a `file` for the CPU profile of that time (and FILE.allocs), for go tool pprof")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case min(o.rounds, o.seconds, o.connections) < 1 || o.channels < 2 || flags.NArg() > 0:
		return errors.New("every number must be above 0, and there are at least 2 channels")
	case o.profile != "" && (o.hold <= 0 || o.built != "" || strings.Contains(o.database, ",")):
		return errors.New("-profile needs -hold, one -database, and a server that is built for it")
	}
	return errors.Join(allOf("database", o.database, "sqlite", "postgres"), allOf("rows", o.rows, "posts", "lone", "hot"))
}

func allOf(name, list string, known ...string) error {
	for _, item := range strings.Split(list, ",") {
		if !listed(strings.Join(known, ","), item) {
			return fmt.Errorf("-%s has no %q, only %s", name, item, strings.Join(known, ","))
		}
	}
	return nil
}

func listed(list, item string) bool { return strings.Contains(","+list+",", ","+item+",") }

func (o *ingestOptions) lasts() time.Duration { return time.Duration(o.seconds) * time.Second }

// ingestBench is one run of ingest.
type ingestBench struct {
	ingestOptions
	site
	table  table
	stores []*store
}

// ingest measures and prints the table. What could not be measured leaves the rest as it is.
func ingest(ctx context.Context, args []string) error {
	b := &ingestBench{}
	if err := b.read(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	flags, end, err := b.overlay(ctx)
	defer end()
	if err != nil {
		return err
	}
	if b.site, err = newSite(ctx, b.built, flags...); err != nil {
		return err
	}
	defer b.close()
	fmt.Println(machine())
	defer b.end()
	if err := b.start(ctx); err != nil {
		return err
	}
	fsync, err := b.fsyncTimes()
	if err != nil {
		return err
	}
	b.table.note("a page of 4 KiB is on the disk of the databases after %s", fsync.text("ms"))
	if b.hold > 0 {
		return b.holdLoad(ctx)
	}
	return errors.Join(b.measure(ctx), b.verify(ctx), b.table.print(os.Stdout))
}

func (b *ingestBench) measure(ctx context.Context) (failed error) {
	for _, part := range []struct {
		name string
		run  func(context.Context) error
	}{{"posts", b.posts}, {"lone", b.lone}, {"hot", b.hot}} {
		if listed(b.rows, part.name) && ctx.Err() == nil {
			if err := part.run(ctx); err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", part.name, err))
			}
		}
	}
	return failed
}

// verify ends the servers and says whether what was acknowledged is stored.
func (b *ingestBench) verify(ctx context.Context) (failed error) {
	for _, s := range b.stores {
		for _, c := range []*contender{s.chattr, s.insert} {
			note, err := c.verify(ctx)
			failed = errors.Join(failed, err)
			if err == nil {
				b.table.note("%s", note)
			}
		}
	}
	return failed
}
