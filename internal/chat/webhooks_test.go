package chat

import (
	"context"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"chattr/internal/model"
	"chattr/internal/token"
)

func TestWebhookLifecycle(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		made, err := w.Webhooks.Create(ctx, w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"})
		w.ok(err)
		hook, secret := made.Webhook, tokenOf(made.URL)
		posted, err := w.execute(hook.ID, secret, "hello")
		w.ok(err)
		if m := posted.Message; m.AuthorName != "CI" || m.AuthorKind != model.AuthorWebhook || m.AuthorID != hook.ID {
			t.Fatalf("%+v", m)
		}
		again, err := w.Webhooks.RegenerateURL(ctx, w.owner, RegenerateWebhookURLInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.execute(hook.ID, secret, "old URL")
		w.code(model.WebhookNotFound, err)
		secret = tokenOf(again.URL)
		_, err = w.execute(hook.ID, secret, "new URL")
		w.ok(err)

		other := w.makeChannel("other")
		update := UpdateWebhookInput{WebhookID: hook.ID, ChannelID: model.Some(other.ID), Name: model.Some("Renamed")}
		_, err = w.Webhooks.Update(ctx, w.owner, update)
		w.ok(err)
		posted, err = w.execute(hook.ID, secret, "moved")
		w.ok(err)
		if posted.Message.ChannelID != other.ID || posted.Message.AuthorName != "Renamed" {
			t.Fatalf("%+v", posted.Message)
		}
		_, err = w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: hook.ID, Enabled: model.Some(false)})
		w.ok(err)
		_, err = w.execute(hook.ID, secret, "disabled")
		w.code(model.WebhookDisabled, err)
		_, err = w.execute(hook.ID, token.New(token.Webhook), "wrong token of a disabled one")
		w.code(model.WebhookNotFound, err)
		_, err = w.Webhooks.Delete(ctx, w.owner, DeleteWebhookInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.execute(hook.ID, secret, "deleted")
		w.code(model.WebhookNotFound, err)
	})
}

func (w *fixture) execute(id model.ID, secret, content string) (*ExecuteWebhookPayload, error) {
	return w.Webhooks.Execute(context.Background(), netip.Addr{}, ExecuteWebhookInput{AppID: id, Token: secret, Content: content})
}

func tokenOf(url string) string { return url[strings.LastIndexByte(url, '/')+1:] }

func (w *fixture) makeWebhook() (*model.Webhook, string) {
	w.t.Helper()
	made, err := w.Webhooks.Create(w.t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"})
	w.ok(err)
	return made.Webhook, tokenOf(made.URL)
}

func TestUpdateWebhookRefuses(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		hook, secret := w.makeWebhook()
		foreign := must(w.Servers.Create(ctx, w.owner, CreateServerInput{Name: "Other"})).Server
		there := must(w.Channels.Create(ctx, w.owner, CreateChannelInput{ServerID: foreign.ID, Name: "c"})).Channel
		for name, in := range map[string]UpdateWebhookInput{
			"a channel of another server": {ChannelID: model.Some(there.ID)},
			"no name":                     {Name: model.Null[string]()},
			"an empty name":               {Name: model.Some(" ")},
			"a reserved name":             {Name: model.Some("everyone")},
			"no channel":                  {ChannelID: model.Null[model.ID]()},
			"neither enabled nor not":     {Enabled: model.Null[bool]()},
			"a URL that is none":          {AvatarURL: model.Some("javascript:alert(1)")},
		} {
			in.WebhookID = hook.ID
			if _, err := w.Webhooks.Update(ctx, w.owner, in); model.ErrorCode(err) != model.BadUserInput {
				w.t.Errorf("%s: %v", name, err)
			}
		}
		_, err := w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: hook.ID, ChannelID: model.Some(model.ID(1))})
		w.code(model.NotFound, err)
		_, err = w.execute(hook.ID, secret, "unharmed")
		w.ok(err)
	})
}

// However a post and a regeneration interleave, none that began after the answer goes through.
func TestRegenerateUnderLoad(t *testing.T) {
	each(t, func(w *fixture) {
		hook, secret := w.makeWebhook()
		for range 5 {
			var posts sync.WaitGroup
			responded := make(chan struct{})
			for range 4 {
				posts.Go(func() {
					for done := false; !done; {
						select {
						case <-responded:
							done = true // one more, which begins after the answer
						default:
						}
						_, err := w.execute(hook.ID, secret, "x")
						if done && model.ErrorCode(err) != model.WebhookNotFound {
							w.t.Errorf("a post after the answer: %v", err)
						}
					}
				})
			}
			again, err := w.Webhooks.RegenerateURL(w.t.Context(), w.owner, RegenerateWebhookURLInput{WebhookID: hook.ID})
			w.ok(err)
			close(responded)
			posts.Wait()
			secret = tokenOf(again.URL)
		}
	})
}

// A post under way follows its webhook to another channel, also when its own is deleted behind it, but not to another URL.
func TestPostFollowsAMovedWebhook(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		hook, secret := w.makeWebhook()
		underWay := must(w.Webhooks.Authenticate(ctx, netip.Addr{}, hook.ID, secret))
		other := w.makeChannel("other")
		_, err := w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: hook.ID, ChannelID: model.Some(other.ID)})
		w.ok(err)
		posted, err := w.Webhooks.ExecuteAs(ctx, underWay, WebhookPost{Content: "moved"})
		w.ok(err)
		if posted.Message.ChannelID != other.ID {
			w.t.Errorf("posted into %s", posted.Message.ChannelID)
		}
		_, err = w.Channels.Delete(ctx, w.owner, DeleteChannelInput{ChannelID: w.channel.ID})
		w.ok(err)
		posted, err = w.Webhooks.ExecuteAs(ctx, underWay, WebhookPost{Content: "deleted behind it"})
		w.ok(err)
		if posted.Message.ChannelID != other.ID {
			w.t.Errorf("posted into %s", posted.Message.ChannelID)
		}
		_, err = w.Webhooks.RegenerateURL(ctx, w.owner, RegenerateWebhookURLInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.Webhooks.ExecuteAs(ctx, underWay, WebhookPost{Content: "by the old URL"})
		w.code(model.WebhookNotFound, err)
	})
}
