package logging

import (
	"context"
	"io"
	"log/slog"

	"chattr/internal/config"
	"chattr/internal/problem"
)

// logTo logs as the settings say.
func logTo(to io.Writer, c *config.Config) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == "json" {
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
