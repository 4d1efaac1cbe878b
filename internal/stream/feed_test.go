package stream

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// log collects lines. It is safe for concurrent use.
type log struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (l *log) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines.Write(line)
}

// In a channel that never rests, the reader works for longer than a single read may take.
func TestReaderOfABusyChannelHasNoDeadline(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		failures := new(log)
		f := newFixture(t, database, slog.New(slog.NewTextHandler(failures, nil)))
		f.readTimeout = time.Second
		s := f.open(f.reader, f.channel, nil)
		defer s.Close()
		for start := time.Now(); time.Since(start) < 5*f.readTimeout/2; {
			f.Wake(f.channel.ID)
			time.Sleep(50 * time.Microsecond) // shorter than a read takes
		}
		f.Wait()
		if failures.lines.Len() > 0 {
			t.Errorf("got failed reads, want none: %s", failures.lines.String())
		}
	})
}

// A stream whose cursor is in the ring reads no page for itself, also before the channel's first event.
func TestCursorsThatTheRingProves(t *testing.T) {
	t.Parallel()
	at := func(number int64, event model.ID) model.Cursor {
		return model.Cursor{ChannelID: 7, Number: number, EventID: event}
	}
	event := func(number int64) *model.ChannelEvent {
		return &model.ChannelEvent{Number: number, ID: model.ID(100 + number), Message: &model.Message{ChannelID: 7}}
	}
	whole, part := []*model.ChannelEvent{event(1), event(2), event(3)}, []*model.ChannelEvent{event(2), event(3)}
	for _, c := range []struct {
		ring []*model.ChannelEvent
		at   model.Cursor
		in   bool
	}{
		{whole, at(0, 0), true},
		{part, at(0, 0), false},
		{whole, at(0, 100), false},
		{whole, at(1, 101), true},
		{whole, at(1, 999), false},
		{part, at(1, 101), false},
		{part, at(3, 103), true},
		{part, at(4, 104), false},
	} {
		f := &feed{channel: 7, ring: c.ring, head: at(3, 103)}
		if s := (&Stream{channel: 7, feed: f, at: c.at}); s.inRing() != c.in {
			t.Errorf("a ring of %d events and the cursor %+v: got %v, want %v", len(c.ring), c.at, !c.in, c.in)
		}
	}
}
