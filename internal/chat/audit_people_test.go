package chat

import (
	"slices"
	"testing"

	"chattr/internal/model"
)

func TestAuditLogTellsOfPeople(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		owner := w.owner.User.Name
		up := w.invited("Anna")
		anna := w.as(up.SignedIn)
		m := w.membership(anna)
		role := w.makeRole(w.owner, model.ManageChannels)
		_, err := w.Roles.Update(ctx, w.owner, UpdateRoleInput{
			RoleID: role.ID, Name: model.Some("Builders"), Permissions: []model.Permission{model.PostMessages, model.ManageChannels},
		})
		w.ok(err)
		for range 2 { // the second time is a conflict, and nothing to tell
			_, _ = w.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: role.ID, MemberID: m.ID})
		}
		for range 2 {
			_, _ = w.Roles.TakeRole(ctx, w.owner, TakeRoleInput{RoleID: role.ID, MemberID: m.ID})
		}
		_, err = w.Roles.Delete(ctx, w.owner, DeleteRoleInput{RoleID: role.ID})
		w.ok(err)
		i, _ := w.invite(3)
		_, err = w.Invitations.Revoke(ctx, w.owner, RevokeInvitationInput{InvitationID: i.ID})
		w.ok(err)
		_, err = w.Members.Leave(ctx, anna, LeaveServerInput{ServerID: w.server.ID})
		w.ok(err)
		_, secret := w.invite(2)
		for range 2 { // the second time they are a member already
			w.ok(w.accept(anna, secret))
		}
		m = w.membership(anna)
		_, err = w.Members.Remove(ctx, w.owner, RemoveMemberInput{MemberID: m.ID})
		w.ok(err)
		w.ok(w.accept(anna, secret))
		m = w.membership(anna)
		_, err = w.Servers.Transfer(ctx, w.owner, TransferServerInput{ServerID: w.server.ID, MemberID: m.ID})
		w.ok(err)
		w.owner = anna

		var got []string
		for _, edge := range w.log()[2:] {
			got = append(got, edge.Node.ActorName+": "+returned(edge.Node))
		}
		want := []string{
			owner + ": INVITATION_CREATED INVITATION an invitation for 1 person",
			"Anna: MEMBER_JOINED MEMBER Anna",
			owner + ": ROLE_CREATED ROLE A role",
			owner + ": ROLE_UPDATED ROLE Builders, name: A role → Builders, permissions: MANAGE_CHANNELS → MANAGE_CHANNELS, POST_MESSAGES",
			owner + ": ROLE_GIVEN MEMBER Anna, roles: nothing → Builders",
			owner + ": ROLE_TAKEN MEMBER Anna, roles: Builders → nothing",
			owner + ": ROLE_DELETED ROLE Builders",
			owner + ": INVITATION_CREATED INVITATION an invitation for 3 people",
			owner + ": INVITATION_REVOKED INVITATION an invitation for 3 people",
			"Anna: MEMBER_LEFT MEMBER Anna",
			owner + ": INVITATION_CREATED INVITATION an invitation for 2 people",
			"Anna: MEMBER_JOINED MEMBER Anna",
			owner + ": MEMBER_REMOVED MEMBER Anna",
			"Anna: MEMBER_JOINED MEMBER Anna",
			owner + ": SERVER_TRANSFERRED SERVER Test, owner: " + owner + " → Anna",
		}
		if !slices.Equal(got, want) {
			for i, line := range got {
				if i >= len(want) || line != want[i] {
					w.t.Errorf("%d: %s", i, line)
				}
			}
			w.t.Errorf("%d entries, want %d", len(got), len(want))
		}
	})
}
