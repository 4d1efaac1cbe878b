package stream

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// smallRing is a limit so small that streams fall behind the ring.
const smallRing = 3

// fixture is a hub on a database of its own, with a channel, a webhook that posts, and a reader. Every actor may see every channel,
// except the users in refused.
type fixture struct {
	*Hub
	t       *testing.T
	reader  model.Actor
	server  *model.Server
	channel *model.Channel
	refused map[model.ID]*atomic.Bool
}

// each runs a test on both databases.
func each(t *testing.T, f func(f *fixture)) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) { f(newFixture(t, database, slog.Default())) })
}

func newFixture(t *testing.T, database *db.DB, log *slog.Logger) *fixture {
	t.Helper()
	f := &fixture{t: t, refused: map[model.ID]*atomic.Bool{}}
	f.Hub = NewHub(database, Options{CheckAccess: f.checkAccess, Now: model.Now, Log: log})
	t.Cleanup(f.Wait)
	f.reader = f.user()
	f.server = dbtest.Server(t, database, f.reader.User)
	f.channel = dbtest.Channel(t, database, f.server)
	return f
}

// user returns an actor who may see every channel until refused says otherwise.
func (f *fixture) user() model.Actor {
	actor := model.Actor{User: dbtest.User(f.t, f.db)}
	f.refused[actor.UserID()] = new(atomic.Bool)
	return actor
}

func (f *fixture) checkAccess(ctx context.Context, actor model.Actor, _ model.ID) (model.Actor, error) {
	if err := f.db.Ping(ctx); err != nil { // fails while the database is unavailable
		return actor, err
	}
	if f.refused[actor.UserID()].Load() {
		return actor, model.NoSuch("channel")
	}
	return actor, nil
}

// open opens a stream of a channel after a cursor.
func (f *fixture) open(actor model.Actor, channel *model.Channel, after *string) *Stream {
	f.t.Helper()
	s, err := f.Open(f.t.Context(), actor, channel.ID, after)
	dbtest.OK(f.t, err)
	return s
}

// next returns the next event of a stream.
func (f *fixture) next(s *Stream) *model.ChannelEvent {
	f.t.Helper()
	e, err := s.Next(f.t.Context())
	dbtest.OK(f.t, err)
	return e
}

// webhook creates a webhook that posts to a channel.
func (f *fixture) webhook(channel *model.Channel) *model.Webhook {
	f.t.Helper()
	hook := &model.Webhook{
		ID: dbtest.ID(f.t, f.db, model.KindWebhook), ServerID: f.server.ID, ChannelID: channel.ID, Name: "CI",
		TokenHash: []byte("hash"), Enabled: true, CreatedAt: model.Now(),
	}
	dbtest.OK(f.t, dbtest.ChangeServer(f.t.Context(), f.db, f.server.ID, func(tx *db.Tx) error {
		if _, err := tx.Channel(channel.ID); err != nil {
			return err
		}
		return tx.InsertWebhook(hook)
	}))
	return hook
}

// post stores a message by a webhook, and has the hub read it.
func (f *fixture) post(hook *model.Webhook, content string) *model.Message {
	f.t.Helper()
	m := &model.Message{
		ID: dbtest.ID(f.t, f.db, model.KindMessage), ChannelID: hook.ChannelID, AuthorKind: model.AuthorWebhook, AuthorID: hook.ID,
		AuthorName: hook.Name, Content: content, CreatedAt: model.Now(),
	}
	results, err := dbtest.AppendPosts(f.t.Context(), f.db, []db.Post{{Message: m, Webhook: hook, By: db.ByURL()}}, false)
	dbtest.OK(f.t, err)
	dbtest.OK(f.t, results[0].Err)
	f.Wake(hook.ChannelID)
	return results[0].Message
}
