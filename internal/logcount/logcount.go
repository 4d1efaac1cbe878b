// Package logcount logs what may occur very often as one line per key and minute, with the number of occurrences.
package logcount

import (
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// Minute is the usual time between two lines of one key.
	Minute = time.Minute

	maxKeys   = 1000
	maxFields = 8
)

// Log counts occurrences and logs them later. Create one with New, and call Flush before the program ends.
type Log struct {
	log     *slog.Logger
	message string
	every   time.Duration
	first   bool // log the first occurrence immediately, and the others of its key not at all

	mu    sync.Mutex
	lines map[string]*line
	other int // occurrences of further keys
}

type line struct {
	attrs  []any
	fields []string
	count  int
}

// New returns a Log that writes lines with this message at level info, every so often.
func New(log *slog.Logger, message string, every time.Duration) *Log {
	return &Log{log: log, message: message, every: every, lines: map[string]*line{}}
}

// NewFirst returns a Log that writes a line when a key occurs first, and none for that key until so much time has passed.
func NewFirst(log *slog.Logger, message string, every time.Duration) *Log {
	l := New(log, message, every)
	l.first = true
	return l
}

// Add counts one occurrence. The line of its key has attrs as of the first occurrence, and all different fields. The first occurrence
// after a flush starts the time until the next one.
//
// SECURITY: callers choose how many keys there are: further ones than maxKeys are counted together.
func (l *Log) Add(key string, fields []string, attrs ...any) {
	// A log that blocks must not block those that only count: the line is written without the lock.
	if isNew := l.count(key, fields, attrs); isNew && l.first {
		l.log.Info(l.message, attrs...)
	}
}

// count adds one occurrence. It reports whether its key is new and counted by itself.
func (l *Log) count(key string, fields []string, attrs []any) (isNew bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.lines) == 0 {
		time.AfterFunc(l.every, l.Flush)
	}
	at := l.lines[key]
	switch {
	case at == nil && len(l.lines) >= maxKeys:
		l.other++
		return false
	case at == nil:
		at, isNew = &line{attrs: attrs}, true
		l.lines[key] = at
	}
	at.count++
	for _, field := range fields {
		if len(at.fields) < maxFields && !slices.Contains(at.fields, field) {
			at.fields = append(at.fields, field)
		}
	}
	return isNew
}

// Flush logs what was counted since the last flush. A Log of NewFirst logs only how many occurrences had further keys than maxKeys.
func (l *Log) Flush() {
	l.mu.Lock()
	lines, other := l.lines, l.other
	l.lines, l.other = map[string]*line{}, 0
	l.mu.Unlock()
	if l.first {
		lines = nil // they are logged
	}
	for _, line := range lines {
		attrs := line.attrs
		if len(line.fields) > 0 {
			attrs = append(attrs, "field", strings.Join(line.fields, ","))
		}
		l.log.Info(l.message, append(attrs, "count", line.count)...)
	}
	if other > 0 {
		l.log.Info(l.message, "count", other, "others", true)
	}
}
