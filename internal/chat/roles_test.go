package chat

import (
	"testing"

	"chattr/internal/model"
)

// membership is the membership of an actor on the server.
func (w *fixture) membership(a model.Actor) *model.Member {
	w.t.Helper()
	m, err := w.db.MemberOf(w.t.Context(), w.server.ID, a.UserID())
	w.ok(err)
	return m
}

func (w *fixture) makeRole(a model.Actor, permissions ...model.Permission) *model.Role {
	w.t.Helper()
	made, err := w.Roles.Create(w.t.Context(), a, CreateRoleInput{ServerID: w.server.ID, Name: "A role", Permissions: permissions})
	w.ok(err)
	return made.Role
}

func (w *fixture) everyone() *model.Role {
	w.t.Helper()
	pages, _, err := w.Roles.RolesOf(w.t.Context(), w.owner, []model.ID{w.server.ID}, Page{Limit: 1})
	w.ok(err)
	return pages[w.server.ID].Edges[0].Node
}

func (w *fixture) permissions(a model.Actor) []model.Permission {
	w.t.Helper()
	all, err := w.PermissionsOn(w.t.Context(), a, []model.ID{w.server.ID})
	w.ok(err)
	return all[w.server.ID]
}

func TestRolesGiveAndTakePermissions(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, member := w.t.Context(), w.member()
		role, m := w.makeRole(w.owner, model.ManageChannels), w.membership(member)
		give, take := GiveRoleInput{RoleID: role.ID, MemberID: m.ID}, TakeRoleInput{RoleID: role.ID, MemberID: m.ID}
		has := func(want bool) {
			w.t.Helper()
			_, err := w.Channels.Create(ctx, member, CreateChannelInput{ServerID: w.server.ID, Name: "x"})
			if (err == nil) != want {
				w.t.Fatalf("creating a channel: %v", err)
			}
		}
		has(false)
		_, err := w.Roles.GiveRole(ctx, w.owner, give)
		w.ok(err)
		has(true)
		_, err = w.Roles.GiveRole(ctx, w.owner, give)
		w.code(model.Conflict, err)
		_, err = w.Roles.TakeRole(ctx, w.owner, take)
		w.ok(err)
		has(false)
		_, err = w.Roles.TakeRole(ctx, w.owner, take)
		w.code(model.NotFound, err)
		_, err = w.Roles.GiveRole(ctx, w.owner, give)
		w.ok(err)
		_, err = w.Roles.Delete(ctx, w.owner, DeleteRoleInput{RoleID: role.ID})
		w.ok(err)
		has(false)
		_, err = w.Roles.Update(ctx, w.owner, UpdateRoleInput{RoleID: w.everyone().ID, Permissions: []model.Permission{model.ManageChannels}})
		w.ok(err)
		has(true)
	})
}

// Members do not give, take, change or delete roles with a permission that they do not have.
func TestMembersManageNoHigherRoles(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		manager, member := w.member(model.ManageServer), w.member()
		above, equal, m := w.makeRole(w.owner, model.ManageMessages), w.makeRole(w.owner, model.ManageServer), w.membership(member)
		for _, permission := range []model.Permission{model.Administrator, model.ManageChannels, model.ManageMessages} {
			_, err := w.Roles.Create(ctx, manager, CreateRoleInput{ServerID: w.server.ID, Name: "x", Permissions: []model.Permission{permission}})
			w.code(model.Forbidden, err)
			_, err = w.Roles.Update(ctx, manager, UpdateRoleInput{RoleID: equal.ID, Permissions: []model.Permission{permission}})
			w.code(model.Forbidden, err)
		}
		w.makeRole(manager, model.ManageServer, model.PostMessages)

		_, err := w.Roles.Update(ctx, manager, UpdateRoleInput{RoleID: above.ID, Name: model.Some("mine")})
		w.code(model.Forbidden, err)
		_, err = w.Roles.Update(ctx, manager, UpdateRoleInput{RoleID: above.ID, Permissions: []model.Permission{}})
		w.code(model.Forbidden, err)
		_, err = w.Roles.Delete(ctx, manager, DeleteRoleInput{RoleID: above.ID})
		w.code(model.Forbidden, err)
		_, err = w.Roles.GiveRole(ctx, manager, GiveRoleInput{RoleID: above.ID, MemberID: m.ID})
		w.code(model.Forbidden, err)
		_, err = w.Roles.GiveRole(ctx, manager, GiveRoleInput{RoleID: equal.ID, MemberID: m.ID})
		w.ok(err)
		_, err = w.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: above.ID, MemberID: m.ID})
		w.ok(err)
		_, err = w.Roles.TakeRole(ctx, manager, TakeRoleInput{RoleID: above.ID, MemberID: m.ID})
		w.code(model.Forbidden, err)
		_, err = w.Members.Remove(ctx, manager, RemoveMemberInput{MemberID: m.ID})
		w.code(model.Forbidden, err)
		_, err = w.Roles.TakeRole(ctx, manager, TakeRoleInput{RoleID: equal.ID, MemberID: m.ID})
		w.ok(err)
		// Once `equal` has all permissions, it has some that its actor does not have.
		admin := w.member(model.Administrator)
		_, err = w.Roles.Update(ctx, admin, UpdateRoleInput{RoleID: equal.ID, Permissions: []model.Permission{model.Administrator}})
		w.ok(err)
		_, err = w.Roles.Update(ctx, manager, UpdateRoleInput{RoleID: equal.ID, Permissions: []model.Permission{}})
		w.code(model.Forbidden, err)
	})
}

func TestEveryoneStays(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, everyone, m := w.t.Context(), w.everyone(), w.membership(w.member())
		_, err := w.Roles.Delete(ctx, w.owner, DeleteRoleInput{RoleID: everyone.ID})
		w.code(model.Conflict, err)
		_, err = w.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: everyone.ID, MemberID: m.ID})
		w.code(model.Conflict, err)
		_, err = w.Roles.TakeRole(ctx, w.owner, TakeRoleInput{RoleID: everyone.ID, MemberID: m.ID})
		w.code(model.Conflict, err)
		_, err = w.Roles.Update(ctx, w.owner, UpdateRoleInput{RoleID: everyone.ID, Name: model.Some("others")})
		w.code(model.Conflict, err)
	})
}

func TestRolesAndMembersOfOneServerStayApart(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, member := w.t.Context(), w.member()
		m := w.membership(member)
		other := must(w.Servers.Create(ctx, w.owner, CreateServerInput{Name: "Other"})).Server
		role := must(w.Roles.Create(ctx, w.owner, CreateRoleInput{ServerID: other.ID, Name: "r"})).Role
		_, err := w.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: role.ID, MemberID: m.ID})
		w.code(model.NotFound, err)
		_, err = w.Servers.Transfer(ctx, w.owner, TransferServerInput{ServerID: other.ID, MemberID: m.ID})
		w.code(model.NotFound, err)
	})
}

func TestRolesAreLimitedAndNamed(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		create := func(name string) error {
			_, err := w.Roles.Create(ctx, w.owner, CreateRoleInput{ServerID: w.server.ID, Name: name})
			return err
		}
		w.code(model.BadUserInput, create("Everyоne")) // with a Cyrillic о
		w.code(model.BadUserInput, create(" "))
		for range maxRolesPerServer - 1 {
			w.ok(create("r"))
		}
		w.code(model.LimitReached, create("r"))
	})
}
