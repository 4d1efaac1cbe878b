package chat

import (
	"context"
	"sync/atomic"
	"time"

	"chattr/metrics"
	"chattr/model"
)

// Stream is a place in a channel's events, for one actor: from its cursor on in order, each once, without a hole. It is
// pulled and keeps no queue, so a slow reader costs nobody anything. Its methods are for one goroutine at a time; Close it.
type Stream struct {
	chat    *Chat
	actor   model.Actor
	channel model.ID
	feed    *feed
	place   int // among the feed's streams; the feed's

	wake    func()      // guarded by the feed
	doubted atomic.Bool // access must be looked at before more is delivered
	erased  atomic.Bool // what was read ahead may hold text that was deleted since

	at    model.Cursor          // just behind the last event taken
	ahead []*model.ChannelEvent // a page read for this stream alone, when it had fallen behind the ring
	err   error                 // why it ended
}

// Status says what to do after Take.
type Status uint8

// The statuses.
const (
	Idle   Status = iota // nothing more now: OnChange's function will be called
	More                 // take again
	Behind               // call CatchUp, which may wait, and take again
	Ended                // Err says why
)

// ChannelEvents opens the stream of a channel after a cursor, or with nil at its head. Its errors are why it cannot be:
// NOT_FOUND, CURSOR_INVALID, CURSOR_EXPIRED, CURSOR_FORKED, SHUTTING_DOWN, UNAUTHENTICATED.
func (c *Chat) ChannelEvents(ctx context.Context, actor model.Actor, channel model.ID, after *string) (*Stream, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	// Before anything is set up for a channel that is not there.
	if _, err := c.channel(ctx, actor, see, channel); err != nil {
		return nil, err
	}
	s := &Stream{chat: c, actor: actor, channel: channel, wake: func() {}}
	if err := c.hub.join(ctx, s); err != nil {
		c.hub.leave(s)
		return nil, err
	}
	if err := s.open(ctx, after); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Stream) open(ctx context.Context, after *string) (err error) {
	// SECURITY: what was taken away before the stream joined is found here; what is taken away later, the hub notices.
	if err := s.check(ctx); err != nil {
		return err
	}
	if after == nil {
		return s.begin(ctx)
	}
	if s.at, err = model.ParseCursor(*after); err != nil {
		return err
	}
	if s.at.ChannelID != s.channel {
		return model.Errorf(model.CursorInvalid, "This is a cursor of another channel.")
	}
	if err := s.renewRing(ctx); err != nil || s.inRing() {
		return err
	}
	return s.page(ctx)
}

// renewRing waits until the ring has got to where the channel stands now.
//
// SECURITY: what another instance has deleted, a ring that has not heard of it yet still has the text of.
func (s *Stream) renewRing(ctx context.Context) error {
	heads, err := s.chat.db.Heads(ctx, []model.ID{s.channel})
	if err != nil {
		return err
	}
	for changed := s.changes(); s.feed.before(heads[s.channel].Number); {
		s.feed.poke()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// begin places the stream at the head as the database has it now: the ring may not have got there yet.
func (s *Stream) begin(ctx context.Context) error {
	s.chat.o.Metrics.StreamRead(metrics.HeadRead, 1)
	heads, err := s.chat.db.Heads(ctx, []model.ID{s.channel})
	s.at = heads[s.channel].Cursor()
	return err
}

// OnChange has wake called whenever Take may have something new: from any goroutine, perhaps needlessly, and it must not
// block or call the stream. Set it before the first Take.
func (s *Stream) OnChange(wake func()) {
	s.feed.mu.Lock()
	s.wake = wake
	s.feed.mu.Unlock()
}

// changes is OnChange for who waits.
func (s *Stream) changes() <-chan struct{} {
	changed := make(chan struct{}, 1)
	s.OnChange(func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	return changed
}

func (s *Stream) notify() { s.wake() }

// Close lets go of the stream. Call it once.
func (s *Stream) Close() { s.chat.hub.leave(s) }

// Err is why the stream has ended: SHUTTING_DOWN (resume elsewhere), NOT_FOUND (the channel is gone, or the actor's access to
// it), UNAUTHENTICATED (the credential is no longer good), CURSOR_EXPIRED, CURSOR_FORKED.
func (s *Stream) Err() error { return s.err }

// Take appends at most max of the next events to events. It neither waits nor reads from the database.
func (s *Stream) Take(events []*model.ChannelEvent, max int) ([]*model.ChannelEvent, Status) {
	switch {
	case s.err != nil:
		return events, Ended
	case s.stopping():
		return events, Ended
	case s.doubted.Load():
		return events, Behind
	case s.erased.Swap(false):
		s.ahead = nil // and is read again
	}
	if len(s.ahead) > 0 {
		n := min(max, len(s.ahead))
		events, s.ahead = append(events, s.ahead[:n]...), s.ahead[n:]
		s.at = events[len(events)-1].Cursor()
		return events, More
	}
	return s.walk(events, max)
}

// walk takes from the ring.
func (s *Stream) walk(events []*model.ChannelEvent, max int) ([]*model.ChannelEvent, Status) {
	f := s.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	first := f.head.Number - int64(len(f.ring)) + 1
	next := s.at.Number + 1
	switch {
	case next < first:
		return events, Behind
	case next > f.head.Number && f.err != nil:
		s.err = f.err
		return events, Ended
	case next > f.head.Number:
		return events, Idle
	}
	rest := f.ring[next-first:]
	n := min(max, len(rest))
	events = append(events, rest[:n]...)
	s.at = rest[n-1].Cursor()
	if n < len(rest) {
		return events, More
	}
	return events, Idle
}

// inRing says whether the stream's cursor is one that the ring, or the head, shows to be good.
func (s *Stream) inRing() bool {
	f := s.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	if s.at == f.head {
		return true
	}
	first := f.head.Number - int64(len(f.ring)) + 1
	if s.at == (model.Cursor{ChannelID: s.channel}) { // before everything
		return first == 1
	}
	i := s.at.Number - first
	return i >= 0 && i < int64(len(f.ring)) && f.ring[i].Cursor() == s.at
}

func (s *Stream) stopping() bool {
	select {
	case <-s.chat.stopped:
		s.err = model.Errorf(model.ShuttingDown, "The server is shutting down; connect again and resume.")
		return true
	default:
		return false
	}
}

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
	if err := s.chat.stillGood(ctx, s.actor); err != nil {
		return err
	}
	_, err := s.chat.channel(ctx, s.actor, see, s.channel)
	return err
}

// expired says whether the credential's time has come since.
func (s *Stream) expired() bool { return s.chat.expired(s.actor) }

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

// Next waits for the next event. An error ends the stream and is its reason, as Err has it; or it is ctx's own.
func (s *Stream) Next(ctx context.Context) (*model.ChannelEvent, error) {
	changed := s.changes()
	var one [1]*model.ChannelEvent
	for {
		events, status := s.Take(one[:0], 1)
		switch {
		case len(events) > 0:
			return events[0], nil
		case status == Ended:
			return nil, s.err
		case status == Behind:
			if err := s.CatchUp(ctx); err != nil {
				return nil, err
			}
		case status == Idle:
			select {
			case <-changed:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
	}
}
