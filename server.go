// Chattr serves webhooks that post into text channels, seen live: it reads the configuration, opens, wires, serves and shuts
// down.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"chattr/graph"
	"chattr/internal/chat"
	"chattr/internal/config"
	"chattr/internal/connections"
	"chattr/internal/cors"
	"chattr/internal/httpbody"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	collectLazily(os.Getenv)
	p := &program{stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, environ: os.Environ}
	if err := p.run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "chattrd:", sentence(err))
		os.Exit(1)
	}
}

const (
	shutdownTimeout   = 8 * time.Second // beside the drain window
	stopReading       = 2 * time.Second // how long a stopping server waits for bodies that have not arrived
	stopWriting       = 6 * time.Second // and for clients that do not read their response
	readHeaderTimeout = httpbody.Timeout
	writeTimeout      = 30 * time.Second // streams set their own
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 32 << 10
)

// serve opens everything, serves until ctx ends, and shuts down in the order in which nobody is cut off half-way.
func (p *program) serve(ctx context.Context, c *config.Config) error {
	database, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	release, err := database.LockForServing()
	if err != nil {
		return err
	}
	defer release()
	if err := p.refuseLoss(ctx, c, database); err != nil {
		return err
	}
	p.warnOfReadableFile(database)
	if err := database.Migrate(ctx); err != nil {
		return err
	}
	// Listen before anything is made that is shown only once: a port in use must not cost the sign-in link.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	defer listener.Close()
	p.connections = connections.New(connections.Limit(), p.log)
	defer p.connections.Close()
	stopMetrics, err := p.serveMetrics(ctx, c, database)
	if err != nil {
		return err
	}
	defer stopMetrics()
	base := c.BaseURL(listener.Addr().String())
	broker, err := p.openBroker(c, database)
	if err != nil {
		return err
	}
	app := chat.New(database, broker, chat.Options{
		PublicURL: base, OwnerTokenHash: c.OwnerTokenHash(), OpenSignUp: c.OpenSignUp, OpenIDIssuer: c.OpenID.Issuer, Log: p.log, Metrics: p.metrics,
		WebhookRate: c.WebhookRate, WebhookBurst: c.WebhookBurst, PostRate: c.PostRate, PostBurst: c.PostBurst,
		MutationRate: c.MutationRate, MutationBurst: c.MutationBurst, Retention: chat.Retention{Messages: c.MessageRetention, Events: c.EventRetention},
	})
	first, err := app.Begin(ctx, c.Demo)
	if err != nil {
		return err
	}
	p.greet(c, base, first)
	defer inBackground(ctx, broker.Run)() // ends when everybody else has, and sends their last hints
	serving, stop := context.WithCancelCause(ctx)
	defer inBackground(ctx, func(ctx context.Context) { stop(database.WatchSessions(ctx)) })()
	if err := p.serveApp(serving, c, app, listener, base); err != nil {
		return err
	}
	if err := context.Cause(serving); !errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", c.DatabaseSetting, err)
	}
	return nil
}

func (p *program) serveApp(ctx context.Context, c *config.Config, app *chat.Chat, listener net.Listener, base string) error {
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() { defer close(ended); app.Run(background) }()
	defer func() { cancel(); <-ended }()

	origins := cors.New(base, c.AllowedOrigins, p.log)
	api := graph.New(app, graph.Options{
		PublicURL: base, Origins: origins, Log: p.log, Metrics: p.metrics, Done: ctx.Done(), DrainWindow: c.DrainWindow,
		Proxies: c.TrustedProxies, SocketsPerUser: c.SocketsPerUser, SocketsPerAddress: c.SocketsPerAddress, Avatars: c.Avatars,
	})
	requests := httpbody.New(httpbody.Timeout)
	server := &http.Server{
		Handler: requests.Handler(p.handler(c, app, api, origins, base, ctx.Done())), DisableGeneralOptionsHandler: true,
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: httpbody.Timeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
		ErrorLog: slog.NewLogLogger(p.log.Handler(), slog.LevelWarn), ConnContext: connections.WithConn, ConnState: p.connections.Track,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(p.connections.Listener(listener)) }()
	p.log.Info("serving", "address", listener.Addr().String(), "version", version())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	p.log.Info("shutting down")
	finish, cancelFinish := context.WithTimeout(background, c.DrainWindow+shutdownTimeout)
	defer cancelFinish()
	return p.drain(finish, c, app, api, server, requests)
}

// drain lets everybody go in the order in which nobody is cut off half-way: no new connections, sockets told to come back one
// after the other, then whatever still streams, then requests under way.
func (p *program) drain(
	ctx context.Context, c *config.Config, app *chat.Chat, api *graph.Handler, server *http.Server, requests *httpbody.Requests,
) error {
	closed := make(chan error, 1)
	go func() { closed <- server.Shutdown(ctx) }()
	select {
	case <-time.After(c.DrainWindow):
	case <-ctx.Done():
	}
	app.Stop()
	requests.Stop(stopReading, stopWriting)
	if err := errors.Join(api.Drain(ctx), <-closed); err != nil {
		return errors.Join(fmt.Errorf("some requests did not end in time: %w", err), server.Close())
	}
	return nil
}
