// Package logcount logs what may occur very often: the first occurrence of a key immediately, and then one line a minute with their number.
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

// Log logs the first occurrence of a key immediately, and the number of further ones later. Create one with New, and call Flush before
// the program ends.
type Log struct {
	log     *slog.Logger
	message string
	every   time.Duration
	first   bool // does not log further occurrences

	mu    sync.Mutex
	lines map[string]*line
	other int // occurrences of further keys
}

type line struct {
	attrs  []any
	fields []string
	count  int // occurrences that are not logged yet
}

// New returns a Log that writes lines with this message at level info: one when a key occurs first, and then one every so often as long as
// it occurs.
func New(log *slog.Logger, message string, every time.Duration) *Log {
	return &Log{log: log, message: message, every: every, lines: map[string]*line{}}
}

// NewFirst returns a Log that writes a line when a key occurs first, and none for that key until so much time has passed.
func NewFirst(log *slog.Logger, message string, every time.Duration) *Log {
	l := New(log, message, every)
	l.first = true
	return l
}

// Add notes one occurrence. The lines of its key have attrs as of the first occurrence, and all different fields.
//
// SECURITY: callers choose how many keys there are: further ones than maxKeys are counted together.
func (l *Log) Add(key string, fields []string, attrs ...any) {
	// A log that blocks must not block those that only count: the line is written without the lock.
	if first := l.add(key, fields, attrs); first != nil {
		l.write(*first)
	}
}

// add returns the line to write immediately, or nil.
func (l *Log) add(key string, fields []string, attrs []any) (first *line) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.lines) == 0 {
		time.AfterFunc(l.every, l.Flush)
	}
	at := l.lines[key]
	if at == nil && len(l.lines) >= maxKeys {
		l.other++
		return nil
	}
	isFirst := at == nil
	if isFirst {
		at = &line{attrs: attrs}
		l.lines[key] = at
	}
	for _, field := range fields {
		if len(at.fields) < maxFields && !slices.Contains(at.fields, field) {
			at.fields = append(at.fields, field)
		}
	}
	if isFirst {
		return &line{attrs: at.attrs, fields: slices.Clone(at.fields), count: 1}
	}
	at.count++
	return nil
}

// Flush logs what was counted since the last flush. A key that has occurred again since then is only counted until the next flush, so that
// it leaves one line each time.
func (l *Log) Flush() {
	l.mu.Lock()
	lines, other := l.lines, l.other
	l.lines, l.other = map[string]*line{}, 0
	for key, at := range lines {
		if at.count > 0 && !l.first {
			l.lines[key] = &line{attrs: at.attrs}
		}
	}
	if len(l.lines) > 0 {
		time.AfterFunc(l.every, l.Flush)
	}
	l.mu.Unlock()
	for _, line := range lines {
		if line.count > 0 && !l.first {
			l.write(*line)
		}
	}
	if other > 0 {
		l.log.Info(l.message, "count", other, "others", true)
	}
}

func (l *Log) write(at line) {
	attrs := slices.Clone(at.attrs)
	if len(at.fields) > 0 {
		attrs = append(attrs, "field", strings.Join(at.fields, ","))
	}
	if !l.first {
		attrs = append(attrs, "count", at.count)
	}
	l.log.Info(l.message, attrs...)
}
