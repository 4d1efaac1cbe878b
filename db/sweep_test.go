package db_test

import (
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Sweep removes all that deleted things leave behind, in bites, and nothing else.
func TestSweep(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, owner := t.Context(), dbtest.User(t, database)
		kept, deleted := dbtest.Server(t, database, owner), dbtest.Server(t, database, owner)
		keptChannel, deletedChannel := dbtest.Channel(t, database, kept), dbtest.Channel(t, database, kept)
		channels := []model.ID{keptChannel.ID, deletedChannel.ID, dbtest.Channel(t, database, deleted).ID}
		for _, channel := range channels {
			fill(t, database, channel, 25)
		}
		now := model.Now()
		dbtest.DeleteChannel(t, database, deletedChannel)
		dbtest.DeleteServer(t, database, deleted)

		bites := 0
		for more := true; more; bites++ {
			var err error
			more, err = database.Sweep(ctx, now, 10)
			dbtest.OK(t, err)
		}
		if bites < 6 {
			t.Errorf("50 messages were gone after %d bites of 10", bites)
		}
		heads, err := database.Heads(ctx, channels)
		dbtest.OK(t, err)
		if len(heads) != 1 || heads[keptChannel.ID].Number != 25 {
			t.Errorf("the heads left are %v", heads)
		}
		for i, channel := range channels {
			events, _, err := database.Events(ctx, channel, 1, 100, 1<<20)
			dbtest.OK(t, err)
			if want := map[int]int{0: 25}[i]; len(events) != want {
				t.Errorf("channel %d has %d messages left, want %d", i, len(events), want)
			}
		}
		if n, err := database.CountOf((*model.Server)(nil), "owner_id", owner.ID); n != 1 || err != nil {
			t.Errorf("%d servers are left, %v", n, err)
		}
	})
}

// Rows that have expired are removed, rows that have not stay.
func TestSweepExpired(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, user, now := t.Context(), dbtest.User(t, database), model.Now()
		for hash, end := range map[string]time.Time{"old": now, "new": now.Add(time.Second)} {
			link := &model.SignInLink{
				ID: dbtest.ID(t, database, model.KindSignInLink), UserID: user.ID, TokenHash: []byte(hash),
				CreatedAt: now.Add(-time.Hour), ExpiresAt: end,
			}
			dbtest.OK(t, dbtest.ChangeUser(ctx, database, user.ID, func(tx *db.Tx) error { return tx.InsertSignInLink(link) }))
		}
		_, err := database.Sweep(ctx, now, 10)
		dbtest.OK(t, err)
		for hash, code := range map[string]model.Code{"old": model.NotFound, "new": ""} {
			err := dbtest.ChangeUser(ctx, database, user.ID, func(tx *db.Tx) error {
				return tx.UseSignInLink(user.ID, []byte(hash), now.Add(-time.Hour))
			})
			if got := model.ErrorCode(err); got != code {
				t.Errorf("the %s link: %v", hash, err)
			}
		}
	})
}

func fill(t *testing.T, database *db.DB, channel model.ID, n int) {
	t.Helper()
	posts := make([]db.Post, n)
	for i := range posts {
		posts[i].By = db.ByActor(model.Actor{User: &model.User{ID: 1}}, 1)
		posts[i].Message = &model.Message{
			ID: dbtest.ID(t, database, model.KindMessage), ChannelID: channel,
			AuthorKind: model.AuthorUser, AuthorName: "a", Content: "c", CreatedAt: model.Now(),
		}
	}
	results, err := dbtest.AppendPosts(t.Context(), database, posts, false)
	dbtest.OK(t, err)
	for i, r := range results {
		if r.Err != nil || r.Message.Number != int64(i)+1 {
			t.Fatalf("post %d: %+v", i, r)
		}
	}
}

// A token can be looked at for a month after it has expired.
func TestSweepExpiredTokens(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, user, now := t.Context(), dbtest.User(t, database), model.Now()
		const month = 30 * 24 * time.Hour
		kept := map[model.ID]model.Code{}
		for _, end := range []struct {
			at   *time.Time
			code model.Code
		}{{nil, ""}, {new(now.Add(time.Hour)), ""}, {new(now.Add(time.Second - month)), ""}, {new(now.Add(-month)), model.NotFound}} {
			token := &model.AccessToken{
				ID: dbtest.ID(t, database, model.KindAccessToken), UserID: user.ID, CreatedAt: now.Add(-2 * month), ExpiresAt: end.at,
			}
			token.TokenHash = []byte(token.ID.String())
			dbtest.OK(t, dbtest.ChangeUser(ctx, database, user.ID, func(tx *db.Tx) error { return tx.InsertAccessToken(token) }))
			kept[token.ID] = end.code
		}
		_, err := database.Sweep(ctx, now, 10)
		dbtest.OK(t, err)
		for id, code := range kept {
			if _, err := database.AccessToken(ctx, id); model.ErrorCode(err) != code {
				t.Errorf("%v, want %q", err, code)
			}
		}
		if n, err := database.CountOf((*model.AccessToken)(nil), "user_id", user.ID); n != 3 || err != nil {
			t.Errorf("%d tokens are left, %v", n, err)
		}
	})
}
