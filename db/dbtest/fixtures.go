package dbtest

import (
	"testing"

	"chattr/db"
	"chattr/internal/model"
)

// User creates a user who is not an administrator, and returns it.
func User(t testing.TB, db *db.DB) *model.User {
	t.Helper()
	u := &model.User{ID: ID(t, db, model.KindUser), CreatedAt: model.Now()}
	u.Name = "user" + u.ID.String()
	OK(t, db.InsertUser(t.Context(), u))
	return u
}

// Server creates a server of owner, who is its only member, and returns it. Its role "everyone" grants the permission to post
// messages.
func Server(t testing.TB, db *db.DB, owner *model.User) *model.Server {
	t.Helper()
	s := &model.Server{ID: ID(t, db, model.KindServer), Name: "Server", OwnerID: owner.ID, CreatedAt: model.Now()}
	everyone := &model.Role{
		ID: ID(t, db, model.KindRole), ServerID: s.ID, Name: "everyone", Everyone: true,
		Permissions: model.PermissionSet(model.PostMessages), CreatedAt: s.CreatedAt,
	}
	member := &model.Member{ID: ID(t, db, model.KindMember), ServerID: s.ID, UserID: owner.ID, CreatedAt: s.CreatedAt}
	OK(t, db.InsertServer(t.Context(), s, everyone, member, nil, nil))
	return s
}

// Channel creates an empty channel in server, and returns it.
func Channel(t testing.TB, db *db.DB, server *model.Server) *model.Channel {
	t.Helper()
	c := &model.Channel{ID: ID(t, db, model.KindChannel), ServerID: server.ID, Name: "general", CreatedAt: model.Now()}
	OK(t, db.InsertChannel(t.Context(), c, nil, nil))
	return c
}

// ID returns a new id of this kind.
func ID(t testing.TB, db *db.DB, kind model.Kind) model.ID {
	t.Helper()
	id, err := db.NewID(t.Context(), kind)
	OK(t, err)
	return id
}

// OK ends the test if there is an error.
func OK(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// DeleteChannel deletes a channel.
func DeleteChannel(t testing.TB, db *db.DB, channel *model.Channel) {
	t.Helper()
	OK(t, db.DeleteChannel(t.Context(), channel, model.Now(), nil))
}

// DeleteServer deletes a server.
func DeleteServer(t testing.TB, db *db.DB, server *model.Server) {
	t.Helper()
	_, err := db.DeleteServer(t.Context(), server.ID, model.Now(), nil)
	OK(t, err)
}
