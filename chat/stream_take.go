package chat

import (
	"context"

	"chattr/model"
)

// Limit bounds what Take returns. At least one event is returned, however large it is.
type Limit struct {
	Events int
	Bytes  int                           // 0: any number
	Size   func(*model.ChannelEvent) int // how many of the bytes an event takes
}

// count returns how many of the events are within the limit.
func (l Limit) count(events []*model.ChannelEvent) int {
	n := min(l.Events, len(events))
	if l.Bytes == 0 {
		return n
	}
	for i, e := range events[:n] {
		if l.Bytes -= l.Size(e); l.Bytes < 0 {
			return max(i, 1)
		}
	}
	return n
}

// Take appends the next events to events, up to the limit. It neither waits nor reads from the database.
func (s *Stream) Take(events []*model.ChannelEvent, limit Limit) ([]*model.ChannelEvent, Status) {
	switch {
	case s.err != nil:
		return events, Ended
	case s.stopping():
		return events, Ended
	case !s.settled():
		return events, Idle
	case s.err != nil:
		return events, Ended
	case s.erased.Swap(false):
		s.chat.hub.pages.drop(s) // and is read again
	}
	if p := s.ahead.Load(); p != nil {
		return s.takePage(events, p, limit), More
	}
	return s.walk(events, limit)
}

// takePage takes from the page that was read for this stream alone.
func (s *Stream) takePage(events []*model.ChannelEvent, p *readAhead, limit Limit) []*model.ChannelEvent {
	n, bytes := limit.count(p.events), 0
	for _, e := range p.events[:n] {
		bytes += e.Size()
	}
	events = append(events, p.events[:n]...)
	clear(p.events[:n])
	p.events = p.events[n:]
	s.at = events[len(events)-1].Cursor()
	s.chat.hub.pages.use(p, bytes)
	return events
}

// walk takes from the ring.
func (s *Stream) walk(events []*model.ChannelEvent, limit Limit) ([]*model.ChannelEvent, Status) {
	f := s.feed
	f.mu.RLock()
	defer f.mu.RUnlock()
	first := f.head.Number - int64(len(f.ring)) + 1
	next := s.at.Number + 1
	switch {
	case f.err != nil:
		s.err = f.err
		return events, Ended
	case next < first:
		return events, Behind
	case s.at.Number == f.head.Number && s.at != f.head,
		next > first && next <= f.head.Number && f.ring[next-first-1].Cursor() != s.at:
		return events, Behind // the cursor is of another history; CatchUp reads a page and finds CURSOR_FORKED
	case next > f.head.Number:
		return events, Idle
	}
	rest := f.ring[next-first:]
	n := limit.count(rest)
	events = append(events, rest[:n]...)
	s.at = rest[n-1].Cursor()
	if n < len(rest) {
		return events, More
	}
	return events, Idle
}

// settled reports whether the stream is not in doubt. If it is, the stream is notified when the doubt can be settled.
//
// SECURITY: a stream that was open when its reader lost access delivers nothing more.
func (s *Stream) settled() bool {
	doubt := s.doubt.Load()
	if doubt == 0 {
		return true
	}
	result, known := s.access.since(doubt, s)
	if !known {
		return false
	}
	s.apply(result)
	s.doubt.CompareAndSwap(doubt, 0) // a later doubt stays
	return true
}

// apply takes over the result of a check.
func (s *Stream) apply(result access) {
	if s.err = result.err; s.now.Administrator != result.administrator {
		user := *s.now
		user.Administrator = result.administrator
		s.now = &user
	}
}

func stopped() error {
	return model.Errorf(model.ShuttingDown, "The server is shutting down; connect again and resume.")
}

func (s *Stream) stopping() bool {
	if !s.chat.isStopped() {
		return false
	}
	s.err = stopped()
	return true
}

// isStopped reports whether the instance is shutting down.
func (c *Chat) isStopped() bool {
	select {
	case <-c.stopped:
		return true
	default:
		return false
	}
}

// Next waits for the next event. An error ends the stream and is its reason, as Err has it; or it is ctx's own.
func (s *Stream) Next(ctx context.Context) (*model.ChannelEvent, error) {
	changed := s.changes()
	var one [1]*model.ChannelEvent
	for {
		events, status := s.Take(one[:0], Limit{Events: 1})
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
