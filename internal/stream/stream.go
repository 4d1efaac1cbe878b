package stream

import (
	"context"
	"sync/atomic"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/model"
)

// Stream delivers a channel's events to one actor: in order from its cursor on, each once, without a gap. Its reader pulls them; there is
// no queue, so that a slow reader costs no memory. Call its methods from one goroutine at a time. The caller must call Close.
type Stream struct {
	hub     *Hub
	actor   model.Actor // as it was when the stream was opened
	channel model.ID
	feed    *feed
	place   int // index in feed.streams; guarded by the feed

	access *accessCheck

	wake    func()                             // guarded by the feed
	doubt   atomic.Uint64                      // not 0: deliver nothing before a query that starts after this doubt
	waiting atomic.Pointer[context.CancelFunc] // ends the wait for a slot to read a page
	erased  atomic.Bool                        // the page read ahead may have text that was deleted since

	now   *model.User          // the actor's user at the last check
	at    model.Cursor         // of the last event taken
	ahead atomic.Pointer[page] // the page of a stream that fell behind the ring
	limit int                  // of events in the next page
	err   error                // why the stream ended
}

// Status tells the caller of Take what to do next.
type Status uint8

// The statuses.
const (
	Idle   Status = iota // there is nothing more now; the function of OnChange will be called
	More                 // call Take again
	Behind               // call CatchUp, which may wait, and then Take again
	Ended                // Err returns why
)

// OnChange sets the function that is called when Take may have something new. It is called from any goroutine, sometimes needlessly. It
// must not block or call the stream. Set it before the first Take.
func (s *Stream) OnChange(wake func()) {
	s.feed.mu.Lock()
	s.wake = wake
	s.feed.mu.Unlock()
}

// changes returns a channel that receives a value when Take may have something new. It replaces the function of OnChange.
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

// notify calls the function of OnChange. The feed's lock must be held.
func (s *Stream) notify() { s.wake() }

// lockAndNotify locks the feed and calls notify.
func (s *Stream) lockAndNotify() {
	s.feed.mu.RLock()
	defer s.feed.mu.RUnlock()
	s.notify()
}

// raise has the stream check its access before it delivers more. The feed's lock must be held.
//
// SECURITY: a later doubt is never replaced by an earlier one, which an older query would resolve.
func (s *Stream) raise(doubt uint64) {
	for last := s.doubt.Load(); last < doubt && !s.doubt.CompareAndSwap(last, doubt); last = s.doubt.Load() {
	}
	if cancel := s.waiting.Load(); cancel != nil {
		(*cancel)()
	}
	s.notify()
}

// Close ends the stream and frees what it holds. Call it once, after CatchUp and Take have returned.
func (s *Stream) Close() { s.hub.leave(s) }

// Err returns why the stream has ended: SHUTTING_DOWN (resume on another instance), NOT_FOUND (the channel was deleted or the actor lost
// access to it), UNAUTHENTICATED (the credential was revoked or has expired), CURSOR_EXPIRED, CURSOR_FORKED.
func (s *Stream) Err() error { return s.err }

// At returns the cursor of the last event taken.
func (s *Stream) At() model.Cursor { return s.at }

// Stale reports whether events that were taken and not delivered must be taken again: a message of the channel was deleted since,
// or the access of the stream is doubted.
func (s *Stream) Stale() bool { return s.erased.Load() || s.doubt.Load() != 0 }

// Rewind moves the stream back to a cursor that it has had: the events after it are taken again.
func (s *Stream) Rewind(to model.Cursor) {
	s.at = to
	s.hub.pages.drop(s)
}

// Actor returns the stream's actor as of the last check of access.
func (s *Stream) Actor() model.Actor {
	actor := s.actor
	actor.User = s.now
	return actor
}

// expired reports whether the credential has expired.
func (s *Stream) expired() bool {
	return s.actor.ExpiresAt != nil && !s.hub.o.Now().Before(*s.actor.ExpiresAt)
}

// open checks access and places the stream after a cursor; nil is the head of the channel.
func (s *Stream) open(ctx context.Context, after *string) (err error) {
	// SECURITY: this query finds access that was lost before the stream joined. The hub notices later losses.
	result, err := s.access.ask(ctx)
	if err != nil {
		return err
	}
	if s.apply(result); s.err != nil {
		return s.err
	}
	if after == nil {
		return s.startAtHead(ctx)
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
	if err := s.hub.pageSlots.acquire(ctx, s.actor.UserID()); err != nil {
		return err
	}
	defer s.hub.pageSlots.release(s.actor.UserID())
	return s.readPage(ctx)
}

// renewRing waits until the ring has reached the channel's head in the database.
//
// SECURITY: a ring that is behind may still have the text of a message that another instance has deleted.
func (s *Stream) renewRing(ctx context.Context) error {
	h, err := s.hub.headOf(ctx, s.channel)
	if err != nil {
		return err
	}
	for changed := s.changes(); s.feed.before(h.Number); {
		s.feed.readSoon()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// startAtHead places the stream at the head in the database. The ring may still be behind it.
func (s *Stream) startAtHead(ctx context.Context) error {
	s.hub.o.Metrics.StreamRead(metrics.HeadRead, 1)
	h, err := s.hub.headOf(ctx, s.channel)
	s.at = h.Cursor()
	return err
}

// inRing reports whether the ring or the head proves that the stream's cursor is valid.
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

// Take appends the next events to events, up to the limit. It neither waits nor reads the database.
func (s *Stream) Take(events []*model.ChannelEvent, limit Limit) ([]*model.ChannelEvent, Status) {
	switch {
	case s.err != nil:
		return events, Ended
	case s.isStopping():
		return events, Ended
	case !s.isCertain():
		return events, Idle
	case s.err != nil:
		return events, Ended
	case s.erased.Swap(false):
		s.hub.pages.drop(s) // CatchUp reads it again
	}
	if p := s.ahead.Load(); p != nil {
		return s.takePage(events, p, limit), More
	}
	return s.takeRing(events, limit)
}

// takePage takes events from the stream's own page.
func (s *Stream) takePage(events []*model.ChannelEvent, p *page, limit Limit) []*model.ChannelEvent {
	n, bytes := limit.count(p.events), 0
	for _, e := range p.events[:n] {
		bytes += e.Size()
	}
	events = append(events, p.events[:n]...)
	clear(p.events[:n])
	p.events = p.events[n:]
	s.at = events[len(events)-1].Cursor()
	s.hub.pages.use(p, bytes)
	return events
}

// takeRing takes events from the feed's ring.
func (s *Stream) takeRing(events []*model.ChannelEvent, limit Limit) ([]*model.ChannelEvent, Status) {
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

// isCertain reports whether the access of the stream is not in doubt. If it is, the stream is notified when it has been checked.
//
// SECURITY: a stream that was open when its reader lost access delivers nothing more.
func (s *Stream) isCertain() bool {
	doubt := s.doubt.Load()
	if doubt == 0 {
		return true
	}
	result, found := s.access.since(doubt, s)
	if !found {
		return false
	}
	s.apply(result)
	s.doubt.CompareAndSwap(doubt, 0) // a later doubt stays
	return true
}

// apply adopts the result of a check.
func (s *Stream) apply(result access) {
	if s.err = result.err; s.now.Administrator != result.administrator {
		user := *s.now
		user.Administrator = result.administrator
		s.now = &user
	}
}

// stopped returns SHUTTING_DOWN.
func stopped() error {
	return model.Errorf(model.ShuttingDown, "The server is shutting down; connect again and resume.")
}

// isStopping reports whether the instance is shutting down, and ends the stream if it is.
func (s *Stream) isStopping() bool {
	if !s.hub.isStopped() {
		return false
	}
	s.err = stopped()
	return true
}

// Next waits for the next event. Its error is why the stream ended, as Err returns it, or that of ctx.
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

// CatchUp reads a page for a stream that fell behind the ring. Few streams read at the same time; the others wait, in a queue
// for each user. While the database is unavailable, CatchUp waits a second and returns nil. Its error is that of ctx.
func (s *Stream) CatchUp(ctx context.Context) error {
	err := s.readOn(ctx)
	switch model.ErrorCode(err) {
	case "":
		return nil
	case model.StoreUnavailable, model.Internal:
		return s.pause(ctx, err)
	}
	s.err = err
	return nil
}

// readOn reads a page in a slot, unless the stream's access is doubted: Take checks it first.
func (s *Stream) readOn(ctx context.Context) error {
	if err := s.acquireSlot(ctx); err != nil {
		return ctx.Err()
	}
	defer s.hub.pageSlots.release(s.actor.UserID())
	// SECURITY: an instance that was paused compares access with the database before it reads on.
	if err := s.hub.freshen(ctx); err != nil {
		return err
	}
	if s.doubt.Load() != 0 || s.inRing() || s.ahead.Load() != nil {
		return nil
	}
	return s.readPage(ctx)
}

// acquireSlot waits for a slot to read a page, until ctx ends or the stream's access is doubted.
func (s *Stream) acquireSlot(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.waiting.Store(&cancel)
	defer s.waiting.Store(nil)
	if s.doubt.Load() != 0 {
		return context.Canceled
	}
	return s.hub.pageSlots.acquire(ctx, s.actor.UserID())
}

// pause keeps a stream open while the database is unavailable: its reader must not lose events through an outage.
func (s *Stream) pause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.hub.o.Metrics.DatabaseFailed(metrics.Streaming)
	s.hub.o.Log.WarnContext(ctx, "a stream could not read on; it will try again", "error", err)
	select {
	case <-time.After(time.Second):
	case <-s.hub.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// readPage reads the next events for this stream alone. It starts with the event at the cursor itself, which proves that the cursor belongs to
// this history.
func (s *Stream) readPage(ctx context.Context) error {
	s.erased.Store(false)
	s.hub.o.Metrics.StreamRead(metrics.PageRead, 1)
	events, _, err := s.hub.db.Events(ctx, s.channel, s.at.Number, s.limit+1, pageBytes)
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
	if len(events) > 0 {
		s.keep(events)
	}
	return nil
}

// keep stores a page for Take. The next page gets as many events as fit if they are as long as those of this page.
func (s *Stream) keep(events []*model.ChannelEvent) {
	bytes := 0
	for _, e := range events {
		bytes += e.Size()
	}
	s.limit = min(max(minPage, len(events)*pageBytes*5/4/bytes), pageEvents)
	s.hub.pages.put(s, events, bytes)
}

// compare returns the error of the stream's cursor, whose event was not found.
func (s *Stream) compare(ctx context.Context) error {
	s.hub.o.Metrics.StreamRead(metrics.HeadRead, 1)
	h, err := s.hub.headOf(ctx, s.channel)
	if err != nil {
		return err
	}
	return compareCursor(s.at, h)
}
