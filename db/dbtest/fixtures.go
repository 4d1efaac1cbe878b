package dbtest

import (
	"context"
	"testing"

	"chattr/db"
	"chattr/internal/model"
)

// User creates a user who is not an administrator, and returns it.
func User(t testing.TB, database *db.DB) *model.User {
	t.Helper()
	u := &model.User{ID: ID(t, database, model.KindUser), CreatedAt: model.Now()}
	u.Name = "user" + u.ID.String()
	OK(t, InsertUser(t.Context(), database, u))
	return u
}

// InsertUser stores a user. It returns CONFLICT if another user has the name or the e-mail address.
func InsertUser(ctx context.Context, database *db.DB, u *model.User) error {
	return database.InTx(ctx, func(tx *db.Tx) error { return tx.InsertUser(u) })
}

// Server creates a server of owner, who is its only member, and returns it. Its role "everyone" grants the permission to post
// messages.
func Server(t testing.TB, database *db.DB, owner *model.User) *model.Server {
	t.Helper()
	s := &model.Server{ID: ID(t, database, model.KindServer), Name: "Server", OwnerID: owner.ID, CreatedAt: model.Now()}
	everyone := &model.Role{
		ID: ID(t, database, model.KindRole), ServerID: s.ID, Name: "everyone", Everyone: true,
		Permissions: model.PermissionSet(model.PostMessages), CreatedAt: s.CreatedAt,
	}
	member := &model.Member{ID: ID(t, database, model.KindMember), ServerID: s.ID, UserID: owner.ID, CreatedAt: s.CreatedAt}
	OK(t, database.InTx(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.LockUsers(owner.ID); err != nil {
			return err
		}
		return tx.InsertServer(s, everyone, member)
	}))
	return s
}

// Channel creates an empty channel in server, and returns it.
func Channel(t testing.TB, database *db.DB, server *model.Server) *model.Channel {
	t.Helper()
	c := &model.Channel{ID: ID(t, database, model.KindChannel), ServerID: server.ID, Name: "general", CreatedAt: model.Now()}
	OK(t, ChangeServer(t.Context(), database, server.ID, func(tx *db.Tx) error { return tx.InsertChannel(c) }))
	return c
}

// ID returns a new id of this kind.
func ID(t testing.TB, database *db.DB, kind model.Kind) model.ID {
	t.Helper()
	id, err := database.NewID(t.Context(), kind)
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
func DeleteChannel(t testing.TB, database *db.DB, channel *model.Channel) {
	t.Helper()
	OK(t, ChangeServer(t.Context(), database, channel.ServerID, func(tx *db.Tx) error {
		if _, err := tx.LockHead(channel.ID); err != nil {
			return err
		}
		c, err := tx.Channel(channel.ID)
		if err != nil {
			return err
		}
		return tx.DeleteChannel(c, model.Now())
	}))
}

// DeleteServer deletes a server.
func DeleteServer(t testing.TB, database *db.DB, server *model.Server) {
	t.Helper()
	OK(t, ChangeServer(t.Context(), database, server.ID, func(tx *db.Tx) error {
		if err := tx.LockHeads(server.ID); err != nil {
			return err
		}
		return tx.DeleteServer(server, model.Now())
	}))
}

// Member makes user a member of server, and returns the membership.
func Member(t testing.TB, database *db.DB, server *model.Server, user *model.User) *model.Member {
	t.Helper()
	m := &model.Member{ID: ID(t, database, model.KindMember), ServerID: server.ID, UserID: user.ID, CreatedAt: model.Now()}
	OK(t, ChangeServer(t.Context(), database, server.ID, func(tx *db.Tx) error { return tx.InsertMember(m) }))
	return m
}
