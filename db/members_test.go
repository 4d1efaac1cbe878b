package db_test

import (
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A membership takes its roles with it, and what they allowed.
func TestDeleteMember(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, owner, user := t.Context(), dbtest.User(t, database), dbtest.User(t, database)
		server := dbtest.Server(t, database, owner)
		member := &model.Member{ID: dbtest.ID(t, database, model.KindMember), ServerID: server.ID, UserID: user.ID, CreatedAt: model.Now()}
		dbtest.OK(t, database.InsertMember(ctx, member))
		role := &model.Role{
			ID: dbtest.ID(t, database, model.KindRole), ServerID: server.ID, Name: "r", CreatedAt: model.Now(),
			Permissions: model.PermissionSet(model.ManageServer),
		}
		dbtest.OK(t, database.InsertRole(ctx, role, nil, nil))
		dbtest.OK(t, database.InsertMemberRole(ctx, role, member, nil, nil))
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
		dbtest.OK(t, database.DeleteMember(ctx, member, nil, nil))
		wantCode(t, database.DeleteMember(ctx, member, nil, nil), model.NotFound)
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
