package db_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Posts for the fast path are stored and numbered in order. Other posts use no number and are left to Append.
func TestAppendFastStoresOnlyPostsForTheFastPath(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx := t.Context()
		server := dbtest.Server(t, database, dbtest.User(t, database))
		a, b, closed := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
		good, changed, deleted := webhook(t, database, a), *webhook(t, database, a), webhook(t, database, a)
		err := updateWebhook(ctx, database, new(changed), func(w *model.Webhook) { w.TokenHash = []byte("new") })
		dbtest.OK(t, err)
		err = deleteWebhook(ctx, database, new(*deleted))
		dbtest.OK(t, err)
		dbtest.DeleteChannel(t, database, closed)
		key := func(name string) *model.IdempotencyKey {
			return &model.IdempotencyKey{ScopeID: good.ID, KeyHash: []byte(name), Fingerprint: []byte("f")}
		}
		batch := sameTime(
			post(t, database, a, nil, nil), post(t, database, closed, nil, nil), post(t, database, a, good, key("k")),
			post(t, database, a, &changed, key("unused")), post(t, database, a, deleted, nil), post(t, database, b, nil, nil),
			post(t, database, a, good, key("k")), post(t, database, a, good, key("l")), post(t, database, b, nil, nil),
		)
		want := []int64{1, 0, 2, 0, 0, 1, 0, 3, 2}
		stored, err := database.AppendFastUnchecked(ctx, batch)
		dbtest.OK(t, err)
		for i, p := range batch {
			if stored[i] != (want[i] > 0) || stored[i] && p.Message.Number != want[i] {
				t.Errorf("post %d: stored %v as number %d, want %d", i, stored[i], p.Message.Number, want[i])
			}
		}
		heads, err := database.Heads(ctx, []model.ID{a.ID, b.ID, closed.ID})
		dbtest.OK(t, err)
		if heads[a.ID].Number != 3 || heads[a.ID].EventID != batch[7].Message.ID || heads[b.ID].EventID != batch[8].Message.ID || heads[closed.ID].Number != 0 {
			t.Errorf("%+v", heads)
		}
		// The key of a post that was not plain is still free; one that was taken answers the first message.
		rest, err := dbtest.AppendPosts(ctx, database, []db.Post{post(t, database, a, good, key("unused")), batch[6], batch[3]}, false)
		dbtest.OK(t, err)
		if rest[0].Message.Number != 4 || !rest[1].Replayed || rest[1].Message.ID != batch[2].Message.ID || model.ErrorCode(rest[2].Err) != model.NotFound {
			t.Errorf("%+v", rest)
		}
	})
}

// A first batch that runs out of time waiting for the writer says so, and leaves nothing that the next one stumbles over.
func TestTheFirstFastBatchMayFail(t *testing.T) {
	t.Parallel()
	database := dbtest.Open(t, dbtest.SQLiteURL(t))
	channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
	batch := sameTime(post(t, database, channel, nil, nil))
	writer, err := database.Write().Conn(t.Context())
	dbtest.OK(t, err)
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := database.AppendFastUnchecked(soon, batch); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want that time ran out", err)
	}
	dbtest.OK(t, writer.Close())
	stored, err := database.AppendFastUnchecked(t.Context(), batch)
	if err != nil || !stored[0] {
		t.Errorf("%v, %v", stored, err)
	}
}

// A row is the same whichever way it was stored.
func TestRowsOfTheFastPathEqualModels(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
		rapid.Check(t, func(r *rapid.T) {
			text := rapid.StringOfN(rapid.RuneFrom(nil, unicode.L, unicode.M, unicode.So, unicode.P, unicode.Zs), 1, 40, -1)
			p := post(t, database, channel, nil, nil)
			p.Message.AuthorName, p.Message.Content = text.Draw(r, "name"), text.Draw(r, "content")
			p.Message.AuthorKind, p.Message.AuthorID = model.AuthorUser, 12345
			p.Message.AvatarURL = rapid.Ptr(text, true).Draw(r, "avatar")
			p.Message.CreatedAt = time.UnixMicro(rapid.Int64Range(0, 4e15).Draw(r, "time")).UTC()
			stored, err := database.AppendFastUnchecked(t.Context(), []db.Post{p})
			if err != nil || !stored[0] {
				r.Fatalf("%v %v", stored, err)
			}
			back := &model.Message{ID: p.Message.ID}
			if err := database.Read().NewSelect().Model(back).WherePK().Scan(t.Context()); err != nil || !reflect.DeepEqual(back, p.Message) {
				r.Fatalf("%v\nwrote %+v\nread  %+v", err, p.Message, back)
			}
		})
	})
}

// Batches of every size fill their chunks.
func TestAppendFastOfEverySize(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
		next := int64(1)
		for _, size := range []int{1, 3, 4, 5, 15, 16, 17, 63, 64, 65, 150, 256} {
			var batch []db.Post
			for i := range size {
				p := post(t, database, channel, nil, nil)
				p.Message.Content = fmt.Sprint(next + int64(i))
				batch = append(batch, p)
			}
			_, err := database.AppendFastUnchecked(t.Context(), sameTime(batch...))
			dbtest.OK(t, err)
			for _, p := range batch {
				if p.Message.Number != next || p.Message.Content != fmt.Sprint(next) {
					t.Fatalf("of %d: got number %d, want %d", size, p.Message.Number, next)
				}
				next++
			}
		}
		events, _, err := database.Events(t.Context(), channel.ID, next-100, 100, 1<<20)
		dbtest.OK(t, err)
		if len(events) != 100 || events[99].Message.Content != fmt.Sprint(next-1) {
			t.Errorf("%d events", len(events))
		}
	})
}

// A channel that another transaction holds does not make the posts to other channels wait.
func TestAppendFastSkipsALockedHead(t *testing.T) {
	t.Parallel()
	database := dbtest.Postgres(t)
	server := dbtest.Server(t, database, dbtest.User(t, database))
	held, free := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
	tx, err := database.Write().BeginTx(t.Context(), nil)
	dbtest.OK(t, err)
	defer func() { _ = tx.Rollback() }()
	_, err = tx.Exec("SELECT 1 FROM channel_heads WHERE channel_id = ? FOR NO KEY UPDATE", held.ID)
	dbtest.OK(t, err)
	stored, err := database.AppendFastUnchecked(t.Context(), sameTime(post(t, database, held, nil, nil), post(t, database, free, nil, nil)))
	dbtest.OK(t, err)
	if stored[0] || !stored[1] {
		t.Errorf("stored %v", stored)
	}
	// The careful way waits for it, and gives up within its time.
	_, err = dbtest.AppendPosts(t.Context(), database, []db.Post{post(t, database, held, nil, nil)}, false)
	if model.ErrorCode(err) != model.StoreUnavailable || database.IsOutage(err) {
		t.Errorf("got %v", err)
	}
}

// After an attempt with an unknown end, what it stored is found and nothing is stored twice.
func TestAppendAgainFindsItsOwn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
		hook := webhook(t, database, channel)
		key := &model.IdempotencyKey{ScopeID: hook.ID, KeyHash: []byte("k"), Fingerprint: []byte("f")}
		batch := sameTime(post(t, database, channel, nil, nil), post(t, database, channel, hook, key))
		_, err := database.AppendFastUnchecked(t.Context(), batch)
		dbtest.OK(t, err)
		err = deleteWebhook(t.Context(), database, new(*hook)) // the messages that it posted stay
		dbtest.OK(t, err)
		batch = append(batch, post(t, database, channel, nil, nil))
		results, err := dbtest.AppendPosts(t.Context(), database, batch, true)
		dbtest.OK(t, err)
		for i, r := range results {
			if r.Err != nil || r.Replayed || r.Message.Number != int64(i+1) || r.Message.ID != batch[i].Message.ID {
				t.Errorf("post %d: %+v", i, r)
			}
		}
	})
}

func sameTime(posts ...db.Post) []db.Post {
	for _, p := range posts {
		p.Message.CreatedAt = posts[0].Message.CreatedAt
		if p.Key != nil {
			p.Key.CreatedAt = p.Message.CreatedAt
		}
	}
	return posts
}
