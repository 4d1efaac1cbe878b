package chat

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/stream"
)

// later moves the clock of the world.
func (w *fixture) later(by time.Duration) {
	now := w.o.Now
	w.o.Now = func() time.Time { return now().Add(by) }
}

// Streams that are behind the floor end, also if another stream read ahead for them; streams at the floor or above continue.
func TestStreamsAtTheFloor(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.hub.SetLimits(smallRing)
		beginning := model.Cursor{ChannelID: w.channel.ID}
		var cursors []model.Cursor
		for i := range 10 {
			cursors = append(cursors, w.post(fmt.Sprint(i)).Cursor)
		}
		open := func(after model.Cursor) *stream.Stream {
			w.t.Helper()
			s, err := w.Events.Open(ctx, w.owner, w.channel.ID, new(after.String()))
			w.ok(err)
			w.t.Cleanup(s.Close)
			return s
		}
		next := func(s *stream.Stream, number int64) {
			w.t.Helper()
			e, err := s.Next(ctx)
			w.ok(err)
			if e.Number != number {
				w.t.Errorf("got event %d, want %d", e.Number, number)
			}
		}
		atHead, reading, inTheRing := open(cursors[9]), open(beginning), open(cursors[7])
		next(reading, 1) // it has read further ahead
		w.later(2 * time.Hour)
		w.o.Retention = Retention{Events: time.Hour}
		w.ok(w.retain(ctx))
		w.ok(w.hub.Poll(ctx))
		for _, s := range []*stream.Stream{reading, inTheRing} {
			_, err := s.Next(ctx)
			w.code(model.CursorExpired, err)
		}
		for _, c := range []model.Cursor{beginning, cursors[0], cursors[8]} {
			_, err := w.Events.Open(ctx, w.owner, w.channel.ID, new(c.String()))
			w.code(model.CursorExpired, err)
		}
		atFloor := open(cursors[9])
		w.post("new")
		next(atHead, 11)
		next(atFloor, 11)
		next(open(cursors[9]), 11)
	})
}

// Without events messages are still there to read, edit and delete; when they are too old themselves, they are not.
func TestMessagesAreKeptLongerThanEvents(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		edited, old := w.post("edited").Message.ID, w.post("old").Message.ID
		w.later(2 * time.Hour)
		w.o.Retention = Retention{Messages: 3 * time.Hour, Events: time.Hour}
		w.ok(w.retain(ctx))
		w.pageHas(2)
		_, err := w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: edited, Content: "again"})
		w.ok(err)
		w.later(2 * time.Hour)
		w.ok(w.retain(ctx))
		w.pageHas(1) // its edit is young
		_, err = w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: old, Content: "again"})
		w.code(model.NotFound, err)
		w.later(2 * time.Hour)
		w.ok(w.retain(ctx))
		w.pageHas(0)
		if h := w.head(); h.FloorNumber != 3 || h.Number != 3 {
			w.t.Errorf("the head is %+v", h)
		}
	})
}

func (w *fixture) pageHas(messages int) {
	w.t.Helper()
	pages, err := w.Messages.MessagesOf(w.t.Context(), w.owner, []model.ID{w.channel.ID}, Page{Limit: 100})
	w.ok(err)
	if got := len(pages[w.channel.ID].Edges); got != messages {
		w.t.Errorf("a page has %d messages, want %d", got, messages)
	}
}

// A retry whose first message is no longer kept posts it again, and stands for that from then on.
func TestKeysOfMessagesThatAreNotKept(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		in := PostMessageInput{ChannelID: w.channel.ID, Content: "once", IdempotencyKey: new("key")}
		first := must(w.Messages.Post(ctx, w.owner, in))
		w.later(2 * time.Hour)
		w.o.Retention = Retention{Messages: time.Hour}
		w.ok(w.retain(ctx))
		again := must(w.Messages.Post(ctx, w.owner, in))
		if again.Replayed || again.Message.ID == first.Message.ID {
			w.t.Errorf("the retry was answered %+v", again)
		}
		if replay := must(w.Messages.Post(ctx, w.owner, in)); !replay.Replayed || replay.Message.ID != again.Message.ID {
			w.t.Errorf("its retry was answered %+v", replay)
		}
	})
}

// While everything is removed as soon as it is there, readers miss events only if they are told so, and the numbering stays
// whole.
func TestStreamsBesideRetention(t *testing.T) {
	const writers, readers, posts = 3, 3, 50
	each(t, func(w *fixture) {
		ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
		defer cancel()
		w.hub.SetLimits(smallRing)
		w.o.Retention = Retention{Messages: 30 * time.Millisecond, Events: 10 * time.Millisecond}
		var writing, removing, polling, reading sync.WaitGroup
		var written, read atomic.Bool
		for range writers {
			writing.Go(func() { w.postAndEdit(ctx, posts) })
		}
		removing.Go(func() {
			for !written.Load() {
				w.goOn(w.retain(ctx))
			}
		})
		polling.Go(func() {
			for !read.Load() {
				w.goOn(w.hub.Poll(ctx))
				time.Sleep(time.Millisecond)
			}
		})
		expired := make([]int, readers)
		for i := range readers {
			reading.Go(func() { expired[i] = w.readToTheEnd(ctx) })
		}
		writing.Wait()
		written.Store(true)
		removing.Wait()
		w.post("end")
		reading.Wait()
		read.Store(true)
		polling.Wait()
		_, faults, err := w.db.CheckNumbering(ctx, func(db.Examined) {})
		if err != nil || len(faults) > 0 {
			w.t.Error(faults, err)
		}
		w.t.Logf("%d events, the floor at %d; streams that expired: %v", w.head().Number, w.head().FloorNumber, expired)
	})
}

// goOn notes an error from any goroutine.
func (w *fixture) goOn(err error) bool {
	if err != nil {
		w.t.Error(err)
	}
	return err == nil
}

func (w *fixture) postAndEdit(ctx context.Context, posts int) {
	for range posts {
		p, err := w.Messages.Post(ctx, w.owner, PostMessageInput{ChannelID: w.channel.ID, Content: "posted"})
		if !w.goOn(err) {
			return
		}
		_, err = w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: p.Message.ID, Content: "edited"})
		if model.ErrorCode(err) != model.NotFound && !w.goOn(err) { // it may be too old by now
			return
		}
	}
}

// readToTheEnd reads until the message "end", in the stream or in a page. It returns how often events were no longer kept.
func (w *fixture) readToTheEnd(ctx context.Context) (expired int) {
	for at := (model.Cursor{ChannelID: w.channel.ID}); ; expired++ {
		last, err := w.readOn(ctx, at)
		if model.ErrorCode(err) != model.CursorExpired {
			w.goOn(err)
			return expired
		}
		pages, err := w.Messages.MessagesOf(ctx, w.owner, []model.ID{w.channel.ID}, Page{Limit: 1, Backward: true})
		if !w.goOn(err) {
			return expired
		}
		page := pages[w.channel.ID]
		if at = page.ResumeCursor; at.Number < last.Number {
			w.t.Errorf("behind event %d the page resumes at %d", last.Number, at.Number)
		}
		if len(page.Edges) > 0 && page.Edges[0].Node.Content == "end" { // the stream from here on has nothing more
			return expired
		}
	}
}

// readOn reads from a cursor until "end" or an error.
func (w *fixture) readOn(ctx context.Context, at model.Cursor) (model.Cursor, error) {
	s, err := w.Events.Open(ctx, w.owner, w.channel.ID, new(at.String()))
	if err != nil {
		return at, err
	}
	defer s.Close()
	for {
		e, err := s.Next(ctx)
		if err != nil {
			return at, err
		}
		if e.Number != at.Number+1 {
			return at, fmt.Errorf("behind event %d comes %d", at.Number, e.Number)
		}
		at = e.Cursor()
		if e.Message.Content == "end" {
			return at, nil
		}
	}
}
