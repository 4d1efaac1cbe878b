package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"chattr/internal/problem"
)

func setLogFormat(c *config, v string) error {
	c.logFormat = v
	if v != "text" && v != "json" {
		return fmt.Errorf("%q is neither text nor json", v)
	}
	return nil
}

func setLogLevel(c *config, v string) error {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, v) {
		return fmt.Errorf("%q is not one of debug, info, warn and error", v)
	}
	return c.logLevel.UnmarshalText([]byte(v))
}

// logTo logs as the settings say.
func logTo(to io.Writer, c *config) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.logLevel}
	if c.logFormat == "json" {
		return slog.New(withRequestID{slog.NewJSONHandler(to, o)})
	}
	return slog.New(withRequestID{slog.NewTextHandler(to, o)})
}

// withRequestID adds the id of the request to every line that is logged for one, unless the line says it itself.
type withRequestID struct{ slog.Handler }

const requestIDKey = "requestId"

// Handle writes a line.
func (h withRequestID) Handle(ctx context.Context, line slog.Record) error {
	id := problem.RequestID(ctx)
	line.Attrs(func(a slog.Attr) bool {
		if a.Key == requestIDKey {
			id = ""
		}
		return id != ""
	})
	if id != "" {
		line.AddAttrs(slog.String(requestIDKey, id))
	}
	return h.Handler.Handle(ctx, line)
}

// WithAttrs keeps the ids.
func (h withRequestID) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withRequestID{h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the ids.
func (h withRequestID) WithGroup(name string) slog.Handler {
	return withRequestID{h.Handler.WithGroup(name)}
}
