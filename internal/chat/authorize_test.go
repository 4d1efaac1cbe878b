package chat

import (
	"strings"
	"testing"

	"chattr/internal/model"
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
	here, other := unbound, unbound
	here.ChannelIDs, other.ChannelIDs = model.IDs{1}, model.IDs{2}
	admin := model.Actor{User: &model.User{ID: 8, Administrator: true}}
	all := member(model.Administrator)
	owned := all
	owned.standing.Owner = true

	actors := []struct {
		actor model.Actor
		to    object
	}{
		{model.Actor{}, all},
		{me, none},
		{other, all},
		{me, owned},
		{unbound, owned},
		{admin, none},
		{me, all},
		{me, member()},
		{me, member(model.ManageServer)},
		{me, member(model.ManageChannels)},
		{readOnly, owned},
		{here, owned},
	}
	for do := range actions {
		outcomes := strings.Fields(authorizeTable[do])
		if len(outcomes) != len(actors) {
			t.Errorf("action %d has no row", do)
			continue
		}
		for i, a := range actors {
			if rules[do].anywhere {
				a.to = object{}
			}
			if got, want := model.ErrorCode(authorize(a.actor, do, a.to)), outcomeCodes[outcomes[i]]; got != want {
				t.Errorf("action %d, actor %d: %q, want %q", do, i, got, want)
			}
		}
	}
	for _, actor := range []model.Actor{me, admin} {
		if err := authorize(actor, actions, owned); model.ErrorCode(err) != model.Forbidden {
			t.Errorf("an action without a rule: %v", err)
		}
	}
}

// The actors are: an anonymous client, an outsider, a token bound elsewhere, the owner, the owner's token, the administrator of the installation, a
// member with all permissions, one with none, with MANAGE_SERVER, with MANAGE_CHANNELS, a token of the owner's that only reads,
// and one that is bound here.
var authorizeTable = map[action]string{
	see:               "who none none ok ok ok ok ok ok ok ok ok",
	seePeople:         "who none none ok ok ok ok ok ok ok ok no",
	manageServer:      "who none none ok ok ok ok no ok no no no",
	seeWebhooks:       "who none none ok ok ok ok no ok no ok no",
	manageWebhooks:    "who none none ok ok ok ok no ok no no no",
	deleteServer:      "who none none ok ok ok no no no no no no",
	manageChannels:    "who none none ok ok ok ok no no ok no no",
	postMessages:      "who none none ok ok ok ok no no no no ok",
	deleteMessages:    "who none none ok ok ok ok ok ok ok no ok",
	deleteOthers:      "who none none ok ok ok ok no no no no ok",
	seeAuditLog:       "who none none ok ok ok ok no ok no ok no",
	seeInvitations:    "who none none ok ok ok ok no ok no ok no",
	manageInvitations: "who none none ok ok ok ok no ok no no no",
	manageMembers:     "who none none ok ok ok ok no ok no no no",
	manageRoles:       "who none none ok ok ok ok no ok no no no",
	leaveServer:       "who none none ok ok ok ok ok ok ok no no",
	transferServer:    "who none none ok ok ok no no no no no no",
	createServer:      "who ok no ok ok ok ok ok ok ok no no",
	joinServer:        "who ok no ok ok ok ok ok ok ok no no",
	manageTokens:      "who ok no ok no ok ok ok ok ok no no",
	revokeOwnToken:    "who ok ok ok ok ok ok ok ok ok ok ok",
	manageAccount:     "who ok no ok no ok ok ok ok ok no no",
	administer:        "who no no no no ok no no no no no no",
}

var outcomeCodes = map[string]model.Code{
	"ok": "", "no": model.Forbidden, "none": model.NotFound, "who": model.Unauthenticated,
}

// The rules apply to stored objects, which are loaded with their server.
func TestWebhooksNeedManageServer(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		hook, _ := w.makeWebhook()
		manager, member, outsider := w.member(model.ManageServer), w.member(), model.Actor{User: &model.User{ID: 1}}
		page := Page{Limit: 10}

		_, err := w.Webhooks.Create(ctx, member, CreateWebhookInput{ChannelID: w.channel.ID, Name: "x"})
		w.code(model.Forbidden, err)
		_, err = w.Webhooks.Create(ctx, outsider, CreateWebhookInput{ChannelID: w.channel.ID, Name: "x"})
		w.code(model.NotFound, err)
		_, err = w.Webhooks.Create(ctx, model.Actor{}, CreateWebhookInput{ChannelID: w.channel.ID, Name: "x"})
		w.code(model.Unauthenticated, err)
		for _, actor := range []model.Actor{member, outsider} {
			_, err = w.Webhooks.Get(ctx, actor, hook.ID)
			w.code(model.NotFound, err)
			_, err = w.Webhooks.Delete(ctx, actor, DeleteWebhookInput{WebhookID: hook.ID})
			w.code(model.NotFound, err)
		}
		ofServer := func(actor model.Actor) (map[model.ID]*WebhookConnection, map[model.ID]error, error) {
			return w.Webhooks.WebhooksOfServers(ctx, actor, []model.ID{w.server.ID}, page)
		}
		ofChannel := func(actor model.Actor) (map[model.ID]*WebhookConnection, map[model.ID]error, error) {
			return w.Webhooks.WebhooksOfChannels(ctx, actor, []model.ID{w.channel.ID}, page)
		}
		for parent, list := range map[model.ID]func(model.Actor) (map[model.ID]*WebhookConnection, map[model.ID]error, error){
			w.server.ID: ofServer, w.channel.ID: ofChannel,
		} {
			pages, denied, err := list(manager)
			w.ok(err)
			if c := pages[parent]; len(denied) != 0 || len(c.Edges) != 1 || c.Edges[0].Node.ID != hook.ID {
				w.t.Fatalf("%+v, %v", c, denied)
			}
			for who, actor := range map[model.Code]model.Actor{model.Forbidden: member, model.NotFound: outsider} {
				pages, denied, err := list(actor)
				w.ok(err)
				w.code(who, denied[parent])
				if len(pages) != 0 {
					w.t.Fatal("webhooks were listed to somebody without MANAGE_SERVER")
				}
			}
		}
		_, err = w.Webhooks.Delete(ctx, manager, DeleteWebhookInput{WebhookID: hook.ID})
		w.ok(err)
	})
}
