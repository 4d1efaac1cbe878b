package httpserver

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"chattr/db"
	"chattr/internal/config"
	"chattr/internal/connections"
	"chattr/internal/httpbody"
	"chattr/internal/metrics"
)

// serveMetrics begins to count, and serves what was counted on a listener of its own until stop is called: also while the
// instance shuts down. It does nothing where that is not set.
//
// SECURITY: whoever reaches the listener may read; there is nothing in it that is anybody's. It serves nothing else.
func (p *program) serveMetrics(ctx context.Context, c *config.Config, database *db.DB) (stop func(), err error) {
	if c.MetricsListen == "" {
		return func() {}, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.MetricsListen)
	if err != nil {
		return nil, fmt.Errorf("--metrics-listen: %w", err)
	}
	p.metrics = metrics.New()
	for pool, stats := range database.Pools() {
		p.metrics.WatchPool(pool, stats)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", p.metrics.Handler(p.log))
	server := &http.Server{
		Handler: httpbody.New(httpbody.Timeout).Handler(mux), DisableGeneralOptionsHandler: true,
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: httpbody.Timeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaderBytes, ErrorLog: slog.NewLogLogger(p.log.Handler(), slog.LevelWarn),
		ConnContext: connections.WithConn, ConnState: p.connections.Track,
	}
	go func() { _ = server.Serve(p.connections.Listener(listener)) }()
	p.log.Info("serving metrics", "address", listener.Addr().String())
	return func() { _ = server.Close() }, nil
}
