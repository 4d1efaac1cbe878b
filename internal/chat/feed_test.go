package chat

import (
	"testing"
	"time"

	"chattr/internal/model"
	"chattr/internal/stream"
)

// An instance that lost its hints is behind the floor when it reads on. Its streams that are at the floor continue, and only the
// others end.
func TestRetentionPassesAFeedThatIsBehind(t *testing.T) {
	twoInstances(t, func(here, there *fixture) {
		ctx := here.t.Context()
		open := func() *stream.Stream {
			here.t.Helper()
			s, err := here.Events.Open(ctx, here.owner, here.channel.ID, nil)
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
		here.ok(here.hub.Poll(ctx))
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
	twoInstances(t, func(here, there *fixture) {
		ctx := here.t.Context()
		s, err := here.Events.Open(ctx, here.owner, here.channel.ID, nil)
		here.ok(err)
		defer s.Close()
		for range 3 {
			there.post("unread")
		}
		here.ok(here.hub.Poll(ctx))
		here.hub.Wait()
		_, err = there.Channels.Delete(ctx, there.owner, DeleteChannelInput{ChannelID: here.channel.ID})
		here.ok(err)
		there.ok(there.sweep(ctx))
		here.ok(here.hub.Poll(ctx))
		here.hub.Wait()
		_, err = s.Next(ctx)
		here.code(model.NotFound, err)
	})
}
