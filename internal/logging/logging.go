// Package logging creates the logger of the program, whose lines about a request have its id.
package logging

import (
	"context"
	"io"
	"log/slog"

	"chattr/internal/problem"
)

// New returns a logger that writes lines of at least this level, in the format "text" or "json".
func New(to io.Writer, format string, level slog.Level) *slog.Logger {
	o := &slog.HandlerOptions{Level: level}
	if format == "json" {
		return slog.New(withRequestID{slog.NewJSONHandler(to, o)})
	}
	return slog.New(withRequestID{slog.NewTextHandler(to, o)})
}

// withRequestID adds the id of the request to every line that is logged for one, unless the line has it already.
type withRequestID struct{ slog.Handler }

const requestIDKey = "requestId"

// Handle writes a line, with the id of the request in ctx if it has one.
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

// WithAttrs returns a handler that adds the ids too.
func (h withRequestID) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withRequestID{h.Handler.WithAttrs(attrs)}
}

// WithGroup returns a handler that adds the ids too.
func (h withRequestID) WithGroup(name string) slog.Handler {
	return withRequestID{h.Handler.WithGroup(name)}
}
