package logcount

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// written is the output of a log. Its methods are safe for concurrent use.
type written struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

// clear deletes the output.
func (w *written) clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text.Reset()
}

// lines returns the lines of the output.
func (w *written) lines() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.FieldsFunc(w.text.String(), func(r rune) bool { return r == '\n' })
}

// newLog returns a Log and its output, which has no timestamps.
func newLog(every time.Duration) (*Log, *written) {
	w := &written{}
	withoutTime := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	return New(slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: withoutTime})), "refused", every), w
}

// The first occurrence must be logged immediately, further ones with the next flush, and none of them twice.
func TestFirstOccurrenceAndThenCounts(t *testing.T) {
	t.Parallel()
	l, w := newLog(time.Hour)
	next := func(want ...string) {
		t.Helper()
		got := w.lines()
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		w.clear()
	}
	l.Add("a", []string{"content"}, "webhook", 1)
	l.Add("b", []string{"content"}, "webhook", 2)
	next("level=INFO msg=refused webhook=1 field=content count=1", "level=INFO msg=refused webhook=2 field=content count=1")
	l.Flush()
	next()
	for i := range 100 {
		l.Add("b", []string{"content", fmt.Sprint("name", i)}, "webhook", 2)
	}
	next("level=INFO msg=refused webhook=2 field=content,name0 count=1")
	l.Flush()
	next("level=INFO msg=refused webhook=2 field=content,name0,name1,name2,name3,name4,name5,name6 count=99")
	l.Add("b", []string{"text"}, "webhook", 2)
	next()
	l.Flush()
	next("level=INFO msg=refused webhook=2 field=text count=1")
	l.Flush()
	l.Add("b", nil, "webhook", 2)
	next("level=INFO msg=refused webhook=2 count=1")
}

func TestKeysAreBounded(t *testing.T) {
	t.Parallel()
	l, w := newLog(time.Hour)
	for i := range 10 * maxKeys {
		l.Add(fmt.Sprint(i), nil)
	}
	l.Flush()
	lines := w.lines()
	if len(lines) != maxKeys+1 || lines[maxKeys] != "level=INFO msg=refused count=9000 others=true" {
		t.Errorf("got %d lines, the last %q; want %d", len(lines), lines[len(lines)-1], maxKeys+1)
	}
}

// If a caller invents more keys than are kept, the log must still show that there were others.
func TestFurtherKeysAreCountedAlsoIfOnlyTheFirstIsLogged(t *testing.T) {
	t.Parallel()
	l, w := newLog(time.Hour)
	l.first = true
	for i := range 2 * maxKeys {
		for range 3 {
			l.Add(fmt.Sprint(i), nil, "origin", i)
		}
	}
	if got := w.lines(); len(got) != maxKeys {
		t.Errorf("got %d lines before the flush, want %d", len(got), maxKeys)
	}
	l.Flush()
	got := w.lines()
	if want := "level=INFO msg=refused count=3000 others=true"; len(got) != maxKeys+1 || got[maxKeys] != want {
		t.Errorf("got %d lines, the last %q; want %d, the last %q", len(got), got[len(got)-1], maxKeys+1, want)
	}
}

// blocked is an output that blocks until the test ends.
type blocked struct{ entered, until chan struct{} }

func (b blocked) Write(p []byte) (int, error) {
	close(b.entered)
	<-b.until
	return len(p), nil
}

// Counting an occurrence must not wait for a log that blocks.
func TestCountingDoesNotWaitForABlockedLog(t *testing.T) {
	t.Parallel()
	b := blocked{make(chan struct{}), make(chan struct{})}
	l := NewFirst(slog.New(slog.NewTextHandler(b, nil)), "refused", time.Hour)
	var writing sync.WaitGroup
	writing.Go(func() { l.Add("a", nil) })
	<-b.entered
	counted := make(chan struct{})
	go func() { l.Add("a", nil); close(counted) }()
	select {
	case <-counted:
	case <-time.After(20 * time.Second):
		t.Error("counting waits for a log that blocks")
	}
	close(b.until)
	writing.Wait()
}

func TestFlushesAfterItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, w := newLog(time.Minute)
		for range 5 * 60 {
			l.Add("a", nil)
			time.Sleep(time.Second)
		}
		time.Sleep(10 * time.Minute)
		if got := w.lines(); len(got) != 6 || !strings.HasSuffix(got[0], "count=1") {
			t.Errorf("got %q, want a line for the first and one for each of 5 minutes", got)
		}
	})
}
