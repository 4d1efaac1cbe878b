// Chattr serves webhooks that post into text channels, seen live. This file reads the settings, opens the database, connects the parts,
// serves and shuts down.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"chattr/graph"
	"chattr/internal/background"
	"chattr/internal/banner"
	"chattr/internal/chat"
	"chattr/internal/cli"
	"chattr/internal/config"
	"chattr/internal/connections"
	"chattr/internal/cors"
	"chattr/internal/gctune"
	"chattr/internal/httpserver"
	"chattr/internal/metrics"
	"chattr/internal/router"
)

//go:embed schema.graphqls
var schema []byte

// shutdownTimeout is how long a shutdown may take beside the drain window.
const shutdownTimeout = 8 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program immediately
	gctune.Tune(os.Getenv)
	p := &cli.Program{Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Environ: os.Environ, Serve: serve}
	os.Exit(p.Run(ctx, os.Args[1:]))
}

// serve opens and connects everything, serves until ctx ends, and shuts down.
func serve(ctx context.Context, p *cli.Program, c *config.Config) error {
	database, err := p.OpenDatabase(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	release, err := database.LockForServing()
	if err != nil {
		return err
	}
	defer release()
	if err := p.CheckDurability(ctx, c, database); err != nil {
		return err
	}
	p.WarnOfReadableFile(database)
	if err := database.Migrate(ctx); err != nil {
		return err
	}
	// Listen before anything is created that is shown only once: a port in use must not cost the sign-in link.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	defer listener.Close()
	open := connections.New(connections.Limit(), p.Log)
	defer open.Close()
	var counted *metrics.Metrics // nil counts nothing
	if c.MetricsListen != "" {
		counted = metrics.New()
		for pool, stats := range database.Pools() {
			counted.WatchPool(pool, stats)
		}
		stopMetrics, err := httpserver.ServeMetrics(ctx, c.MetricsListen, counted, open, p.Log)
		if err != nil {
			return fmt.Errorf("--metrics-listen: %w", err)
		}
		defer stopMetrics()
	}
	base := c.BaseURL(listener.Addr().String())
	broker, err := p.OpenBroker(c, database, counted)
	if err != nil {
		return err
	}
	app := chat.New(database, broker, chat.Options{
		PublicURL: base, OwnerTokenHash: c.OwnerTokenHash(), OpenSignUp: c.OpenSignUp, OpenIDIssuer: c.OpenID.Issuer, Log: p.Log, Metrics: counted,
		WebhookRate: c.WebhookRate, WebhookBurst: c.WebhookBurst, PostRate: c.PostRate, PostBurst: c.PostBurst,
		MutationRate: c.MutationRate, MutationBurst: c.MutationBurst, Retention: chat.Retention{Messages: c.MessageRetention, Events: c.EventRetention},
	})
	first, err := app.Begin(ctx, c.Demo)
	if err != nil {
		return err
	}
	banner.Banner{Stdout: p.Stdout, Getenv: p.Getenv, Config: c, Log: p.Log}.Print(base, first)
	defer background.Start(ctx, broker.Run)() // stops last, and sends the last hints
	serving, stop := context.WithCancelCause(ctx)
	defer background.Start(ctx, func(ctx context.Context) { stop(database.WatchSessions(ctx)) })()
	if err := serveApp(serving, p, c, app, counted, open, listener, base); err != nil {
		return err
	}
	if err := context.Cause(serving); !errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", c.DatabaseSetting, err)
	}
	return nil
}

// serveApp serves app on listener until ctx ends, and shuts down.
func serveApp(
	ctx context.Context, p *cli.Program, c *config.Config, app *chat.Chat, counted *metrics.Metrics, open *connections.Connections,
	listener net.Listener, base string,
) error {
	defer background.Start(ctx, app.Run)()

	origins := cors.New(base, c.AllowedOrigins, p.Log)
	api := graph.New(app, graph.Options{
		PublicURL: base, Origins: origins, Log: p.Log, Metrics: counted, Done: ctx.Done(), DrainWindow: c.DrainWindow,
		Proxies: c.TrustedProxies, SocketsPerUser: c.SocketsPerUser, SocketsPerAddress: c.SocketsPerAddress, Avatars: c.Avatars,
	})
	handler := router.New(app, router.Options{
		API: api, Schema: schema, Config: c, PublicURL: base, Origins: origins, Done: ctx.Done(), Log: p.Log, Metrics: counted,
	})
	server := httpserver.New(handler, open, p.Log)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	p.Log.Info("serving", "address", listener.Addr().String(), "version", cli.Version())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	p.Log.Info("shutting down")
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.DrainWindow+shutdownTimeout)
	defer cancel()
	return drain(finish, c.DrainWindow, app, api, server)
}

// drain ends all connections in an order that cuts no client off: it accepts no new connections, closes WebSockets during the window so
// that clients reconnect elsewhere, ends what still streams, and waits for the requests that remain.
func drain(ctx context.Context, window time.Duration, app *chat.Chat, api *graph.Handler, server *httpserver.Server) error {
	closed := make(chan error, 1)
	go func() { closed <- server.Shutdown(ctx) }()
	select {
	case <-time.After(window):
	case <-ctx.Done():
	}
	app.Stop()
	server.StopWaiting()
	if err := errors.Join(api.Drain(ctx), <-closed); err != nil {
		return errors.Join(fmt.Errorf("some requests did not end in time: %w", err), server.Close())
	}
	return nil
}
