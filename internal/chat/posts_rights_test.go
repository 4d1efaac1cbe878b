package chat

import (
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A post, an edit, a deletion or a test of a webhook is refused if its actor loses the permission before the transaction locks.
func TestPostsAreCheckedInTheirTransaction(t *testing.T) {
	interruptedWorlds(t, func(w *interrupted) {
		ctx, there := w.t.Context(), w.otherInstance
		hook, _ := w.makeWebhook()
		actor := w.member()
		everyone := must(there.db.RolesOf(ctx, []model.ID{w.server.ID}, Page{Limit: 10}))[w.server.ID][0]
		must(there.Roles.Update(ctx, w.owner, UpdateRoleInput{RoleID: everyone.ID, Permissions: []model.Permission{}}))
		role, m := w.makeRole(w.owner, model.PostMessages, model.ManageServer), w.membership(actor)
		give := func() { must(there.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: role.ID, MemberID: m.ID})) }
		take := func() { must(there.Roles.TakeRole(ctx, w.owner, TakeRoleInput{RoleID: role.ID, MemberID: m.ID})) }
		give()
		post := func() error {
			_, err := w.Messages.Post(ctx, actor, PostMessageInput{ChannelID: w.channel.ID, Content: "x"})
			return err
		}
		mine := func() model.ID {
			return must(there.Messages.Post(ctx, actor, PostMessageInput{ChannelID: w.channel.ID, Content: "mine"})).Message.ID
		}
		key := "k"
		acts := []oneAct{
			{"postMessage", post},
			{"postMessage with a key", func() error {
				_, err := w.Messages.Post(ctx, actor, PostMessageInput{ChannelID: w.channel.ID, Content: "x", IdempotencyKey: &key})
				return err
			}},
			{"editMessage", func() error {
				_, err := w.Messages.Edit(ctx, actor, EditMessageInput{MessageID: mine(), Content: "y"})
				return err
			}},
			{"testWebhook", func() error {
				_, err := w.Webhooks.Test(ctx, actor, TestWebhookInput{WebhookID: hook.ID})
				return err
			}},
		}
		for _, act := range acts {
			before := w.head().Number
			mineToo := int64(0)
			w.each(act.what, []model.Code{model.Forbidden, model.NotFound}, func() error {
				if act.what == "editMessage" {
					mineToo++
				}
				return act.do()
			}, take, give)
			if got := w.head().Number - before - mineToo; got != 1 {
				w.t.Errorf("%s: %d events were stored, want the last one", act.what, got)
			}
		}

		// The same for who is no member any more, and for who signs out or is disabled.
		leaveAndReturn := func() {
			must(there.Members.Remove(ctx, w.owner, RemoveMemberInput{MemberID: w.membership(actor).ID}))
		}
		deletion := func() error {
			_, err := w.Messages.Delete(ctx, actor, DeleteMessageInput{MessageID: mine()})
			return err
		}
		for what, act := range map[string]func() error{"postMessage": post, "deleteMessage": deletion} {
			back := w.head().Number
			w.code(model.NotFound, w.once(act, leaveAndReturn))
			if got := w.head().Number - back; got > 1 {
				w.t.Errorf("%s: %d events of somebody who was removed", what, got)
			}
			again := &model.Member{
				ID: must(w.newIDs(ctx, model.KindMember))[0], ServerID: w.server.ID, UserID: actor.UserID(), CreatedAt: model.Now(),
			}
			w.ok(dbtest.ChangeServer(ctx, there.db, w.server.ID, func(tx *db.Tx) error { return tx.InsertMember(again) }))
			m = w.membership(actor)
			give()
		}
		admin := w.administrator()
		w.code(model.Unauthenticated, w.once(post, func() { w.ok(there.setAccount(admin, actor.UserID(), unsaid, no)) }))
	})
}

// A token that is revoked while it posts does not post.
func TestRevokedTokenDoesNotPost(t *testing.T) {
	interruptedWorlds(t, func(w *interrupted) {
		ctx := w.t.Context()
		actor := w.as(w.invited("Anna").SignedIn)
		token := must(w.AccessTokens.Create(ctx, actor, CreateAccessTokenInput{Name: "t"}))
		byToken := must(w.SignIn.Authenticate(ctx, token.Secret))
		before := w.head().Number
		w.code(model.Unauthenticated, w.once(func() error {
			_, err := w.Messages.Post(ctx, byToken, PostMessageInput{ChannelID: w.channel.ID, Content: "x"})
			return err
		}, func() {
			must(w.otherInstance.AccessTokens.Revoke(ctx, actor, RevokeAccessTokenInput{AccessTokenID: token.AccessToken.ID}))
		}))
		if got := w.head().Number; got != before {
			w.t.Errorf("%d events were stored", got-before)
		}
	})
}
