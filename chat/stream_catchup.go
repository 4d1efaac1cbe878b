package chat

import (
	"context"
	"time"

	"chattr/metrics"
	"chattr/model"
)

// CatchUp does what Take could not do without waiting: it looks whether the actor may go on, and reads a page for a stream
// that fell behind the ring. Few streams do so at a time; the others wait. While the database is away, so does the stream.
func (s *Stream) CatchUp(ctx context.Context) error {
	select {
	case s.chat.hub.catchUps <- struct{}{}:
		defer func() { <-s.chat.hub.catchUps }()
	case <-ctx.Done():
		return ctx.Err()
	}
	s.doubted.Store(false)
	err := s.check(ctx)
	if err == nil && !s.inRing() && len(s.ahead) == 0 {
		err = s.page(ctx)
	}
	switch model.ErrorCode(err) {
	case "":
		return nil
	case model.StoreUnavailable, model.Internal:
		s.doubted.Store(true)
		return s.pause(ctx, err)
	}
	s.err = err
	return nil
}

// pause keeps a stream alive over an outage of the database: its reader must not learn of it by losing events.
func (s *Stream) pause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.chat.o.Metrics.DatabaseFailed(metrics.Streaming)
	s.chat.o.Log.WarnContext(ctx, "a stream could not read on; it will try again", "error", err)
	select {
	case <-time.After(time.Second):
	case <-s.chat.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// SECURITY: who loses access stops receiving, also on an open stream.
func (s *Stream) check(ctx context.Context) error {
	s.chat.o.Metrics.StreamChecked()
	actor, err := s.chat.renewed(ctx, s.Actor())
	if err != nil {
		return err
	}
	s.now = actor.User
	_, err = s.chat.channel(ctx, actor, see, s.channel)
	return err
}

// page reads the next events for this stream alone. It begins with the event at the cursor itself, to see that the history is
// still the one that the cursor was taken from.
func (s *Stream) page(ctx context.Context) error {
	s.erased.Store(false)
	s.chat.o.Metrics.StreamRead(metrics.PageRead, 1)
	events, err := s.chat.db.Events(ctx, s.channel, s.at.Number, readAtOnce)
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

func (s *Stream) compare(ctx context.Context) error {
	s.chat.o.Metrics.StreamRead(metrics.HeadRead, 1)
	heads, err := s.chat.db.Heads(ctx, []model.ID{s.channel})
	if err != nil {
		return err
	}
	return compareCursor(s.at, heads[s.channel])
}

// compareCursor says what is wrong with a cursor whose event is not there.
func compareCursor(at model.Cursor, h model.Head) error {
	switch {
	case at.Number < h.FloorNumber:
		return cursorExpired()
	case at.Number == h.FloorNumber && at.EventID == h.FloorEventID:
		return nil
	}
	return model.Errorf(model.CursorForked, "The history this cursor belongs to is gone: the database was restored. "+
		"Read a page of messages and resume from its resumeCursor.")
}

func cursorExpired() error {
	return model.Errorf(model.CursorExpired, "The events after this cursor are no longer kept. "+
		"Read a page of messages and resume from its resumeCursor.")
}
