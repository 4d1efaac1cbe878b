package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"chattr/internal/config"
	"chattr/internal/connections"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// sentence is what a person is told of an error: without the code, which is for programs.
func sentence(err error) string {
	var told *model.Error
	if errors.As(err, &told) && told.Unwrap() == nil {
		return told.Message
	}
	return err.Error()
}

// program is what the commands share with the world outside.
type program struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	environ        func() []string
	log            *slog.Logger             // made when the settings are read
	metrics        *metrics.Metrics         // of serve; nil: nobody counts
	connections    *connections.Connections // of serve
}

// run does what the arguments say: a command, then its flags, then its arguments.
func (p *program) run(ctx context.Context, args []string) error {
	all := commands()
	cmd := all[0]
	switch {
	case len(args) == 0:
	case args[0] == "help":
		args[0] = "--help"
	case args[0] == "--version":
		args[0] = "version"
	}
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		i := slices.IndexFunc(all, func(c command) bool { return c.name == args[0] })
		if i < 0 {
			return fmt.Errorf("there is no command %q; chattrd --help lists them", args[0])
		}
		cmd, args = all[i], args[1:]
	}
	c, rest, err := config.Read(args, p.getenv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		printHelp(p.stdout)
		return nil
	case err != nil:
		return err
	case len(rest) > cmd.maxArgs:
		return fmt.Errorf("%s: %q is not expected; a command comes first, then its flags, then its arguments, as in chattrd backup --database-url URL FILE", cmd.name, rest[cmd.maxArgs])
	}
	p.log = logTo(p.stderr, c)
	for _, unknown := range config.UnknownVariables(p.environ()) {
		p.log.Warn("no setting reads this environment variable", "name", unknown.Name, "nearest", unknown.Nearest)
	}
	return cmd.run(ctx, p, c, rest)
}
