package chat

import (
	"context"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"chattr/internal/model"
	"chattr/internal/validate"
)

func TestIdempotencyKeys(t *testing.T) {
	t.Parallel()
	for key, says := range map[string]string{
		"!~-0aZ":                 "",
		strings.Repeat("k", 255): "",
		strings.Repeat("k", 256): "this one has 256",
		"":                       "empty",
		"a b":                    "U+0020 at byte 2",
		"a\x00":                  "U+0000 at byte 2",
		"a\x7f":                  "U+007F",
		"é":                      "U+00E9 at byte 1",
		"\xff":                   "at byte 1",
	} {
		err := validate.IdempotencyKey(&key)
		switch {
		case says == "" && err != nil:
			t.Errorf("%q: %v", key, err)
		case says != "" && (model.ErrorCode(err) != model.IdempotencyKeyInvalid || !strings.Contains(err.Error(), says)):
			t.Errorf("%q: got %v, want %q", key, err, says)
		}
	}
	if err := validate.IdempotencyKey(nil); err != nil {
		t.Errorf("no key: %v", err)
	}
}

func TestIdempotencyKey(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		hook, token := w.makeWebhook()
		in := ExecuteWebhookInput{AppID: hook.ID, Token: token, Content: "once", IdempotencyKey: new("key-1")}
		var payloads [20]*ExecuteWebhookPayload
		var posts sync.WaitGroup
		for i := range payloads {
			posts.Go(func() {
				payload, err := w.Webhooks.Execute(context.Background(), netip.Addr{}, in)
				if err != nil {
					w.t.Error(err)
				}
				payloads[i] = payload
			})
		}
		posts.Wait()
		first := 0
		for i, a := range payloads {
			if a == nil || a.Cursor != payloads[0].Cursor {
				w.t.Fatalf("payload %d is %+v", i, a)
			}
			if !a.Replayed {
				first++
			}
		}
		if first != 1 || w.head().Number != 1 {
			w.t.Fatalf("%d posts were the first, and %d events happened", first, w.head().Number)
		}
		in.Content = "twice"
		_, err := w.Webhooks.Execute(ctx, netip.Addr{}, in)
		w.code(model.IdempotencyKeyReused, err)
		in.IdempotencyKey = new("key-2")
		in.Content = ""
		_, err = w.Webhooks.Execute(ctx, netip.Addr{}, in)
		w.code(model.ValidationFailed, err)
		in.Content = "a refused post does not use up its key"
		again, err := w.Webhooks.Execute(ctx, netip.Addr{}, in)
		w.ok(err)
		if again.Replayed {
			w.t.Fatal("this was the first")
		}
		mine := PostMessageInput{ChannelID: w.channel.ID, Content: "mine", IdempotencyKey: new("key-1")}
		p1, p2 := must(w.Messages.Post(ctx, w.owner, mine)), must(w.Messages.Post(ctx, w.owner, mine))
		if p1.Replayed || !p2.Replayed || p1.Cursor != p2.Cursor {
			w.t.Fatalf("%+v %+v", p1, p2)
		}
	})
}

// A key that stands for a message that went with its channel stands for the next post, before and after the sweep.
func TestIdempotencyKeyOfADeletedChannel(t *testing.T) {
	each(t, func(w *fixture) {
		for _, swept := range []bool{false, true} {
			ctx, from := w.t.Context(), w.makeChannel("from")
			made, err := w.Webhooks.Create(ctx, w.owner, CreateWebhookInput{ChannelID: from.ID, Name: "CI"})
			w.ok(err)
			in := ExecuteWebhookInput{
				AppID: made.Webhook.ID, Token: tokenOf(made.URL), Content: "once", IdempotencyKey: new("key"),
			}
			lost := must(w.Webhooks.Execute(ctx, netip.Addr{}, in))
			_, err = w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: in.AppID, ChannelID: model.Some(w.channel.ID)})
			w.ok(err)
			_, err = w.Channels.Delete(ctx, w.owner, DeleteChannelInput{ChannelID: from.ID})
			w.ok(err)
			if swept {
				w.ok(w.sweep(ctx))
			}
			first, again := must(w.Webhooks.Execute(ctx, netip.Addr{}, in)), must(w.Webhooks.Execute(ctx, netip.Addr{}, in))
			if first.Replayed || first.Message.ID == lost.Message.ID || first.Message.ChannelID != w.channel.ID {
				w.t.Errorf("swept %v: the retry was answered %+v", swept, first.Message)
			}
			if !again.Replayed || again.Cursor != first.Cursor {
				w.t.Errorf("swept %v: the next retry was answered %+v", swept, again)
			}
		}
	})
}
