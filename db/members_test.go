package db_test

import (
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// TestDeleteMember checks that the roles of a membership, and the permissions that they grant, end with it.
func TestDeleteMember(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, owner, user := t.Context(), dbtest.User(t, database), dbtest.User(t, database)
		server := dbtest.Server(t, database, owner)
		member := dbtest.Member(t, database, server, user)
		role := &model.Role{
			ID: dbtest.ID(t, database, model.KindRole), ServerID: server.ID, Name: "r", CreatedAt: model.Now(),
			Permissions: model.PermissionSet(model.ManageServer),
		}
		change := func(change func(tx *db.Tx) error) error { return dbtest.ChangeServer(ctx, database, server.ID, change) }
		dbtest.OK(t, change(func(tx *db.Tx) error { return tx.InsertRole(role) }))
		dbtest.OK(t, change(func(tx *db.Tx) error {
			r, err := tx.Role(role.ID)
			if err != nil {
				return err
			}
			return tx.InsertMemberRole(r, member)
		}))
		standing := func(id model.ID) model.Standing {
			t.Helper()
			standings, err := database.Standings(ctx, id, []model.ID{server.ID})
			dbtest.OK(t, err)
			return standings[server.ID]
		}
		if s := standing(user.ID); !s.Member || s.Owner || !s.Permissions.Has(model.ManageServer) || s.Permissions.Has(model.ManageChannels) {
			t.Errorf("the member is %+v", s)
		}
		if s := standing(owner.ID); !s.Owner || !s.Permissions.Has(model.Administrator) {
			t.Errorf("the owner is %+v", s)
		}
		deleteMember := func(tx *db.Tx) error { return tx.DeleteMember(member) }
		dbtest.OK(t, change(deleteMember))
		wantCode(t, change(deleteMember), model.NotFound)
		if s := standing(user.ID); s != (model.Standing{}) {
			t.Errorf("after the end of the membership: %+v", s)
		}
		roles, err := database.RolesOfMembers(ctx, []model.ID{member.ID})
		dbtest.OK(t, err)
		if len(roles) != 0 {
			t.Errorf("roles are left: %v", roles)
		}
	})
}
