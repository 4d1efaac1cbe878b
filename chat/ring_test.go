package chat

import (
	"testing"

	"chattr/model"
)

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
