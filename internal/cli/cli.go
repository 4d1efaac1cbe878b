// Package cli has the commands of the program, and opens the database for them as the settings say.
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
	"chattr/internal/logging"
	"chattr/internal/model"
)

// sentence returns the text of an error for people: without the code, which is for programs.
func sentence(err error) string {
	var coded *model.Error
	if errors.As(err, &coded) && coded.Unwrap() == nil {
		return coded.Message
	}
	return err.Error()
}

// Program is the environment of the commands. All fields but Log are required.
type Program struct {
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Environ        func() []string
	Serve          func(ctx context.Context, p *Program, c *config.Config) error // the command serve
	Log            *slog.Logger                                                  // set before a command runs
}

// Run runs the command that args name, and returns the exit code: 1 after an error, which it prints in one line on stderr.
func (p *Program) Run(ctx context.Context, args []string) int {
	if err := p.run(ctx, args); err != nil {
		fmt.Fprintln(p.Stderr, "chattrd:", sentence(err))
		return 1
	}
	return 0
}

// run runs the command that args name: a command, then its flags, then its arguments.
func (p *Program) run(ctx context.Context, args []string) error {
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
	c, rest, err := config.Read(args, p.Getenv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		printHelp(p.Stdout)
		return nil
	case err != nil:
		return err
	case len(rest) > cmd.maxArgs:
		return fmt.Errorf("%s: %q is not expected; a command comes first, then its flags, then its arguments, as in chattrd backup --database-url URL FILE", cmd.name, rest[cmd.maxArgs])
	}
	p.Log = logging.New(p.Stderr, c.LogFormat, c.LogLevel)
	for _, unknown := range config.UnknownVariables(p.Environ()) {
		p.Log.Warn("no setting reads this environment variable", "name", unknown.Name, "nearest", unknown.Nearest)
	}
	return cmd.run(ctx, p, c, rest)
}
