package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"text/tabwriter"

	"chattr/db"
	"chattr/internal/chat"
	"chattr/internal/config"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// command is what chattr can be told to do.
type command struct {
	name, usage string
	args        string // of the positional arguments, for the help
	maxArgs     int
	run         func(ctx context.Context, p *program, c *config.Config, args []string) error
}

// commands are listed in the help in this order; the first is the default.
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

func serve(ctx context.Context, p *program, c *config.Config, _ []string) error {
	return p.serve(ctx, c)
}

// open opens the database. An error names the setting.
func (p *program) open(ctx context.Context, c *config.Config) (*db.DB, error) {
	return p.openWith(ctx, c, db.Options{Log: p.log})
}

func (p *program) openWith(ctx context.Context, c *config.Config, o db.Options) (*db.DB, error) {
	database, err := db.Open(ctx, c.DatabaseURL, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.DatabaseSetting, err)
	}
	return database, nil
}

// openExisting is open for commands that create no database, and whose statements may take their time.
func (p *program) openExisting(ctx context.Context, c *config.Config) (*db.DB, error) {
	if err := databaseIsThere(c); err != nil {
		return nil, err
	}
	return p.openWith(ctx, c, db.Options{Log: p.log, Patient: true})
}

func migrate(ctx context.Context, p *program, c *config.Config, _ []string) error {
	database, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	if err := database.Migrate(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.stdout, "The schema is up to date.")
	return err
}

func signInLink(ctx context.Context, p *program, c *config.Config, args []string) error {
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
	app := chat.New(database, &pubsub.Local{}, chat.Options{PublicURL: c.BaseURL(c.Listen), Log: p.log})
	link, err := app.OperatorSignInLink(ctx, user)
	if err != nil {
		return err
	}
	if c.PublicURL == "" && c.Listen == config.DefaultListen {
		fmt.Fprintf(p.stderr, "The link is for the default address. If Chattr is served elsewhere, give its --public-url or --listen here too.\n")
	}
	_, err = fmt.Fprintf(p.stdout, "Sign in (once, within 24 hours): %s\n", link)
	return err
}

// databaseIsThere says so when a SQLite database is not: opening it would make an empty one, and whoever named the wrong file
// would not know.
func databaseIsThere(c *config.Config) error {
	path, isSQLite := c.SQLitePath()
	if !isSQLite {
		return nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no database at %s; use the settings of the server", c.DatabaseSetting, path)
	}
	return nil
}

func printVersion(_ context.Context, p *program, _ *config.Config, _ []string) error {
	_, err := fmt.Fprintln(p.stdout, "chattrd "+version())
	return err
}

// version is what the Go toolchain knows of how this program was built.
func version() string {
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
