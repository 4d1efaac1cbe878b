// Bench measures a Chattr server from outside, as a process of its own, beside baselines that run on the same machine at the
// same time: go run ./bench MODE.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// mode is something that bench can do.
type mode struct {
	name, usage string // without usage it is for the bench itself
	run         func(ctx context.Context, args []string) error
}

var modes = []mode{
	{"fanout", "what one event to many subscribers costs; fanout -h lists the flags", fanout},
	{"ingest", "what a post costs that is stored; ingest -h lists the flags", ingest},
	{"history", "what a page of messages costs; history -h lists the flags", history},
	{rawMode, "", serveRaw},
	{bareMode, "", serveBare},
	{stockMode, "", serveStock},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
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
	return fmt.Errorf("no such mode: %q", args)
}
