// Package logcount logs events that can occur very often. It logs the first occurrence of a key immediately, and then one line
// per interval with the number of further occurrences.
package logcount

import (
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// Minute is the usual interval between two lines of one key.
	Minute = time.Minute

	maxKeys   = 1000
	maxFields = 8
)

// Log logs the first occurrence of a key immediately, and the number of further occurrences later. Create one with New or
// NewFirst, and call Flush before the program ends. Its methods are safe for concurrent use.
type Log struct {
	log     *slog.Logger
	message string
	every   time.Duration
	first   bool // logs only first occurrences

	mu    sync.Mutex
	lines map[string]*line
	other int // occurrences of keys beyond maxKeys
}

// line is the next line of a key.
type line struct {
	attrs  []any
	fields []string
	count  int // occurrences that have not been logged yet
}

// New returns a Log that writes lines with this message at level info. It writes one line when a key occurs first, and then one
// line per interval (every) as long as the key occurs.
func New(log *slog.Logger, message string, every time.Duration) *Log {
	return &Log{log: log, message: message, every: every, lines: map[string]*line{}}
}

// NewFirst returns a Log that writes one line when a key occurs, and then no line for that key until the interval (every) has
// passed.
func NewFirst(log *slog.Logger, message string, every time.Duration) *Log {
	l := New(log, message, every)
	l.first = true
	return l
}

// Add counts one occurrence of key. The lines of a key have the attributes of its first occurrence, and up to eight different
// fields of all occurrences.
//
// SECURITY: callers can choose the number of keys (memory exhaustion). Occurrences of keys beyond maxKeys are counted together.
func (l *Log) Add(key string, fields []string, attrs ...any) {
	// The line is written without the lock, so that a log that blocks does not block callers that only count.
	if first := l.add(key, fields, attrs); first != nil {
		l.write(*first)
	}
}

// add counts an occurrence. It returns the line to write immediately, or nil.
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

// Flush logs the occurrences that were counted since the last flush. It keeps the keys that have occurred again since then:
// further occurrences of them are logged with the next flush, so that a key causes one line per interval.
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

// write writes a line.
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
