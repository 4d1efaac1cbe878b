package chat

import (
	"database/sql"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/stream"
)

func TestCursorsThatAreRefused(t *testing.T) {
	each(t, func(w *fixture) {
		w.post("one")
		two := w.post("two").Cursor
		other := w.makeChannel("other")
		inOther, err := w.Messages.Post(w.t.Context(), w.owner, PostMessageInput{ChannelID: other.ID, Content: "x"})
		w.ok(err)
		for name, c := range map[string]struct {
			after string
			code  model.Code
		}{
			"garbage":             {"garbage", model.CursorInvalid},
			"empty":               {"", model.CursorInvalid},
			"an edge's":           {edgeCursor(1), model.CursorInvalid},
			"of another channel":  {inOther.Cursor.String(), model.CursorInvalid},
			"another id there":    {model.Cursor{ChannelID: w.channel.ID, Number: 1, EventID: two.EventID}.String(), model.CursorForked},
			"above the head":      {model.Cursor{ChannelID: w.channel.ID, Number: 3, EventID: two.EventID}.String(), model.CursorForked},
			"an id at number 0":   {model.Cursor{ChannelID: w.channel.ID, Number: 0, EventID: two.EventID}.String(), model.CursorForked},
			"far above the head":  {model.Cursor{ChannelID: w.channel.ID, Number: 1 << 62, EventID: 1}.String(), model.CursorForked},
			"changed in one char": {"B" + two.String()[1:], model.CursorInvalid},
		} {
			if _, err := w.Events.Open(w.t.Context(), w.owner, w.channel.ID, &c.after); model.ErrorCode(err) != c.code {
				w.t.Errorf("%s: %v, want %s", name, err, c.code)
			}
		}
		for _, c := range []model.Cursor{two, {ChannelID: w.channel.ID}} {
			s, err := w.Events.Open(w.t.Context(), w.owner, w.channel.ID, new(c.String()))
			w.ok(err)
			s.Close()
		}
	})
}

// An open stream whose history goes away beneath it, as a restore does, ends instead of continuing on another one.
func TestOpenStreamIsForked(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	w := newFixture(t, dbtest.Open(t, url))
	w.post("one")
	w.post("two")
	s, err := w.Events.Open(t.Context(), w.owner, w.channel.ID, nil)
	w.ok(err)
	defer s.Close()
	w.ok(w.hub.Poll(t.Context()))
	restore(t, url, "UPDATE channel_heads SET number = 1, event_id = (SELECT id FROM messages WHERE number = 1)",
		"DELETE FROM messages WHERE number = 2")
	w.ok(w.hub.Poll(t.Context()))
	_, err = s.Next(t.Context())
	w.code(model.CursorForked, err)
}

// Below the floor that retention has raised a cursor has expired; at the floor nothing is missing.
func TestCursorBelowTheFloor(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	w := newFixture(t, dbtest.Open(t, url))
	one, two, three := w.post("one").Cursor, w.post("two").Cursor, w.post("three").Cursor
	restore(t, url, "UPDATE channel_heads SET floor_number = 2, floor_event_id = (SELECT id FROM messages WHERE number = 2)",
		"DELETE FROM messages WHERE number <= 2")
	forged := model.Cursor{ChannelID: w.channel.ID, Number: 2, EventID: one.EventID}
	for cursor, code := range map[model.Cursor]model.Code{
		{ChannelID: w.channel.ID}: model.CursorExpired, one: model.CursorExpired, forged: model.CursorForked, two: "", three: "",
	} {
		s, err := w.Events.Open(t.Context(), w.owner, w.channel.ID, new(cursor.String()))
		w.code(code, err)
		if s == nil {
			continue
		}
		if cursor == two {
			e, err := s.Next(t.Context())
			w.ok(err)
			if e.Cursor() != three {
				t.Errorf("behind the floor comes %+v", e)
			}
		}
		s.Close()
	}
}

func restore(t *testing.T, url string, statements ...string) {
	t.Helper()
	raw := must(sql.Open("sqlite", strings.TrimPrefix(url, "sqlite:")))
	defer raw.Close()
	for _, q := range statements {
		must(raw.Exec(q))
	}
}

func TestStreamEndsWithAccess(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		for name, end := range map[string]struct {
			code model.Code
			by   func(channel *model.Channel, actor model.Actor)
		}{
			"channel deleted": {model.NotFound, func(ch *model.Channel, _ model.Actor) {
				_, err := w.Channels.Delete(ctx, w.owner, DeleteChannelInput{ChannelID: ch.ID})
				w.ok(err)
			}},
			"token revoked": {model.Unauthenticated, func(_ *model.Channel, a model.Actor) {
				_, err := w.AccessTokens.Revoke(ctx, w.owner, RevokeAccessTokenInput{AccessTokenID: a.CredentialID})
				w.ok(err)
			}},
		} {
			ch := w.makeChannel(name)
			made, err := w.AccessTokens.Create(ctx, w.owner, CreateAccessTokenInput{Name: "t", ChannelIDs: []model.ID{ch.ID}})
			w.ok(err)
			actor, err := w.SignIn.Authenticate(ctx, made.Secret)
			w.ok(err)
			s, err := w.Events.Open(ctx, actor, ch.ID, nil)
			w.ok(err)
			end.by(ch, actor)
			_, err = s.Next(ctx)
			if model.ErrorCode(err) != end.code {
				w.t.Errorf("%s: %v, want %s", name, err, end.code)
			}
			s.Close()
		}
	})
}

// A channel that the hub forgot while it is watched would never be read; one it keeps would leak.
func TestHubForgetsChannels(t *testing.T) {
	t.Parallel()
	w := newFixture(t, dbtest.SQLite(t))
	open := func() *stream.Stream { return must(w.Events.Open(t.Context(), w.owner, w.channel.ID, nil)) }
	a, b := open(), open()
	a.Close()
	if w.hub.Usage().Channels != 1 || w.hub.Usage().Users != 1 {
		t.Fatal("a channel with a stream was forgotten")
	}
	b.Close()
	if w.hub.Usage().Channels != 0 || w.hub.Usage().Users != 0 {
		t.Fatal("a channel without streams was kept")
	}
}
