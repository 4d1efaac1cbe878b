package db_test

import (
	"errors"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// One batch contains posts to two channels, to a deleted one, by a valid webhook and by ones that are not, and equal keys. A
// post that is refused uses no number and harms no neighbour.
func TestAppendBatch(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx := t.Context()
		server := dbtest.Server(t, database, dbtest.User(t, database))
		a, b, deleted := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
		good := webhook(t, database, a)
		revoked, disabled, moved := *webhook(t, database, a), webhook(t, database, a), *webhook(t, database, a)
		revoked.TokenHash = []byte("the old one")
		disabled.Enabled = false
		movedLate := *webhook(t, database, deleted) // before its channel was deleted
		err := updateWebhook(ctx, database, new(*disabled), func(w *model.Webhook) { w.Enabled = false })
		dbtest.OK(t, err)
		err = updateWebhook(ctx, database, new(moved), func(w *model.Webhook) { w.ChannelID = b.ID })
		dbtest.OK(t, err)
		err = updateWebhook(ctx, database, new(movedLate), func(w *model.Webhook) { w.ChannelID = b.ID })
		dbtest.OK(t, err)
		dbtest.DeleteChannel(t, database, deleted)

		key := func(fingerprint string) *model.IdempotencyKey {
			return &model.IdempotencyKey{ScopeID: good.ID, KeyHash: []byte("key"), Fingerprint: []byte(fingerprint)}
		}
		batch := []db.Post{
			post(t, database, a, nil, nil),
			post(t, database, deleted, nil, nil),
			post(t, database, a, good, key("x")),
			post(t, database, a, &revoked, nil),
			post(t, database, a, disabled, nil),
			post(t, database, a, &moved, nil),
			post(t, database, a, good, key("x")),
			post(t, database, a, good, key("y")),
			post(t, database, b, nil, nil),
			post(t, database, a, nil, nil),
			post(t, database, deleted, &movedLate, nil),
		}
		results, err := dbtest.AppendPosts(ctx, database, batch, false)
		dbtest.OK(t, err)
		for i, want := range []struct {
			number int64
			code   model.Code
		}{
			{1, ""},
			{0, model.NotFound},
			{2, ""},
			{0, model.NotFound},
			{0, model.WebhookDisabled},
			{0, model.Internal},
			{2, ""},
			{0, model.IdempotencyKeyReused},
			{1, ""},
			{3, ""},
			{0, model.Internal},
		} {
			got := results[i]
			if model.ErrorCode(got.Err) != want.code || want.code == "" && got.Message.Number != want.number {
				t.Errorf("post %d: %+v, want number %d, code %q", i, got, want.number, want.code)
			}
		}
		if !errors.Is(results[5].Err, db.ErrWebhookChanged) || !errors.Is(results[10].Err, db.ErrWebhookChanged) ||
			!results[6].Replayed || results[2].Replayed {
			t.Errorf("%+v", results)
		}
		again, err := dbtest.AppendPosts(ctx, database, []db.Post{post(t, database, a, good, key("x"))}, false)
		dbtest.OK(t, err)
		if !again[0].Replayed || again[0].Message.ID != batch[2].Message.ID {
			t.Errorf("a later post with the key: %+v", again[0])
		}
		events, _, err := database.Events(ctx, a.ID, 1, 100, 1<<20)
		dbtest.OK(t, err)
		if len(events) != 3 || events[2].ID != batch[9].Message.ID {
			t.Errorf("%d events", len(events))
		}
	})
}

// A key stands for its message for 24 hours, and then for the next.
func TestKeyExpires(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
		hook, start := webhook(t, database, channel), model.Now()
		for _, step := range []struct {
			after    time.Duration
			replayed bool
		}{{0, false}, {24*time.Hour - 1000, true}, {24 * time.Hour, false}, {25 * time.Hour, true}} {
			p := post(t, database, channel, hook, &model.IdempotencyKey{
				ScopeID: hook.ID, KeyHash: []byte("k"), Fingerprint: []byte("f"),
			})
			p.Key.CreatedAt = start.Add(step.after)
			results, err := dbtest.AppendPosts(t.Context(), database, []db.Post{p}, false)
			dbtest.OK(t, err)
			if results[0].Replayed != step.replayed {
				t.Errorf("%s later: replayed %v", step.after, results[0].Replayed)
			}
		}
	})
}

func webhook(t *testing.T, database *db.DB, channel *model.Channel) *model.Webhook {
	t.Helper()
	w := &model.Webhook{
		ID: dbtest.ID(t, database, model.KindWebhook), ServerID: channel.ServerID, ChannelID: channel.ID,
		Name: "CI", TokenHash: []byte("hash"), Enabled: true, CreatedAt: model.Now(),
	}
	dbtest.OK(t, insertWebhook(t.Context(), database, w))
	return w
}

// post returns a post by the URL of a webhook or, if hook is nil, by a user.
func post(
	t *testing.T, database *db.DB, channel *model.Channel, hook *model.Webhook, key *model.IdempotencyKey,
) db.Post {
	t.Helper()
	m := &model.Message{
		ID: dbtest.ID(t, database, model.KindMessage), ChannelID: channel.ID,
		AuthorKind: model.AuthorUser, AuthorName: "a", Content: "c", CreatedAt: model.Now(),
	}
	if key != nil {
		key.MessageID, key.CreatedAt = m.ID, m.CreatedAt
	}
	by := db.ByURL()
	if hook == nil {
		by = db.ByActor(model.Actor{User: &model.User{ID: 1}}, channel.ServerID)
	}
	return db.Post{Message: m, Webhook: hook, Key: key, By: by}
}

// TestNoPostWithoutAuthority checks that a post is refused if nothing authorizes it: neither path stores it.
func TestNoPostWithoutAuthority(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
		nothing, noWebhook, byUser := post(t, database, channel, nil, nil), post(t, database, channel, nil, nil), post(t, database, channel, nil, nil)
		nothing.By, noWebhook.By = db.Authority{}, db.ByURL()
		for name, p := range map[string]db.Post{"no authority": nothing, "no webhook": noWebhook, "user on the fast path": byUser} {
			if _, err := database.AppendFast(t.Context(), []db.Post{p}); err == nil {
				t.Errorf("the fast path, %s: it was stored", name)
			}
		}
		for name, p := range map[string]db.Post{"no authority": nothing, "no webhook": noWebhook} {
			if _, err := dbtest.AppendPosts(t.Context(), database, []db.Post{p}, false); err == nil {
				t.Errorf("the slow path, %s: it was stored", name)
			}
		}
		err := database.InTx(t.Context(), func(tx *db.Tx) error {
			batch, err := tx.LockPosts([]db.Post{byUser}, false)
			if err != nil {
				return err
			}
			_, err = batch.Store(tx)
			return err
		})
		if err == nil {
			t.Error("got an unauthorized post by a user stored, want it refused")
		}
	})
}
