package chat

import (
	"testing"

	"chattr/internal/model"
)

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
