package db_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

func TestNoWebhookInADeletedChannel(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, server := t.Context(), dbtest.Server(t, database, dbtest.User(t, database))
		kept, deleted := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
		hook := webhook(t, database, kept)
		dbtest.DeleteChannel(t, database, deleted)
		late := *hook
		late.ID, late.ChannelID = dbtest.ID(t, database, model.KindWebhook), deleted.ID
		wantCode(t, insertWebhook(ctx, database, &late), model.NotFound)
		err := updateWebhook(ctx, database, new(*hook), func(w *model.Webhook) { w.ChannelID = deleted.ID })
		wantCode(t, err, model.NotFound)
		now, err := database.Webhook(ctx, hook.ID)
		dbtest.OK(t, err)
		if now.ChannelID != kept.ID {
			t.Errorf("it is in %s", now.ChannelID)
		}
		dbtest.DeleteServer(t, database, server)
		late.ChannelID = kept.ID
		wantCode(t, insertWebhook(ctx, database, &late), model.NotFound)
	})
}

// A webhook that goes to and fro is changed all the same, and the changes do not wait for each other in a circle.
func TestChangeOfAWebhookThatMoves(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, server := t.Context(), dbtest.Server(t, database, dbtest.User(t, database))
		a, b := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
		hook := webhook(t, database, b)
		var changes sync.WaitGroup
		for _, to := range []*model.Channel{a, b} {
			changes.Go(func() {
				for range 10 {
					err := updateWebhook(ctx, database, new(*hook), func(w *model.Webhook) { w.ChannelID = to.ID })
					if err != nil { // no deadlock, above all
						t.Error(err)
					}
				}
			})
		}
		changes.Go(func() {
			for range 10 {
				results, err := dbtest.AppendPosts(ctx, database, []db.Post{post(t, database, b, nil, nil), post(t, database, a, nil, nil)}, false)
				if err != nil || results[0].Err != nil || results[1].Err != nil {
					t.Errorf("%+v, %v", results, err)
				}
			}
		})
		changes.Wait()
	})
}

// While a change waits for its server, the webhook is moved away: the change is made where it is then.
func TestWebhookMovedBeforeTheLock(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, server := t.Context(), dbtest.Server(t, database, dbtest.User(t, database))
		a, b := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
		hook := webhook(t, database, a)
		changed := make(chan error, 1)
		dbtest.OK(t, database.Tx(ctx, func(ctx context.Context, tx bun.Tx) error {
			if _, err := tx.NewUpdate().Model(server).Column("name").WherePK().Exec(ctx); err != nil {
				return err
			}
			go func() {
				err := updateWebhook(t.Context(), database, new(*hook), func(w *model.Webhook) { w.Name = "Renamed" })
				changed <- err
			}()
			_, err := tx.NewUpdate().Model(&model.Webhook{ID: hook.ID, ChannelID: b.ID}).Column("channel_id").WherePK().Exec(ctx)
			return err
		}))
		dbtest.OK(t, <-changed)
		now, err := database.Webhook(ctx, hook.ID)
		dbtest.OK(t, err)
		if now.ChannelID != b.ID || now.Name != "Renamed" {
			t.Errorf("%+v", now)
		}
	})
}

// Of several instances that note a use, the first one's is written, and no other in the same minute.
func TestTouchWebhookOnceAMinute(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		hook := webhook(t, database, dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database))))
		first := model.Now()
		for _, c := range []struct{ after, want time.Duration }{{0, 0}, {59 * time.Second, 0}, {61 * time.Second, 61 * time.Second}} {
			at := first.Add(c.after)
			dbtest.OK(t, database.TouchWebhook(t.Context(), hook.ID, at, at.Add(-time.Minute)))
			now, err := database.Webhook(t.Context(), hook.ID)
			dbtest.OK(t, err)
			if now.LastUsedAt == nil || !now.LastUsedAt.Equal(first.Add(c.want)) {
				t.Errorf("%v later it was last used at %v", c.after, now.LastUsedAt)
			}
		}
	})
}
