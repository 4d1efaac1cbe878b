package chat

import (
	"sync"
	"testing"

	"chattr/internal/model"
)

func (w *fixture) test(id model.ID) (*TestWebhookPayload, error) {
	return w.Webhooks.Test(w.t.Context(), w.owner, TestWebhookInput{WebhookID: id})
}

// A test is a post of its webhook, wherever that posts and whatever its URL is.
func TestTestWebhookPosts(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		hook, _ := w.makeWebhook()
		_, err := w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: hook.ID, AvatarURL: model.Some("https://example.com/a.png")})
		w.ok(err)
		before := w.head().Number
		posted, err := w.test(hook.ID)
		w.ok(err)
		if posted.Cursor != w.head().Cursor() || posted.Cursor.Number != before+1 {
			w.t.Errorf("its cursor is %+v, the head %+v", posted.Cursor, w.head())
		}
		stored := must(w.Messages.Get(ctx, w.owner, posted.Message.ID))
		if stored.AuthorKind != model.AuthorWebhook || stored.AuthorID != hook.ID || stored.AuthorName != "CI" ||
			*stored.AvatarURL != "https://example.com/a.png" || stored.Content != testContent || stored.ChannelID != w.channel.ID {
			w.t.Errorf("%+v", stored)
		}
		w.background.Wait()
		if used := must(w.db.Webhook(ctx, hook.ID)).LastUsedAt; used == nil {
			w.t.Error("it was never used")
		}

		other := w.makeChannel("other")
		_, err = w.Webhooks.RegenerateURL(ctx, w.owner, RegenerateWebhookURLInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: hook.ID, ChannelID: model.Some(other.ID)})
		w.ok(err)
		if posted, err = w.test(hook.ID); err != nil || posted.Message.ChannelID != other.ID {
			w.t.Errorf("after it moved: %+v, %v", posted, err)
		}
	})
}

// A test is refused for the same reasons as a post, and stores nothing then.
func TestTestWebhookRefuses(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		hook, token := w.makeWebhook()
		w.limits = newRateLimits(w.db, Options{WebhookRate: 0.001, WebhookBurst: 2}, w.stopped)
		_, err := w.test(hook.ID)
		w.ok(err)
		_, err = w.execute(hook.ID, token, "out of the same bucket")
		w.ok(err)
		before := w.head()
		_, err = w.test(hook.ID)
		w.code(model.RateLimited, err)
		_, err = w.Webhooks.Test(ctx, w.member(model.ManageChannels), TestWebhookInput{WebhookID: hook.ID})
		w.code(model.NotFound, err)
		w.limits = newRateLimits(w.db, Options{}, w.stopped)
		_, err = w.Webhooks.Test(ctx, w.member(model.ManageServer), TestWebhookInput{WebhookID: hook.ID})
		w.ok(err)
		if w.head().Number != before.Number+1 {
			w.t.Errorf("the head went from %d to %d", before.Number, w.head().Number)
		}

		_, err = w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: hook.ID, Enabled: model.Some(false)})
		w.ok(err)
		before = w.head()
		_, err = w.test(hook.ID)
		w.code(model.WebhookDisabled, err)
		_, err = w.Webhooks.Delete(ctx, w.owner, DeleteWebhookInput{WebhookID: hook.ID})
		w.ok(err)
		_, err = w.test(hook.ID)
		w.code(model.NotFound, err)
		if w.head() != before {
			w.t.Errorf("something was stored: %+v", w.head())
		}
	})
}

// A new URL is no reason to refuse a test that is under way: it has nothing to do with the old one.
func TestTestWebhookBesideRegenerations(t *testing.T) {
	each(t, func(w *fixture) {
		hook, _ := w.makeWebhook()
		for range 10 {
			var tests sync.WaitGroup
			for range 4 {
				tests.Go(func() {
					if _, err := w.test(hook.ID); err != nil {
						w.t.Error(err)
					}
				})
			}
			_, err := w.Webhooks.RegenerateURL(w.t.Context(), w.owner, RegenerateWebhookURLInput{WebhookID: hook.ID})
			w.ok(err)
			tests.Wait()
		}
		if number := w.head().Number; number != 40 {
			w.t.Errorf("%d tests were stored, want 40", number)
		}
	})
}
