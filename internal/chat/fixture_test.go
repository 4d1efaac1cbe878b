package chat

import (
	"context"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// world is an application on a database of its own, with a server whose owner is `owner`, and a channel.
type fixture struct {
	*Chat
	t       *testing.T
	owner   model.Actor
	server  *model.Server
	channel *model.Channel
}

// each runs a test on both databases.
func each(t *testing.T, f func(w *fixture)) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) { f(newFixture(t, database)) })
}

func newFixture(t *testing.T, database *db.DB) *fixture {
	t.Helper()
	w := &fixture{Chat: New(database, &pubsub.Local{}, Options{PublicURL: "https://chattr.test"}), t: t}
	t.Cleanup(w.background.Wait)
	t.Cleanup(w.hub.Wait)
	w.owner = model.Actor{User: dbtest.User(t, database)}
	w.server = must(w.Servers.Create(t.Context(), w.owner, CreateServerInput{Name: "Test"})).Server
	w.channel = w.makeChannel("deploys")
	return w
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func (w *fixture) makeChannel(name string) *model.Channel {
	in := CreateChannelInput{ServerID: w.server.ID, Name: name}
	return must(w.Channels.Create(w.t.Context(), w.owner, in)).Channel
}

// member is a new member of the server with a role that has those permissions.
func (w *fixture) member(permissions ...model.Permission) model.Actor {
	w.t.Helper()
	ctx, user := w.t.Context(), dbtest.User(w.t, w.db)
	ids := must(w.newIDs(ctx, model.KindMember, model.KindRole))
	m := &model.Member{ID: ids[0], ServerID: w.server.ID, UserID: user.ID, CreatedAt: model.Now()}
	r := &model.Role{
		ID: ids[1], ServerID: w.server.ID, Name: "role", Permissions: model.PermissionSet(permissions...), CreatedAt: model.Now(),
	}
	w.ok(dbtest.ChangeServer(ctx, w.db, w.server.ID, func(tx *db.Tx) error {
		if err := tx.InsertMember(m); err != nil {
			return err
		}
		if err := tx.InsertRole(r); err != nil {
			return err
		}
		if _, err := tx.Role(r.ID); err != nil {
			return err
		}
		return tx.InsertMemberRole(r, m)
	}))
	return model.Actor{User: user}
}

func (w *fixture) post(content string) *PostMessagePayload {
	w.t.Helper()
	p, err := w.Messages.Post(w.t.Context(), w.owner, PostMessageInput{ChannelID: w.channel.ID, Content: content})
	w.ok(err)
	return p
}

func (w *fixture) ok(err error) {
	w.t.Helper()
	dbtest.OK(w.t, err)
}

func (w *fixture) code(want model.Code, err error) {
	w.t.Helper()
	if got := model.ErrorCode(err); got != want {
		w.t.Fatalf("got %v, want code %s", err, want)
	}
}

// runs has the application do its background work until the test ends.
func (w *fixture) runs() {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); w.Run(ctx) }()
	w.t.Cleanup(func() { cancel(); <-ended })
}

// head is where the numbering of the channel stands.
func (w *fixture) head() model.Head {
	w.t.Helper()
	heads, err := w.db.Heads(w.t.Context(), []model.ID{w.channel.ID})
	w.ok(err)
	return heads[w.channel.ID]
}
