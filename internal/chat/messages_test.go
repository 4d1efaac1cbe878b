package chat

import (
	"testing"

	"chattr/internal/model"
)

func TestPostEditDelete(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		posted := w.post("\n  hello\n")
		if m := posted.Message; m.Content != "  hello" || m.Number != 1 || posted.Cursor.Number != 1 || m.AuthorKind != model.AuthorUser {
			t.Fatalf("posted %+v", m)
		}
		edited, err := w.Messages.Edit(ctx, w.owner, EditMessageInput{MessageID: posted.Message.ID, Content: "better"})
		w.ok(err)
		if edited.Message.Content != "better" || edited.Message.EditedAt == nil || edited.Cursor.Number != 2 {
			t.Fatalf("edited %+v", edited)
		}
		deleted, err := w.Messages.Delete(ctx, w.owner, DeleteMessageInput{MessageID: posted.Message.ID})
		w.ok(err)
		if deleted.Message.Content != "better" || deleted.Cursor.Number != 3 {
			t.Fatalf("deleted %+v", deleted)
		}
		_, err = w.Messages.Get(ctx, w.owner, posted.Message.ID)
		w.code(model.NotFound, err)
		_, err = w.Messages.Delete(ctx, w.owner, DeleteMessageInput{MessageID: posted.Message.ID})
		w.code(model.NotFound, err)
	})
}

func TestMessageOfOthers(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, m := w.t.Context(), w.post("mine").Message
		member, moderator := w.member(), w.member(model.ManageMessages)
		_, err := w.Messages.Edit(ctx, moderator, EditMessageInput{MessageID: m.ID, Content: "yours"})
		w.code(model.Forbidden, err)
		_, err = w.Messages.Delete(ctx, member, DeleteMessageInput{MessageID: m.ID})
		w.code(model.Forbidden, err)
		_, err = w.Messages.Delete(ctx, moderator, DeleteMessageInput{MessageID: m.ID})
		w.ok(err)
	})
}

func TestPages(t *testing.T) {
	each(t, func(w *fixture) {
		for range 7 {
			w.post("m")
		}
		deleted := w.post("gone").Message
		_, err := w.Messages.Delete(w.t.Context(), w.owner, DeleteMessageInput{MessageID: deleted.ID})
		w.ok(err)

		last := w.page(nil, nil, new(3), nil)
		numbers(t, last, 5, 6, 7)
		if !last.PageInfo.HasPreviousPage || last.PageInfo.HasNextPage || last.ResumeCursor.Number != 9 {
			t.Fatalf("%+v, resume at %d", last.PageInfo, last.ResumeCursor.Number)
		}
		numbers(t, w.page(nil, nil, new(3), last.PageInfo.StartCursor), 2, 3, 4)
		first := w.page(new(2), nil, nil, nil)
		numbers(t, first, 1, 2)
		if !first.PageInfo.HasNextPage || first.PageInfo.HasPreviousPage {
			t.Fatalf("%+v", first.PageInfo)
		}
		rest := w.page(new(100), first.PageInfo.EndCursor, nil, nil)
		numbers(t, rest, 3, 4, 5, 6, 7)
		if rest.PageInfo.HasNextPage {
			t.Fatal("there is nothing more")
		}
		numbers(t, w.page(new(0), nil, nil, nil))
	})
}

func TestEmptyChannel(t *testing.T) {
	each(t, func(w *fixture) {
		c := w.page(nil, nil, nil, nil)
		if len(c.Edges) != 0 || c.ResumeCursor.Number != 0 || c.ResumeCursor.ChannelID != w.channel.ID {
			t.Fatalf("%+v", c)
		}
	})
}

func (w *fixture) page(first *int, after *string, last *int, before *string) *MessageConnection {
	w.t.Helper()
	p, err := ParsePage(model.KindMessage, first, after, last, before)
	w.ok(err)
	pages, err := w.Messages.MessagesOf(w.t.Context(), w.owner, []model.ID{w.channel.ID}, p)
	w.ok(err)
	return pages[w.channel.ID]
}

func numbers(t *testing.T, c *MessageConnection, want ...int64) {
	t.Helper()
	if len(c.Edges) != len(want) {
		t.Fatalf("%d messages, want %v", len(c.Edges), want)
	}
	for i, e := range c.Edges {
		if e.Node.Number != want[i] {
			t.Fatalf("message %d has number %d, want %d", i, e.Node.Number, want[i])
		}
	}
}
