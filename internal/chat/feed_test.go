package chat

import (
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
)

// In a channel that never rests, the reader works for longer than a single read may take.
func TestReaderOfABusyChannelHasNoDeadline(t *testing.T) {
	each(t, func(w *world) {
		var mu sync.Mutex
		var failed []error
		w.hub.retry = func(err error) {
			mu.Lock()
			defer mu.Unlock()
			failed = append(failed, err)
		}
		w.hub.readTimeout = time.Second
		s, err := w.ChannelEvents(w.t.Context(), w.owner, w.channel.ID, nil)
		w.ok(err)
		defer s.Close()
		for begun := time.Now(); time.Since(begun) < 5*w.hub.readTimeout/2; {
			s.feed.hint()
			time.Sleep(50 * time.Microsecond) // shorter than a read takes
		}
		w.hub.reading.wait()
		if len(failed) > 0 {
			w.t.Errorf("got %d failed reads, want none: %v", len(failed), failed[0])
		}
	})
}

// An instance that lost its hints is behind the floor when it reads on. Its streams that are at the floor continue, and only the
// others end.
func TestRetentionPassesAFeedThatIsBehind(t *testing.T) {
	twoInstances(t, func(here, there *world) {
		ctx := here.t.Context()
		open := func() *Stream {
			here.t.Helper()
			s, err := here.ChannelEvents(ctx, here.owner, here.channel.ID, nil)
			here.ok(err)
			here.t.Cleanup(s.Close)
			return s
		}
		behind := open()
		for range 3 {
			there.post("removed")
		}
		atFloor := open()
		there.later(2 * time.Hour)
		there.o.Retention = Retention{Events: time.Hour}
		there.ok(there.retain(ctx))
		there.post("new")
		here.ok(here.hub.poll(ctx))
		e, err := atFloor.Next(ctx)
		here.ok(err)
		if e.Number != 4 {
			here.t.Errorf("got event %d, want 4", e.Number)
		}
		_, err = behind.Next(ctx)
		here.code(model.CursorExpired, err)
	})
}

// A channel that is deleted is not found, also by a stream that has more to read.
func TestStreamOfADeletedChannelIsNotFound(t *testing.T) {
	twoInstances(t, func(here, there *world) {
		ctx := here.t.Context()
		s, err := here.ChannelEvents(ctx, here.owner, here.channel.ID, nil)
		here.ok(err)
		defer s.Close()
		for range 3 {
			there.post("unread")
		}
		here.ok(here.hub.poll(ctx))
		here.hub.reading.wait()
		_, err = there.DeleteChannel(ctx, there.owner, DeleteChannelInput{ChannelID: here.channel.ID})
		here.ok(err)
		there.ok(there.sweep(ctx))
		here.ok(here.hub.poll(ctx))
		here.hub.reading.wait()
		_, err = s.Next(ctx)
		here.code(model.NotFound, err)
	})
}

// A stream that is where the ring shows it to be reads no page for itself, also before the channel's first event.
func TestWhatTheRingShows(t *testing.T) {
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
			t.Errorf("%d events and %+v: %v", len(c.ring), c.at, !c.in)
		}
	}
}
