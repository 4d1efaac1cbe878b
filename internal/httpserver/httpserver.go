// Package httpserver serves HTTP with the same limits on every listener, and shuts down in order.
package httpserver

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"

	"chattr/internal/connections"
	"chattr/internal/httpbody"
	"chattr/internal/metrics"
)

const (
	readHeaderTimeout = httpbody.Timeout
	writeTimeout      = 30 * time.Second // streams set their own
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 32 << 10

	stopReading = 2 * time.Second // how long a stopping server waits for bodies that have not arrived
	stopWriting = 6 * time.Second // and for clients that do not read their response
)

// Server serves a handler on one listener.
type Server struct {
	server      *http.Server
	requests    *httpbody.Requests
	connections *connections.Connections
}

// New returns a server for handler. Its connections count towards the limit of open connections.
func New(handler http.Handler, open *connections.Connections, log *slog.Logger) *Server {
	requests := httpbody.New(httpbody.Timeout)
	return &Server{
		requests: requests, connections: open,
		server: &http.Server{
			Handler: requests.Handler(handler), DisableGeneralOptionsHandler: true,
			ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: httpbody.Timeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
			MaxHeaderBytes: maxHeaderBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
			ConnContext: connections.WithConn, ConnState: open.Track,
		},
	}
}

// Serve serves on listener until the server is shut down or closed.
func (s *Server) Serve(listener net.Listener) error {
	return s.server.Serve(s.connections.Listener(listener))
}

// Shutdown closes the listener and idle connections, and waits for requests until ctx ends. It does not wait for WebSockets.
func (s *Server) Shutdown(ctx context.Context) error { return s.server.Shutdown(ctx) }

// StopWaiting ends the waits for clients: for request bodies after two seconds, and for clients that do not read their response after
// six.
func (s *Server) StopWaiting() { s.requests.Stop(stopReading, stopWriting) }

// Close closes the listener and all connections.
func (s *Server) Close() error { return s.server.Close() }

// ServeMetrics serves /metrics on a listener of its own until stop is called, also while the instance shuts down.
//
// SECURITY: every client that can reach the listener can read the metrics, so they contain nothing private. It serves nothing else.
func ServeMetrics(ctx context.Context, address string, m *metrics.Metrics, open *connections.Connections, log *slog.Logger) (stop func(), err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler(log))
	server := New(mux, open, log)
	go func() { _ = server.Serve(listener) }()
	log.Info("serving metrics", "address", listener.Addr().String())
	return func() { _ = server.Close() }, nil
}
