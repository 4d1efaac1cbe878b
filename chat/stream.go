package chat

import (
	"context"
	"sync/atomic"

	"chattr/model"
)

// Stream is a place in a channel's events, for one actor: from its cursor on in order, each once, without a hole. It is
// pulled and keeps no queue, so a slow reader costs nobody anything. Its methods are for one goroutine at a time; Close it.
type Stream struct {
	chat    *Chat
	actor   model.Actor // as who opened it
	channel model.ID
	feed    *feed
	place   int // among the feed's streams; the feed's

	access *accessCheck

	wake    func()                             // guarded by the feed
	doubt   atomic.Uint64                      // not 0: nothing is delivered before a query that begins after this doubt
	waiting atomic.Pointer[context.CancelFunc] // ends the wait for a slot to read a page
	erased  atomic.Bool                        // what was read ahead may hold text that was deleted since

	now   *model.User               // the actor's user as last looked at
	at    model.Cursor              // just behind the last event taken
	ahead atomic.Pointer[readAhead] // read for this stream alone, when it had fallen behind the ring
	limit int                       // of events in the next page
	err   error                     // why it ended
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

// notify calls the function of OnChange. The feed's lock must be held.
func (s *Stream) notify() { s.wake() }

func (s *Stream) notifySafely() {
	s.feed.mu.RLock()
	defer s.feed.mu.RUnlock()
	s.notify()
}

// raise has the stream check its access before it delivers more. The feed's lock must be held.
//
// SECURITY: a later doubt is never replaced by an earlier one, which an older query would settle.
func (s *Stream) raise(doubt uint64) {
	for last := s.doubt.Load(); last < doubt && !s.doubt.CompareAndSwap(last, doubt); last = s.doubt.Load() {
	}
	if cancel := s.waiting.Load(); cancel != nil {
		(*cancel)()
	}
	s.notify()
}

// Close lets go of the stream. Call it once.
func (s *Stream) Close() { s.chat.hub.leave(s) }

// Err is why the stream has ended: SHUTTING_DOWN (resume elsewhere), NOT_FOUND (the channel is gone, or the actor's access to
// it), UNAUTHENTICATED (the credential is no longer good), CURSOR_EXPIRED, CURSOR_FORKED.
func (s *Stream) Err() error { return s.err }

// At returns the cursor of the last event taken.
func (s *Stream) At() model.Cursor { return s.at }

// Stale reports whether events that were taken and not delivered must be taken again: a message of the channel was deleted since,
// or the access of the stream is doubted.
func (s *Stream) Stale() bool { return s.erased.Load() || s.doubt.Load() != 0 }

// Rewind has the events after a cursor taken again. The cursor must be one that the stream has had.
func (s *Stream) Rewind(to model.Cursor) {
	s.at = to
	s.chat.hub.pages.drop(s)
}

// Actor is for whom the stream is, as when it was last looked whether they may go on.
func (s *Stream) Actor() model.Actor {
	actor := s.actor
	actor.User = s.now
	return actor
}

// expired says whether the credential's time has come since.
func (s *Stream) expired() bool { return s.chat.expired(s.actor) }
