//go:build linux

// Command torture runs Chattr as real processes, posts, edits, deletes and reads through all transports, and meanwhile does
// to the processes, their database and their connections what happens in production. A checker that shares no code with the
// server proves from the recorded history that every promise was kept.
//
//	go run ./test/torture -minutes 60 -database postgres -instances 3
//	go run ./test/torture -mutants
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// config is what the flags say.
type config struct {
	minutes float64

	minutesGiven bool // by a flag

	database  string
	instances int
	seed      uint64
	program   string
	slack     time.Duration
	rate      float64
	keep      bool
	retention bool
	mutants   bool
	only      string
}

func main() {
	c, err := readFlags(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(2)
	}
	enterMountNamespace()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if c.mutants {
		err = runMutants(ctx, c)
	} else {
		err = runOnce(ctx, c)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}

func readFlags(arguments []string) (c config, err error) {
	flags := flag.NewFlagSet("torture", flag.ContinueOnError)
	flags.Float64Var(&c.minutes, "minutes", 1, "how long to run")
	flags.StringVar(&c.database, "database", "sqlite", "sqlite or postgres")
	flags.IntVar(&c.instances, "instances", 0, "how many instances share the database (default 3 with postgres; 1 with sqlite, always)")
	flags.Uint64Var(&c.seed, "seed", 0, "decides which faults happen when (default random)")
	flags.StringVar(&c.program, "program", "", "a built chattrd to test (default: built from this directory)")
	flags.DurationVar(&c.slack, "slack", 1500*time.Millisecond, "what is allowed beyond each limit of the contract: for the machine and the clients")
	flags.Float64Var(&c.rate, "rate", 1, "how fast the clients act; 2 is twice as fast")
	flags.BoolVar(&c.retention, "retention", true, "remove old events and messages now and then; a given -program must be built with "+buildFlags)
	flags.BoolVar(&c.keep, "keep", false, "keep the logs and the database also if every promise was kept")
	flags.BoolVar(&c.mutants, "mutants", false, "test the test: run each mutant in test/torture/mutants until it is caught, up to 5 minutes or -minutes")
	flags.StringVar(&c.only, "only", "", "with -mutants: run only those whose name contains this")
	if err := flags.Parse(arguments); err != nil {
		return c, err
	}
	flags.Visit(func(f *flag.Flag) { c.minutesGiven = c.minutesGiven || f.Name == "minutes" })
	switch c.database {
	case "sqlite":
		if c.instances > 1 {
			fmt.Fprintln(os.Stderr, "torture: SQLite has one instance; -instances is for -database postgres")
		}
		c.instances = 1
	case "postgres":
		if c.instances == 0 {
			c.instances = 3
		}
	default:
		return c, fmt.Errorf("-database: %q is neither sqlite nor postgres", c.database)
	}
	if c.minutes <= 0 || c.rate <= 0 || c.instances < 1 {
		return c, errors.New("-minutes, -rate and -instances must be larger than 0")
	}
	if c.program != "" { // each instance runs in a directory of its own
		var err error
		if c.program, err = filepath.Abs(c.program); err != nil {
			return c, err
		}
	}
	if c.seed == 0 {
		c.seed = uint64(rand.Uint32()) + 1
	}
	return c, nil
}

// runOnce builds the program if necessary, runs the test once and prints its report.
func runOnce(ctx context.Context, c config) error {
	dir, err := os.MkdirTemp("", "chattr-torture-")
	if err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL's cluster in it belongs to another user when root runs the test
		return err
	}
	if c.program == "" {
		c.program = filepath.Join(dir, "chattrd")
		if err := build(ctx, ".", c.program); err != nil {
			return err
		}
	}
	fmt.Printf("torture: -database %s -instances %d -minutes %g -seed %d, in %s\n", c.database, c.instances, c.minutes, c.seed, dir)
	r, err := run(ctx, c, dir)
	if err != nil {
		return fmt.Errorf("%w; the logs are in %s", err, dir)
	}
	r.print(os.Stdout)
	if len(r.violations) > 0 {
		return fmt.Errorf("%d promises were not kept; the logs are in %s", len(r.violations), dir)
	}
	if c.keep {
		return nil
	}
	return os.RemoveAll(dir)
}

// buildFlags let the program keep things for a few seconds only.
const buildFlags = `-ldflags "-X chattr/internal/config.minRetention=1s"`

// build builds the program from a source tree.
func build(ctx context.Context, tree, file string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-ldflags=-X chattr/internal/config.minRetention=1s", "-o", file, ".")
	cmd.Dir = tree
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}
