package cli

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"

	"chattr/internal/chat"
	"chattr/internal/config"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

type serveCommand struct{}

// Run serves until ctx ends.
func (serveCommand) Run(ctx context.Context, p *Program, c *config.Config) error {
	return p.Serve(ctx, p, c)
}

type migrateCommand struct{}

// Run migrates the database.
func (migrateCommand) Run(ctx context.Context, p *Program, c *config.Config) error {
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

type signInLinkCommand struct {
	User string `arg:"" optional:""` // "": the owner
}

// Run prints a link that signs a user in. It returns an error if there is no database yet.
func (command signInLinkCommand) Run(ctx context.Context, p *Program, c *config.Config) error {
	database, err := p.openExisting(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	if err := database.CheckSchema(ctx); err != nil {
		return err
	}
	app := chat.New(database, &pubsub.Local{}, chat.Options{PublicURL: c.BaseURL(c.Listen), Log: p.Log})
	link, err := app.SignIn.OperatorSignInLink(ctx, cmp.Or(command.User, model.OwnerName))
	if err != nil {
		return err
	}
	if c.PublicURL == "" && c.Listen == config.DefaultListen {
		fmt.Fprintf(p.Stderr, "The link is for the default address. If Chattr is served elsewhere, give its --public-url or --listen here too.\n")
	}
	_, err = fmt.Fprintf(p.Stdout, "Sign in (once, within 24 hours): %s\n", link)
	return err
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(p *Program) error {
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
