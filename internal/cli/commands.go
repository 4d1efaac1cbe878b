package cli

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"text/tabwriter"

	"chattr/internal/chat"
	"chattr/internal/config"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// command is a subcommand of the program.
type command struct {
	name, usage string
	args        string // of the positional arguments, for the help
	maxArgs     int
	run         func(ctx context.Context, p *Program, c *config.Config, args []string) error
}

// commands returns all commands in the order of the help. The first is the default.
func commands() []command {
	return []command{
		{name: "serve", usage: "serve (the default)", run: serve},
		{name: "migrate", usage: "bring the database's schema up to date and stop", run: migrate},
		{
			name: "sign-in-link", args: "[user]", maxArgs: 1,
			usage: "print a new link that signs a user in (default owner), once, within 24 hours", run: signInLink,
		},
		{name: "doctor", usage: "look whether everything is as it should be, beside running instances; exit status 1 if not", run: doctor},
		{
			name: "backup", args: "FILE", maxArgs: 1,
			usage: "copy a SQLite database to a new file, beside a running instance; for PostgreSQL print what to run", run: backup,
		},
		{name: "version", usage: "print the version", run: printVersion},
	}
}

func serve(ctx context.Context, p *Program, c *config.Config, _ []string) error {
	return p.Serve(ctx, p, c)
}

func migrate(ctx context.Context, p *Program, c *config.Config, _ []string) error {
	database, err := p.OpenDatabase(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	if err := database.Migrate(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.Stdout, "The schema is up to date.")
	return err
}

func signInLink(ctx context.Context, p *Program, c *config.Config, args []string) error {
	database, err := p.openExisting(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	if err := database.CheckSchema(ctx); err != nil {
		return err
	}
	user := model.OwnerName
	if len(args) > 0 {
		user = args[0]
	}
	app := chat.New(database, &pubsub.Local{}, chat.Options{PublicURL: c.BaseURL(c.Listen), Log: p.Log})
	link, err := app.OperatorSignInLink(ctx, user)
	if err != nil {
		return err
	}
	if c.PublicURL == "" && c.Listen == config.DefaultListen {
		fmt.Fprintf(p.Stderr, "The link is for the default address. If Chattr is served elsewhere, give its --public-url or --listen here too.\n")
	}
	_, err = fmt.Fprintf(p.Stdout, "Sign in (once, within 24 hours): %s\n", link)
	return err
}

func printVersion(_ context.Context, p *Program, _ *config.Config, _ []string) error {
	_, err := fmt.Fprintln(p.Stdout, "chattrd "+Version())
	return err
}

// Version returns the version of the program and of Go, from the build information. It returns "unknown" if there is none.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return info.Main.Version + " " + info.GoVersion
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, "chattrd serves webhooks that post into text channels, seen live.\n\nUsage: chattrd [command] [flags]\n\nCommands:\n")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range commands() {
		fmt.Fprintf(t, "  %s %s\t%s\n", c.name, c.args, c.usage)
	}
	_ = t.Flush()
	fmt.Fprint(w, "\nSettings, as a flag or in the environment (NAME, or NAME_FILE for a file that holds the value):\n")
	for _, s := range config.Settings() {
		name := s.Variable
		if !s.IsSecret {
			name = "--" + s.Flag + ", " + s.Variable
		}
		if s.Default != "" {
			name += " (default " + s.Default + ")"
		}
		fmt.Fprintf(w, "  %s\n      %s\n", name, strings.ReplaceAll(s.Usage, "`", "")) // they mark the value for package flag
	}
}
