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

func (f *feed) readOn() {
	ctx, cancel := context.WithTimeout(context.Background(), pollTimeout)
	defer cancel()
	for f.again() {
		// SECURITY: what came while the instance was paused is not delivered before it is known who lost access meanwhile.
		err := f.hub.freshen(ctx)
		if err == nil {
			err = f.read(ctx)
			f.hub.rings.enforce()
		}
		if err != nil {
			f.hub.retry(err)
			f.rest()
			return
		}
	}
}

// again says whether there is something to look for; if not, the reader is done.
func (f *feed) again() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading = f.dirty && f.err == nil
	f.dirty = false
	return f.reading
}

// rest ends a reader that failed; the next poll finds that the feed is behind and pokes it again.
func (f *feed) rest() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reading, f.dirty = false, true
}

// read reads on from the head, and the head's own event again: if it is another, the history is another.
func (f *feed) read(ctx context.Context) error {
	at, erased := f.place()
	f.hub.metrics.StreamRead(metrics.LiveRead, 1)
	events, more, err := f.hub.db.Events(ctx, f.channel, max(at.Number, 1), readAtOnce+1, ringBytes)
	if err != nil {
		return err
	}
	if at.Number > 0 {
		if len(events) == 0 || events[0].Cursor() != at {
			return f.explain(ctx, at, erased, events)
		}
		events = events[1:]
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case len(events) == 0:
		return nil
	case f.erased != erased: // a text was removed while it was being read
		f.dirty = true
		return nil
	}
	if events[0].Number != at.Number+1 {
		f.end(cursorExpired())
		return nil
	}
	f.dirty = f.dirty || more
	f.deliver(events)
	return nil
}

// explain finds out why the head's event is not there: the history was replaced, or retention took the event.
func (f *feed) explain(ctx context.Context, at model.Cursor, erased uint64, events []*model.ChannelEvent) error {
	f.hub.metrics.StreamRead(metrics.LiveRead, 1)
	heads, err := f.hub.db.Heads(ctx, []model.ID{f.channel})
	if err != nil {
		return err
	}
	h, exists := heads[f.channel]
	reason := compareCursor(at, h)
	switch {
	case !exists:
		reason = model.NoSuch("channel")
	case reason == nil && len(events) > 0 && events[0].Number != at.Number+1:
		reason = cursorExpired()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case reason != nil:
		f.end(reason)
	case f.erased != erased:
		f.dirty = true
	case len(events) > 0:
		f.deliver(events)
	}
	return nil
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
