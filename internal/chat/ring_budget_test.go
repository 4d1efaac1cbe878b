package chat

import (
	"fmt"
	"strings"
	"testing"

	"chattr/internal/model"
)

// All rings together stay within their limit, those of busy channels are kept, and no stream loses an event.
func TestRingsOfAllChannelsShareOneLimit(t *testing.T) {
	each(t, func(w *world) {
		const channels, perChannel, size = 20, 10, 4000
		ctx := w.t.Context()
		w.hub.rings.limit = 5 * perChannel * size
		var streams []*Stream
		var ids []model.ID
		for i := range channels {
			w.channel = w.makeChannel(fmt.Sprint("busy-", i))
			ids = append(ids, w.channel.ID)
			streams = append(streams, must(w.ChannelEvents(ctx, w.owner, w.channel.ID, nil)))
			for range perChannel {
				w.post(strings.Repeat("x", size))
				w.hub.reading.wait()
			}
			if got, want := w.hub.rings.size(), w.hub.rings.limit; got > want {
				w.t.Fatalf("after %d channels, the rings hold %d bytes; want at most %d", i+1, got, want)
			}
		}
		if first, last := streams[0].feed, streams[channels-1].feed; len(first.ring) != 0 || len(last.ring) != perChannel {
			w.t.Errorf("the rings of the first and the last channel hold %d and %d events, want 0 and %d", len(first.ring), len(last.ring), perChannel)
		}
		for i, s := range streams {
			for n := range perChannel {
				e, err := s.Next(ctx)
				w.ok(err)
				if e.Number != int64(n+1) || e.Message.ChannelID != ids[i] {
					w.t.Fatalf("channel %d: got event %d of %s, want %d", i, e.Number, e.Message.ChannelID, n+1)
				}
			}
			s.Close()
		}
		if got := w.hub.rings.size(); got != 0 {
			w.t.Errorf("the rings hold %d bytes when all streams are closed, want 0", got)
		}
	})
}

// The pages of streams that stopped reading make room for others, and are read again afterwards.
func TestPagesOfAllStreamsShareOneLimit(t *testing.T) {
	each(t, func(w *world) {
		const count, size = 60, 4000
		ctx := w.t.Context()
		w.hub.pages.limit = 3 * pageBytes
		before := w.post("first").Cursor.String()
		for range count {
			w.post(strings.Repeat("x", size))
		}
		w.hub.ring = smallRing
		var streams []*Stream
		for range 10 {
			s := must(w.ChannelEvents(ctx, w.owner, w.channel.ID, &before))
			defer s.Close()
			streams = append(streams, s)
			_, err := s.Next(ctx)
			w.ok(err)
			if got, want := w.hub.pages.bytes, w.hub.pages.limit; got == 0 || got > want {
				w.t.Fatalf("the pages of %d streams hold %d bytes; want some, and at most %d", len(streams), got, want)
			}
		}
		for i, s := range streams {
			for n := range count - 1 {
				e, err := s.Next(ctx)
				w.ok(err)
				if e.Number != int64(n+3) {
					w.t.Fatalf("stream %d: got event %d, want %d", i, e.Number, n+3)
				}
			}
		}
		if got := w.hub.pages.bytes; got != 0 {
			w.t.Errorf("the pages hold %d bytes when everything was read, want 0", got)
		}
	})
}
