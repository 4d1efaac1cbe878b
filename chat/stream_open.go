package chat

import (
	"context"

	"chattr/metrics"
	"chattr/model"
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
	s := &Stream{chat: c, actor: actor, now: actor.User, channel: channel, limit: firstPage, wake: func() {}}
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
	// SECURITY: this query finds what was taken away before the stream joined. The hub notices what is taken away later.
	result, err := s.access.ask(ctx)
	if err != nil {
		return err
	}
	if s.apply(result); s.err != nil {
		return s.err
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
	if err := s.chat.hub.pageSlots.acquire(ctx, s.actor.UserID()); err != nil {
		return err
	}
	defer s.chat.hub.pageSlots.release(s.actor.UserID())
	return s.page(ctx)
}

// renewRing waits until the ring has got to where the channel stands now.
//
// SECURITY: what another instance has deleted, a ring that has not heard of it yet still has the text of.
func (s *Stream) renewRing(ctx context.Context) error {
	h, err := s.chat.hub.headOf(ctx, s.channel)
	if err != nil {
		return err
	}
	for changed := s.changes(); s.feed.before(h.Number); {
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
	h, err := s.chat.hub.headOf(ctx, s.channel)
	s.at = h.Cursor()
	return err
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
