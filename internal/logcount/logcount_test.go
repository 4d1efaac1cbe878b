package logcount

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"
)

// written is a log that may be read while it is written.
type written struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

func (w *written) lines() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.FieldsFunc(w.text.String(), func(r rune) bool { return r == '\n' })
}

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

func TestOneLinePerKey(t *testing.T) {
	t.Parallel()
	l, w := newLog(time.Hour)
	for i := range 100 {
		l.Add("a", []string{"content"}, "webhook", 1)
		l.Add("b", []string{"content", fmt.Sprint("name", i)}, "webhook", 2)
	}
	if got := w.lines(); len(got) != 0 {
		t.Errorf("logged before the time: %q", got)
	}
	l.Flush()
	got := strings.Join(w.lines(), "\n")
	for _, want := range []string{
		"level=INFO msg=refused webhook=1 field=content count=100",
		"level=INFO msg=refused webhook=2 field=content,name0,name1,name2,name3,name4,name5,name6 count=100",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	l.Flush()
	if again := w.lines(); len(again) != 2 {
		t.Errorf("got %d lines, want 2: %q", len(again), again)
	}
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

func TestFlushesAfterItsTime(t *testing.T) {
	t.Parallel()
	l, w := newLog(10 * time.Millisecond)
	for round := 1; round <= 3; round++ {
		l.Add("a", nil)
		for deadline := time.Now().Add(20 * time.Second); len(w.lines()) < round; time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("round %d was not logged", round)
			}
		}
	}
}
