package chat

import (
	"context"
	"time"

	"chattr/metrics"
	"chattr/model"
)

// place is where the next reading begins, and what to compare after it.
func (f *feed) place() (at model.Cursor, erased uint64) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.head, f.erased
}

// poke has the channel read on. It never waits: a reader that is at work looks once more when it is done.
func (f *feed) poke() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dirty = true
	if f.reading || !f.ready || f.err != nil {
		return
	}
	f.reading = true
	f.hub.reading.Go(f.readOn)
}

// readOn reads until there is nothing new. Each read has a deadline of its own: in a busy channel the loop has no end.
func (f *feed) readOn() {
	for f.again() {
		if err := f.tryRead(); err != nil {
			f.hub.retry(err)
			f.rest()
			return
		}
	}
}

func (f *feed) tryRead() error {
	ctx, cancel := context.WithTimeout(context.Background(), f.hub.readTimeout)
	defer cancel()
	// SECURITY: what came while the instance was paused is not delivered before it is known who lost access meanwhile.
	if err := f.hub.freshen(ctx); err != nil {
		return err
	}
	defer f.hub.rings.enforce()
	return f.read(ctx)
}

// again says whether there is something to look for; if not, the reader is done.
func (f *feed) again() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading = f.dirty && f.err == nil
	f.dirty = false
	return f.reading
}

// rest ends a reader that failed. The next poll finds that the feed is behind and starts another.
func (f *feed) rest() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading, f.dirty = false, true
}

// read reads the events after the head, and the head's own event again: if it is another, the history is another.
func (f *feed) read(ctx context.Context) error {
	at, erased := f.place()
	f.hub.metrics.StreamRead(metrics.LiveRead, 1)
	events, more, err := f.hub.db.Events(ctx, f.channel, max(at.Number, 1), readAtOnce+1, ringBytes)
	if err != nil {
		return err
	}
	kept := at.Number == 0
	if len(events) > 0 && events[0].Cursor() == at {
		events, kept = events[1:], true
	}
	if !kept || len(events) > 0 && events[0].Number != at.Number+1 {
		if err := f.explain(ctx, at); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.err != nil || f.head != at: // explain has found why
	case len(events) > 0 && events[0].Number != at.Number+1: // a hole: only a damaged database has one
		f.end(cursorExpired())
	case f.erased != erased: // a text was removed while it was being read
		f.dirty = true
	case len(events) > 0:
		f.dirty = f.dirty || more
		f.deliver(events)
	}
	return nil
}

// explain finds out why the event at the head, or the one after it, is not there. If the head is at the floor, all is well. If
// retention removed more, the feed continues at the floor: streams before the floor end with CURSOR_EXPIRED, the others go on.
// If the channel or its history is gone, the feed ends.
func (f *feed) explain(ctx context.Context, at model.Cursor) error {
	f.hub.metrics.StreamRead(metrics.LiveRead, 1)
	h, err := f.hub.headOf(ctx, f.channel)
	if err == nil {
		err = compareCursor(at, h)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch model.ErrorCode(err) {
	case "":
		return nil
	case model.CursorExpired:
		f.drop(len(f.ring))
		f.forgetPages()
		f.head, f.dirty = h.Floor(), true
		f.wakeAll()
		return nil
	case model.NotFound, model.CursorForked:
		f.end(err)
		return nil
	}
	return err
}

// deliver is push of what came just now. Needs the lock.
func (f *feed) deliver(events []*model.ChannelEvent) {
	f.push(events)
	f.wakeAll()
	now := time.Now()
	for _, e := range events {
		f.hub.metrics.EventCame(now.Sub(e.OccurredAt))
	}
}
