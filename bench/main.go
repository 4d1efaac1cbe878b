// Bench measures a built Chattr server as a separate process, and baselines on the same machine in the same run. Start it with
// go run ./bench MODE.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// mode is a command of the program.
type mode struct {
	name, usage string // usage is "" for the modes in which the program starts itself
	run         func(ctx context.Context, args []string) error
}

var modes = []mode{
	{"fanout", "measure the cost of one event for many subscribers; fanout -h lists the flags", fanout},
	{"ingest", "measure the cost of a stored post; ingest -h lists the flags", ingest},
	{"history", "measure the cost of a page of messages; history -h lists the flags", history},
	{rawMode, "", serveRaw},
	{bareMode, "", serveBare},
	{stockMode, "", serveStock},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program immediately
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	for _, m := range modes {
		if len(args) > 0 && args[0] == m.name {
			return m.run(ctx, args[1:])
		}
	}
	fmt.Fprintln(os.Stderr, "Usage: go run ./bench MODE [flags]")
	for _, m := range modes {
		if m.usage != "" {
			fmt.Fprintf(os.Stderr, "  %s\t%s\n", m.name, m.usage)
		}
	}
	return fmt.Errorf("unknown mode: %q", args)
}
