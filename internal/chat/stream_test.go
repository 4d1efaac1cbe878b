package chat

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chattr/internal/model"
	"chattr/internal/stream"
)

// history is what should have happened in a channel: the law of the stream, as a state machine.
type history struct {
	*fixture
	r        *rapid.T
	cursors  []model.Cursor           // after each event; the first is the beginning
	kinds    []model.ChannelEventKind // of each event
	of       []model.ID               // the message of each event
	versions map[model.ID][]version
	live     []model.ID // messages that are not deleted
	streams  []*reading
}

// version is the content that a message has from an event on.
type version struct {
	from    int64
	content string
}

// reading is an open stream and how far it has come.
type reading struct {
	*stream.Stream
	next int64
}

func (h *history) happened(kind model.ChannelEventKind, m model.ID, c model.Cursor, content string) {
	if c.Number != int64(len(h.cursors)) {
		h.r.Fatalf("event has number %d, want %d", c.Number, len(h.cursors))
	}
	h.cursors, h.kinds, h.of = append(h.cursors, c), append(h.kinds, kind), append(h.of, m)
	h.versions[m] = append(h.versions[m], version{from: c.Number, content: content})
}

func (h *history) Post(*rapid.T) {
	content := fmt.Sprint("post ", len(h.cursors))
	p := must(h.Messages.Post(context.Background(), h.owner, PostMessageInput{ChannelID: h.channel.ID, Content: content}))
	h.happened(model.MessagePosted, p.Message.ID, p.Cursor, content)
	h.live = append(h.live, p.Message.ID)
}

func (h *history) Edit(r *rapid.T) {
	id, content := h.message(r), fmt.Sprint("edit ", len(h.cursors))
	p := must(h.Messages.Edit(context.Background(), h.owner, EditMessageInput{MessageID: id, Content: content}))
	h.happened(model.MessageEdited, id, p.Cursor, content)
}

func (h *history) Delete(r *rapid.T) {
	id := h.message(r)
	p := must(h.Messages.Delete(context.Background(), h.owner, DeleteMessageInput{MessageID: id}))
	h.happened(model.MessageDeleted, id, p.Cursor, "")
	h.live = slices.DeleteFunc(h.live, func(m model.ID) bool { return m == id })
}

func (h *history) message(r *rapid.T) model.ID {
	if len(h.live) == 0 {
		r.Skip("no message")
	}
	return rapid.SampledFrom(h.live).Draw(r, "message")
}

// Connect opens a stream after some event, or at the head.
func (h *history) Connect(r *rapid.T) {
	at := rapid.IntRange(0, len(h.cursors)).Draw(r, "after")
	after, next := (*string)(nil), int64(len(h.cursors))
	if at < len(h.cursors) {
		after, next = new(h.cursors[at].String()), int64(at)+1
	}
	s := must(h.Events.Open(context.Background(), h.owner, h.channel.ID, after))
	h.streams = append(h.streams, &reading{Stream: s, next: next})
}

// Page reads the newest messages, and connects after the page.
func (h *history) Page(r *rapid.T) {
	pages := must(h.Messages.MessagesOf(context.Background(), h.owner, []model.ID{h.channel.ID}, Page{Limit: 100, Backward: true}))
	page := pages[h.channel.ID]
	if len(page.Edges) != len(h.live) || page.ResumeCursor != h.cursors[len(h.cursors)-1] && len(h.cursors) > 1 {
		r.Fatalf("a page of %d, resuming at %d; want %d, %d", len(page.Edges), page.ResumeCursor.Number, len(h.live), len(h.cursors)-1)
	}
	s := must(h.Events.Open(context.Background(), h.owner, h.channel.ID, new(page.ResumeCursor.String())))
	h.streams = append(h.streams, &reading{Stream: s, next: int64(len(h.cursors))})
}

// Read takes some of what a stream owes.
func (h *history) Read(r *rapid.T) {
	s := h.stream(r)
	for range rapid.IntRange(0, 5).Draw(r, "events") {
		if s.next < int64(len(h.cursors)) {
			h.take(s)
		}
	}
}

// Resume drops a stream and goes on after the last event it delivered.
func (h *history) Resume(r *rapid.T) {
	s := h.stream(r)
	s.Close()
	s.Stream = must(h.Events.Open(context.Background(), h.owner, h.channel.ID, new(h.cursors[s.next-1].String())))
}

// Restart makes every stream end, and the next instance continue it.
func (h *history) Restart(*rapid.T) {
	h.Stop()
	for _, s := range h.streams {
		if _, err := s.Next(context.Background()); model.ErrorCode(err) != model.ShuttingDown {
			h.r.Fatalf("a stream of a stopped instance says %v", err)
		}
		s.Close()
	}
	h.Chat = New(h.db, h.broker, h.o)
	h.hub.SetLimits(smallLimits)
	for _, s := range h.streams {
		s.Stream = must(h.Events.Open(context.Background(), h.owner, h.channel.ID, new(h.cursors[s.next-1].String())))
	}
}

func (h *history) stream(r *rapid.T) *reading {
	if len(h.streams) == 0 {
		r.Skip("no stream")
	}
	return rapid.SampledFrom(h.streams).Draw(r, "stream")
}

func (h *history) take(s *reading) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	e, err := s.Next(ctx)
	if err != nil {
		h.r.Fatalf("event %d: %v", s.next, err)
	}
	if e.Cursor() != h.cursors[s.next] || e.Kind != h.kinds[s.next] || e.Message.ID != h.of[s.next] {
		h.r.Fatalf("got %d %s of %s, want %d %s of %s", e.Number, e.Kind, e.Message.ID, s.next, h.kinds[s.next], h.of[s.next])
	}
	if !h.fresh(e) {
		h.r.Fatalf("event %d carries %q, which is older than the event or deleted", e.Number, e.Message.Content)
	}
	s.next++
}

// fresh says whether an event's message is as of that event or later, and without text if it is deleted by now.
func (h *history) fresh(e *model.ChannelEvent) bool {
	versions := h.versions[e.Message.ID]
	last := versions[len(versions)-1]
	if last.content == "" {
		return e.Message.Content == "" && e.Message.DeletedAt != nil
	}
	return slices.ContainsFunc(versions, func(v version) bool {
		return v.from >= e.Number && v.content == e.Message.Content
	})
}

// finish takes what every stream is still owed, and sees that it is owed no more.
func (h *history) finish() {
	for _, s := range h.streams {
		for s.next < int64(len(h.cursors)) {
			h.take(s)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if e, err := s.Next(ctx); err != context.Canceled {
			h.r.Fatalf("a stream that is owed nothing says %v, %v", e, err)
		}
		s.Close()
	}
}

// Limits that are so small that streams fall behind the ring, and lose their pages, all the time.
var (
	smallLimits = stream.Limits{RingEvents: 3, RingsBytes: 1000, PagesBytes: 1000}
	smallRing   = stream.Limits{RingEvents: 3, RingsBytes: 32 << 20, PagesBytes: 8 << 20}
)

func TestLawOfTheStream(t *testing.T) {
	each(t, func(w *fixture) {
		rapid.Check(w.t, func(r *rapid.T) {
			channel := w.makeChannel("law")
			own := &fixture{Chat: New(w.db, w.broker, w.o), t: w.t, owner: w.owner, server: w.server, channel: channel}
			own.hub.SetLimits(smallLimits)
			h := &history{
				fixture: own, r: r, versions: map[model.ID][]version{},
				cursors: []model.Cursor{{ChannelID: channel.ID}}, kinds: []model.ChannelEventKind{""}, of: []model.ID{0},
			}
			r.Repeat(map[string]func(*rapid.T){
				"post": h.Post, "edit": h.Edit, "delete": h.Delete, "page": h.Page, "connect": h.Connect,
				"read": h.Read, "resume": h.Resume, "restart": h.Restart,
			})
			h.finish()
		})
	})
}

// Writers and readers at once: every reader sees the one order, though all of them drop and resume all the time.
func TestStreamsUnderLoad(t *testing.T) {
	const writers, readers, each1 = 4, 4, 50
	each(t, func(w *fixture) {
		ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
		defer cancel()
		beginning := model.Cursor{ChannelID: w.channel.ID}.String()
		var work sync.WaitGroup
		for range writers {
			work.Go(func() {
				for i := range each1 {
					in := PostMessageInput{ChannelID: w.channel.ID, Content: fmt.Sprint(i)}
					if _, err := w.Messages.Post(ctx, w.owner, in); err != nil {
						w.t.Error(err)
						return
					}
				}
			})
		}
		orders := make([][]model.ID, readers)
		for i := range readers {
			work.Go(func() { orders[i] = w.readAll(ctx, beginning, writers*each1, i+3) })
		}
		work.Wait()
		for _, order := range orders[1:] {
			if !slices.Equal(order, orders[0]) {
				w.t.Fatal("two readers saw two orders")
			}
		}
	})
}

// readAll reads n events, and resumes after every few.
func (w *fixture) readAll(ctx context.Context, after string, n, few int) (order []model.ID) {
	for len(order) < n {
		s, err := w.Events.Open(ctx, w.owner, w.channel.ID, &after)
		if err != nil {
			w.t.Error(err)
			return nil
		}
		for range few {
			if len(order) == n {
				break
			}
			e, err := s.Next(ctx)
			if err != nil || e.Number != int64(len(order))+1 {
				w.t.Errorf("after %d events: %+v, %v", len(order), e, err)
				s.Close()
				return nil
			}
			order, after = append(order, e.ID), e.Cursor().String()
		}
		s.Close()
	}
	return order
}
