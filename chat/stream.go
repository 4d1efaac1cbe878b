package chat

import (
	"context"
	"time"

	"chattr/model"
)

// Stream is the events of one channel from a cursor on, for one actor: in order, each once, without a hole. It is pulled, so
// a slow reader costs nobody anything. It is for one goroutine; Close it.
type Stream struct {
	chat    *Chat
	actor   model.Actor
	channel model.ID
	watch   *watch

	at      model.Cursor          // just behind the last event delivered
	ahead   []*model.ChannelEvent // read, not yet delivered
	read    state                 // as it was before that reading
	checked time.Time             // when access was last found good
	access  uint64                // as it was then
}

const (
	readAhead  = 100
	checkEvery = time.Second // how long a stream may outlive the actor's access
)

// ChannelEvents opens the stream of a channel after a cursor, or with nil at its head. Its errors are why it cannot be:
// NOT_FOUND, CURSOR_INVALID, CURSOR_EXPIRED, CURSOR_FORKED, SHUTTING_DOWN.
func (c *Chat) ChannelEvents(ctx context.Context, actor model.Actor, channel model.ID, after *string) (*Stream, error) {
	s := &Stream{chat: c, actor: actor, channel: channel, watch: c.hub.watch(channel)}
	if err := s.open(ctx, after); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Stream) open(ctx context.Context, after *string) error {
	if err := s.check(ctx, s.watch.state()); err != nil {
		return err
	}
	heads, err := s.chat.db.Heads(ctx, []model.ID{s.channel})
	if err != nil {
		return err
	}
	if s.at = heads[s.channel].Cursor(); after == nil {
		return nil
	}
	if s.at, err = model.ParseCursor(*after); err != nil {
		return err
	}
	if s.at.ChannelID != s.channel {
		return model.Errorf(model.CursorInvalid, "This is a cursor of another channel.")
	}
	return s.fill(ctx)
}

// Close lets go of the stream. Call it once.
func (s *Stream) Close() { s.watch.close() }

// Next waits for the next event. An error ends the stream and is its reason: SHUTTING_DOWN (resume elsewhere), NOT_FOUND
// (the channel is gone, or the actor's access to it), UNAUTHENTICATED (the credential is no longer good), CURSOR_EXPIRED,
// CURSOR_FORKED, STORE_UNAVAILABLE; or ctx's own.
func (s *Stream) Next(ctx context.Context) (*model.ChannelEvent, error) {
	for {
		now := s.watch.state()
		if err := s.check(ctx, now); err != nil {
			return nil, err
		}
		if now.erased != s.read.erased {
			s.ahead = nil
		}
		if len(s.ahead) == 0 && now.changed != s.read.changed {
			if err := s.fill(ctx); err != nil {
				return nil, err
			}
		}
		if len(s.ahead) > 0 {
			return s.deliver(), nil
		}
		if err := s.wait(ctx); err != nil {
			return nil, err
		}
	}
}

func (s *Stream) deliver() *model.ChannelEvent {
	e := s.ahead[0]
	s.ahead, s.at = s.ahead[1:], e.Cursor()
	if len(s.ahead) == 0 {
		s.read.changed = nil // there may be more than was read at once
	}
	return e
}

func (s *Stream) wait(ctx context.Context) error {
	timer := time.NewTimer(checkEvery)
	defer timer.Stop()
	select {
	case <-s.read.changed:
	case <-timer.C:
	case <-s.chat.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// SECURITY: who loses access stops receiving within a second, also on an open stream.
func (s *Stream) check(ctx context.Context, now state) error {
	select {
	case <-s.chat.stopped:
		return model.Errorf(model.ShuttingDown, "The server is shutting down; connect again and resume.")
	default:
	}
	if now.access == s.access && time.Since(s.checked) < checkEvery {
		return nil
	}
	s.checked, s.access = time.Now(), now.access
	if err := s.chat.stillGood(ctx, s.actor); err != nil {
		return err
	}
	_, err := s.chat.channel(ctx, s.actor, see, s.channel)
	return err
}

// fill reads the next events. It begins with the event at the cursor itself, to see that the history is still the one that
// the cursor was taken from.
func (s *Stream) fill(ctx context.Context) error {
	s.read = s.watch.state()
	events, err := s.chat.db.Events(ctx, s.channel, s.at.Number, readAhead)
	if err != nil {
		return err
	}
	if s.at.Number > 0 && len(events) > 0 && events[0].Cursor() == s.at {
		events = events[1:]
	} else if err := s.compare(ctx); err != nil {
		return err
	}
	if len(events) > 0 && events[0].Number != s.at.Number+1 {
		return cursorExpired()
	}
	s.ahead = events
	return nil
}

// compare says what is wrong with a cursor whose event was not found.
func (s *Stream) compare(ctx context.Context) error {
	heads, err := s.chat.db.Heads(ctx, []model.ID{s.channel})
	if err != nil {
		return err
	}
	h := heads[s.channel]
	switch {
	case s.at.Number < h.FloorNumber:
		return cursorExpired()
	case s.at.Number == h.FloorNumber && s.at.EventID == h.FloorEventID:
		return nil
	}
	return model.Errorf(model.CursorForked, "The history this cursor belongs to is gone: the database was restored. "+
		"Read a page of messages and resume from its resumeCursor.")
}

func cursorExpired() error {
	return model.Errorf(model.CursorExpired, "The events after this cursor are no longer kept. "+
		"Read a page of messages and resume from its resumeCursor.")
}
