// Package cli has the commands of the program, and opens the database for them as the settings say.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

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

// grammar describes the command line, as kong reads it.
type grammar struct {
	config.Config
	Help helpFlag `help:"print this help"`

	Serve      serveCommand      `cmd:"" default:"1" help:"serve (the default)"`
	Migrate    migrateCommand    `cmd:"" help:"bring the schema of the database up to date and stop"`
	SignInLink signInLinkCommand `cmd:"" usage:"[user]" help:"print a new link that signs a user in (default owner), once, within 24 hours"`
	Doctor     doctorCommand     `cmd:"" help:"check the database, beside running instances; exit status 1 if something is wrong"`
	Backup     backupCommand     `cmd:"" usage:"FILE" help:"copy a SQLite database to a new file, beside a running instance; for PostgreSQL print what to run"`
	Completion completionCommand `cmd:"" usage:"bash|zsh|fish" help:"print a script that completes command lines in a shell"`
	Version    versionCommand    `cmd:"" help:"print the version"`
}

// run runs the command that args name. Flags may stand before and after it, and after its arguments.
func (p *Program) run(ctx context.Context, args []string) error {
	var g grammar
	parser := config.NewParser(&g, &g.Config, p.Getenv, kong.Name("chattrd"))
	parsed, err := parser.Parse(useWords(args))
	failed := (*kong.ParseError)(nil)
	switch isParseError := errors.As(err, &failed); {
	case errors.Is(err, errHelp):
		return printHelp(p.Stdout, failed.Context)
	case isParseError:
		return errors.New(onOneLine(err) + " (chattrd --help lists all commands and settings)")
	case err != nil:
		return err
	}
	p.Log = logging.New(p.Stderr, g.LogFormat, g.LogLevel)
	for _, unknown := range config.UnknownVariables(p.Environ()) {
		p.Log.Warn("no setting reads this environment variable", "name", unknown.Name, "nearest", unknown.Nearest)
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(p, &g.Config)
}

// onOneLine returns the text of an error of kong, with an argument that is not expected in quotes.
func onOneLine(err error) string {
	const unexpected, hint = "unexpected argument ", ", did you mean "
	text, isUnexpected := strings.CutPrefix(err.Error(), unexpected)
	if isUnexpected {
		argument, suggestion, hasSuggestion := strings.Cut(text, hint)
		text = unexpected + strconv.Quote(argument)
		if hasSuggestion {
			text += hint + suggestion
		}
	}
	return strings.ReplaceAll(text, "\n", " ")
}

// useWords replaces the first argument if it is another spelling of a command or a flag: "help" and "--version".
func useWords(args []string) []string {
	switch {
	case len(args) > 0 && args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case len(args) > 0 && args[0] == "--version":
		return append([]string{"version"}, args[1:]...)
	}
	return args
}
