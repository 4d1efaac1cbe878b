package chat

import (
	"context"
	"testing"
	"time"

	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// Two instances whose hints never reach each other: the poll alone brings the events, within two seconds.
func TestEventsArriveWithoutHints(t *testing.T) {
	each(t, func(w *fixture) {
		neighbour := New(w.db, &pubsub.Local{}, w.o)
		running, stop := context.WithCancel(w.t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); neighbour.Run(running) }()
		defer func() { stop(); <-ended }()

		s, err := neighbour.Events.Open(w.t.Context(), w.owner, w.channel.ID, nil)
		w.ok(err)
		defer s.Close()
		posted := w.post("hello")
		ctx, cancel := context.WithTimeout(w.t.Context(), 3*2*time.Second) // threefold slack
		defer cancel()
		e, err := s.Next(ctx)
		w.ok(err)
		if e.Cursor() != posted.Cursor {
			w.t.Fatalf("got %+v", e)
		}
	})
}

// A deletion on this instance reaches what a stream has read ahead, before the deletion is answered.
func TestDeletedTextIsNotDelivered(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.post("first")
		secret := w.post("secret")
		beginning := model.Cursor{ChannelID: w.channel.ID}.String()
		s, err := w.Events.Open(ctx, w.owner, w.channel.ID, &beginning) // has read both
		w.ok(err)
		defer s.Close()
		_, err = s.Next(ctx)
		w.ok(err)
		_, err = w.Messages.Delete(ctx, w.owner, DeleteMessageInput{MessageID: secret.Message.ID})
		w.ok(err)
		e, err := s.Next(ctx)
		w.ok(err)
		if e.Kind != model.MessagePosted || e.Message.Content != "" || e.Message.DeletedAt == nil {
			t.Fatalf("event %d carries %q", e.Number, e.Message.Content)
		}
	})
}

// A deletion on another instance is in every stream that is opened after it was answered, also if no hint of it has come.
func TestTextDeletedOnAnotherInstanceIsNotDelivered(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		neighbour := New(w.db, &pubsub.Local{}, w.o)
		w.t.Cleanup(neighbour.hub.Wait)
		before := w.post("first").Cursor.String()
		secret := w.post("secret")
		watching, err := neighbour.Events.Open(ctx, w.owner, w.channel.ID, &before) // and so it is in the ring there
		w.ok(err)
		defer watching.Close()
		_, err = w.Messages.Delete(ctx, w.owner, DeleteMessageInput{MessageID: secret.Message.ID})
		w.ok(err)
		s, err := neighbour.Events.Open(ctx, w.owner, w.channel.ID, &before)
		w.ok(err)
		defer s.Close()
		e, err := s.Next(ctx)
		w.ok(err)
		if e.Kind != model.MessagePosted || e.Message.Content != "" || e.Message.DeletedAt == nil {
			w.t.Fatalf("event %d carries %q", e.Number, e.Message.Content)
		}
	})
}
