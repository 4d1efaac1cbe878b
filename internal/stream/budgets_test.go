package stream

import (
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// All rings together stay within their limit, those of busy channels are kept, and no stream loses an event.
func TestRingsOfAllChannelsShareOneLimit(t *testing.T) {
	each(t, func(f *fixture) {
		const channels, perChannel, size = 20, 10, 4000
		f.SetLimits(Limits{RingEvents: ringEvents, RingsBytes: 5 * perChannel * size, PagesBytes: pagesBytes})
		var streams []*Stream
		var ids []model.ID
		for i := range channels {
			channel := dbtest.Channel(f.t, f.db, f.server)
			ids = append(ids, channel.ID)
			hook := f.webhook(channel)
			streams = append(streams, f.open(f.reader, channel, nil))
			for range perChannel {
				f.post(hook, strings.Repeat("x", size))
				f.Wait()
			}
			if got, want := f.rings.size(), f.rings.limit; got > want {
				f.t.Fatalf("after %d channels, the rings hold %d bytes; want at most %d", i+1, got, want)
			}
		}
		if first, last := streams[0].feed, streams[channels-1].feed; len(first.ring) != 0 || len(last.ring) != perChannel {
			f.t.Errorf("the rings of the first and the last channel hold %d and %d events, want 0 and %d", len(first.ring), len(last.ring), perChannel)
		}
		for i, s := range streams {
			for n := range perChannel {
				e := f.next(s)
				if e.Number != int64(n+1) || e.Message.ChannelID != ids[i] {
					f.t.Fatalf("channel %d: got event %d of %s, want %d", i, e.Number, e.Message.ChannelID, n+1)
				}
			}
			s.Close()
		}
		if got := f.rings.size(); got != 0 {
			f.t.Errorf("the rings hold %d bytes when all streams are closed, want 0", got)
		}
	})
}

// The pages of streams that stopped reading make room for others, and are read again afterwards.
func TestPagesOfAllStreamsShareOneLimit(t *testing.T) {
	each(t, func(f *fixture) {
		const count, size = 60, 4000
		f.SetLimits(Limits{RingEvents: ringEvents, RingsBytes: ringsBytes, PagesBytes: 3 * pageBytes})
		hook := f.webhook(f.channel)
		before := f.post(hook, "first").Cursor().String()
		for range count {
			f.post(hook, strings.Repeat("x", size))
		}
		f.SetLimits(Limits{RingEvents: smallRing, RingsBytes: ringsBytes, PagesBytes: 3 * pageBytes})
		var streams []*Stream
		for range 10 {
			s := f.open(f.reader, f.channel, &before)
			defer s.Close()
			streams = append(streams, s)
			f.next(s)
			if got, want := f.pages.size(), f.pages.limit; got == 0 || got > want {
				f.t.Fatalf("the pages of %d streams hold %d bytes; want some, and at most %d", len(streams), got, want)
			}
		}
		for i, s := range streams {
			for n := range count - 1 {
				e := f.next(s)
				if e.Number != int64(n+3) {
					f.t.Fatalf("stream %d: got event %d, want %d", i, e.Number, n+3)
				}
			}
		}
		if got := f.pages.size(); got != 0 {
			f.t.Errorf("the pages hold %d bytes when everything was read, want 0", got)
		}
	})
}
