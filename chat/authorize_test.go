package chat

import (
	"testing"

	"chattr/model"
)

// Every action against every kind of actor, as a table that a person can check.
func TestAuthorize(t *testing.T) {
	t.Parallel()
	user := &model.User{ID: 7}
	member := func(p ...model.Permission) object {
		return object{channel: 1, standing: model.Standing{Member: true, Permissions: model.PermissionSet(p...)}}
	}
	none, me := object{channel: 1}, model.Actor{User: user}
	readOnly := model.Actor{User: user, ReadOnly: true}
	here, elsewhere := model.Actor{User: user, ChannelIDs: model.IDs{1}}, model.Actor{User: user, ChannelIDs: model.IDs{2}}
	admin := model.Actor{User: &model.User{ID: 8, Administrator: true}}
	all := member(model.Administrator)
	owned := object{channel: 1, owner: user.ID, standing: all.standing}

	const ok = model.Code("")
	for name, c := range map[string]struct {
		actor model.Actor
		to    object
		// see, seePeople, manageServer, seeWebhooks, manageWebhooks, deleteServer, manageChannels, post, delete, deleteOthers
		want [10]model.Code
	}{
		"nobody":               {model.Actor{}, all, every(model.Unauthenticated)},
		"a stranger":           {me, none, every(model.NotFound)},
		"bound elsewhere":      {elsewhere, all, every(model.NotFound)},
		"the owner":            {me, owned, every(ok)},
		"the administrator":    {admin, none, every(ok)},
		"with all permissions": {me, all, [10]model.Code{5: model.Forbidden}},
		"a member": {me, member(), [10]model.Code{
			2: model.Forbidden, 3: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 6: model.Forbidden,
			7: model.Forbidden, 9: model.Forbidden,
		}},
		"MANAGE_SERVER": {me, member(model.ManageServer), [10]model.Code{
			5: model.Forbidden, 6: model.Forbidden, 7: model.Forbidden, 9: model.Forbidden,
		}},
		"MANAGE_CHANNELS": {me, member(model.ManageChannels), [10]model.Code{
			2: model.Forbidden, 3: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 7: model.Forbidden, 9: model.Forbidden,
		}},
		"only reading": {readOnly, owned, [10]model.Code{
			2: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 6: model.Forbidden, 7: model.Forbidden,
			8: model.Forbidden, 9: model.Forbidden,
		}},
		"bound here": {here, owned, [10]model.Code{
			1: model.Forbidden, 2: model.Forbidden, 3: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 6: model.Forbidden,
		}},
	} {
		for do := see; do <= deleteOthers; do++ {
			if got := model.ErrorCode(authorize(c.actor, do, c.to)); got != c.want[do] {
				t.Errorf("%s, action %d: %q, want %q", name, do, got, c.want[do])
			}
		}
	}
}

func every(code model.Code) (codes [10]model.Code) {
	for i := range codes {
		codes[i] = code
	}
	return codes
}

// What the rules say, tried for real: the objects are loaded with their server.
func TestWebhooksNeedManageServer(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.t.Context()
		hook, _ := w.makeWebhook()
		manager, member, stranger := w.member(model.ManageServer), w.member(), model.Actor{User: &model.User{ID: 1}}
		page := Page{Limit: 10}

		_, err := w.CreateWebhook(ctx, member, CreateWebhookInput{ChannelID: w.channel.ID, Name: "x"})
		w.code(model.Forbidden, err)
		_, err = w.CreateWebhook(ctx, stranger, CreateWebhookInput{ChannelID: w.channel.ID, Name: "x"})
		w.code(model.NotFound, err)
		_, err = w.CreateWebhook(ctx, model.Actor{}, CreateWebhookInput{ChannelID: w.channel.ID, Name: "x"})
		w.code(model.Unauthenticated, err)
		for _, actor := range []model.Actor{member, stranger} {
			_, err = w.Webhook(ctx, actor, hook.ID)
			w.code(model.NotFound, err)
			_, err = w.DeleteWebhook(ctx, actor, DeleteWebhookInput{WebhookID: hook.ID})
			w.code(model.NotFound, err)
			pages, err := w.WebhooksOfServers(ctx, actor, []model.ID{w.server.ID}, page)
			w.ok(err)
			if len(pages) != 0 {
				w.t.Fatal("webhooks were listed to somebody without MANAGE_SERVER")
			}
		}
		pages, err := w.WebhooksOfServers(ctx, manager, []model.ID{w.server.ID}, page)
		w.ok(err)
		if c := pages[w.server.ID]; len(c.Edges) != 1 || c.Edges[0].Node.ID != hook.ID {
			w.t.Fatalf("%+v", c)
		}
		_, err = w.DeleteWebhook(ctx, manager, DeleteWebhookInput{WebhookID: hook.ID})
		w.ok(err)
	})
}
