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
	token := model.NewID(1, model.KindAccessToken, 1)
	unbound, readOnly := model.Actor{User: user, CredentialID: token}, model.Actor{User: user, CredentialID: token, ReadOnly: true}
	here, elsewhere := unbound, unbound
	here.ChannelIDs, elsewhere.ChannelIDs = model.IDs{1}, model.IDs{2}
	admin := model.Actor{User: &model.User{ID: 8, Administrator: true}}
	all := member(model.Administrator)
	owned := all
	owned.standing.Owner = true

	const ok = model.Code("")
	for name, c := range map[string]struct {
		actor model.Actor
		to    object
		// see, seePeople, manageServer, seeWebhooks, manageWebhooks, deleteServer, manageChannels, post, delete, deleteOthers,
		// createServer, manageTokens, seeAuditLog
		want [actions]model.Code
	}{
		"nobody":               {model.Actor{}, all, every(model.Unauthenticated, model.Unauthenticated, model.Unauthenticated)},
		"a stranger":           {me, none, every(model.NotFound, ok, ok)},
		"bound elsewhere":      {elsewhere, all, every(model.NotFound, model.Forbidden, model.Forbidden)},
		"the owner":            {me, owned, every(ok, ok, ok)},
		"the owner's token":    {unbound, owned, every(ok, ok, model.Forbidden)},
		"the administrator":    {admin, none, every(ok, ok, ok)},
		"with all permissions": {me, all, [actions]model.Code{5: model.Forbidden}},
		"a member": {me, member(), [actions]model.Code{
			2: model.Forbidden, 3: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 6: model.Forbidden,
			7: model.Forbidden, 9: model.Forbidden, 12: model.Forbidden,
		}},
		"MANAGE_SERVER": {me, member(model.ManageServer), [actions]model.Code{
			5: model.Forbidden, 6: model.Forbidden, 7: model.Forbidden, 9: model.Forbidden,
		}},
		"MANAGE_CHANNELS": {me, member(model.ManageChannels), [actions]model.Code{
			2: model.Forbidden, 3: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 7: model.Forbidden, 9: model.Forbidden,
			12: model.Forbidden,
		}},
		"only reading": {readOnly, owned, [actions]model.Code{
			2: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 6: model.Forbidden, 7: model.Forbidden,
			8: model.Forbidden, 9: model.Forbidden, 10: model.Forbidden, 11: model.Forbidden,
		}},
		"bound here": {here, owned, [actions]model.Code{
			1: model.Forbidden, 2: model.Forbidden, 3: model.Forbidden, 4: model.Forbidden, 5: model.Forbidden, 6: model.Forbidden,
			10: model.Forbidden, 11: model.Forbidden, 12: model.Forbidden,
		}},
	} {
		for do := range actions {
			to := c.to
			if rules[do].anywhere {
				to = object{}
			}
			if got := model.ErrorCode(authorize(c.actor, do, to)); got != c.want[do] {
				t.Errorf("%s, action %d: %q, want %q", name, do, got, c.want[do])
			}
		}
	}
	for _, actor := range []model.Actor{me, admin} {
		if err := authorize(actor, actions, owned); model.ErrorCode(err) != model.Forbidden {
			t.Errorf("an action without a rule: %v", err)
		}
	}
}

// every are the same code for every action on a server, and those of the two that are on none.
func every(code, createServer, manageTokens model.Code) (codes [actions]model.Code) {
	for i := range codes {
		codes[i] = code
	}
	codes[10], codes[11] = createServer, manageTokens
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
		}
		ofServer := func(actor model.Actor) (map[model.ID]*WebhookConnection, map[model.ID]error, error) {
			return w.WebhooksOfServers(ctx, actor, []model.ID{w.server.ID}, page)
		}
		ofChannel := func(actor model.Actor) (map[model.ID]*WebhookConnection, map[model.ID]error, error) {
			return w.WebhooksOfChannels(ctx, actor, []model.ID{w.channel.ID}, page)
		}
		for parent, list := range map[model.ID]func(model.Actor) (map[model.ID]*WebhookConnection, map[model.ID]error, error){
			w.server.ID: ofServer, w.channel.ID: ofChannel,
		} {
			pages, denied, err := list(manager)
			w.ok(err)
			if c := pages[parent]; len(denied) != 0 || len(c.Edges) != 1 || c.Edges[0].Node.ID != hook.ID {
				w.t.Fatalf("%+v, %v", c, denied)
			}
			for who, actor := range map[model.Code]model.Actor{model.Forbidden: member, model.NotFound: stranger} {
				pages, denied, err := list(actor)
				w.ok(err)
				w.code(who, denied[parent])
				if len(pages) != 0 {
					w.t.Fatal("webhooks were listed to somebody without MANAGE_SERVER")
				}
			}
		}
		_, err = w.DeleteWebhook(ctx, manager, DeleteWebhookInput{WebhookID: hook.ID})
		w.ok(err)
	})
}
