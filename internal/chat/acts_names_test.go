package chat

import (
	"testing"

	"chattr/internal/model"
)

// Names in the log are those of the moment of the act.
func TestNamesInTheLogAreOfTheMoment(t *testing.T) {
	interruptedWorlds(t, func(w *interrupted) {
		ctx, there := w.t.Context(), w.otherInstance
		anna, owner := w.as(w.invited("Anna").SignedIn), w.administrator()
		role, m := w.makeRole(owner, model.PostMessages), w.membership(anna)
		rename := func(a model.Actor, name string) {
			reauthentication, _ := there.SignIn.Reauthenticate(ctx, a, ReauthenticateInput{Current: new(secretPhrase), Client: home}) // who has no session needs none
			must(there.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Name: model.Some(name), Proof: &reauthentication}))
		}
		tells := func(want string, act func() error, happens func()) {
			w.t.Helper()
			w.ok(w.once(act, happens))
			log := w.log()
			if e := log[len(log)-1].Node; e.ActorName+": "+returned(e) != want {
				w.t.Errorf("%s: %s, want %s", e.ActorName, returned(e), want)
			}
		}
		renameRole := func(name string) {
			must(there.Roles.Update(ctx, owner, UpdateRoleInput{RoleID: role.ID, Name: model.Some(name)}))
		}
		tells("Olga: ROLE_GIVEN MEMBER Berta, roles: nothing → Two", func() error {
			_, err := w.Roles.GiveRole(ctx, owner, GiveRoleInput{RoleID: role.ID, MemberID: m.ID})
			return err
		}, func() { rename(owner, "Olga"); rename(anna, "Berta"); renameRole("Two") })
		tells("Olga: ROLE_TAKEN MEMBER Clara, roles: Three → nothing", func() error {
			_, err := w.Roles.TakeRole(ctx, owner, TakeRoleInput{RoleID: role.ID, MemberID: m.ID})
			return err
		}, func() { rename(anna, "Clara"); renameRole("Three") })
		tells("Olga: ROLE_DELETED ROLE Four", func() error {
			_, err := w.Roles.Delete(ctx, owner, DeleteRoleInput{RoleID: role.ID})
			return err
		}, func() { renameRole("Four") })
		tells("Olga: MEMBER_REMOVED MEMBER Dora", func() error {
			_, err := w.Members.Remove(ctx, owner, RemoveMemberInput{MemberID: m.ID})
			return err
		}, func() { rename(anna, "Dora") })
		second := w.membership(w.member())
		anna = w.member()
		tells("Olga: SERVER_TRANSFERRED SERVER Best, owner: Eva → "+anna.User.Name, func() error {
			_, err := w.Servers.Transfer(ctx, owner, TransferServerInput{ServerID: w.server.ID, MemberID: w.membership(anna).ID})
			return err
		}, func() {
			must(there.Servers.Transfer(ctx, owner, TransferServerInput{ServerID: w.server.ID, MemberID: second.ID}))
			rename(model.Actor{User: must(there.userOf(ctx, second.UserID))}, "Eva")
			must(there.Servers.Update(ctx, owner, UpdateServerInput{ServerID: w.server.ID, Name: model.Some("Best")}))
			w.owner = anna // who may read the log when it is done
		})
	})
}
