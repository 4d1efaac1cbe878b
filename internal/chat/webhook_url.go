package chat

import (
	"context"
	"crypto/sha256"
	"net/netip"

	"chattr/db"
	"chattr/internal/ingest"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/token"
)

// AuthenticateWebhook returns the webhook whose URL has this app id and token, perhaps as it was a while ago. The caller may use it for
// ExecuteAs, which checks it again, and must pass a refusal for any other reason to ConfirmWebhook. It returns WEBHOOK_NOT_FOUND for
// every other pair, and WEBHOOK_DISABLED for the right pair of a disabled webhook. It returns RATE_LIMITED instead of
// WEBHOOK_NOT_FOUND if the address has sent too many wrong pairs.
func (c *Chat) AuthenticateWebhook(
	ctx context.Context, from netip.Addr, appID model.ID, secret string,
) (*model.Webhook, error) {
	tried := newAttempt(appID, secret)
	if w := c.webhookCache.get(tried); w != nil {
		return w, nil
	}
	return c.webhookCache.readOnce(tried, func() (*model.Webhook, error) { return c.ReadWebhook(ctx, from, appID, secret) })
}

// ReadWebhook returns the same as AuthenticateWebhook, but never from the cache.
func (c *Chat) ReadWebhook(ctx context.Context, from netip.Addr, appID model.ID, secret string) (w *model.Webhook, err error) {
	tried, canBeOurs := newAttempt(appID, secret), token.IsWellFormed(token.Webhook, secret)
	err = c.limits.wrongWebhooks.Check(ctx, from, tried.hash[:], canBeOurs, func() error {
		// SECURITY: a token that nobody can have made costs no query; it tells nothing that is not public.
		if w, err = nil, webhookNotFound(); canBeOurs {
			w, err = c.readWebhook(ctx, appID, tried.hash[:])
		}
		return err
	})
	return w, err
}

func (c *Chat) readWebhook(ctx context.Context, appID model.ID, hash []byte) (*model.Webhook, error) {
	w, err := c.webhookNow(ctx, appID)
	if err != nil && model.ErrorCode(err) != model.NotFound {
		return nil, err
	}
	// SECURITY: the same work and the same answer for an unknown app id as for a wrong token, and in constant time.
	found := err == nil
	expected := make([]byte, sha256.Size)
	if found {
		expected = w.TokenHash
	}
	if !token.Equal(hash, expected) || !found {
		return nil, webhookNotFound()
	}
	if !w.Enabled {
		return nil, webhookDisabled()
	}
	c.webhookCache.add(w)
	return w, nil
}

// webhookNow reads a webhook in the time that a post may take.
func (c *Chat) webhookNow(ctx context.Context, id model.ID) (w *model.Webhook, err error) {
	if err := c.ingest.Breaker().Check(); err != nil {
		return nil, err
	}
	err = db.Within(ctx, ingest.StoreTimeout, func(ctx context.Context) error {
		w, err = c.db.Webhook(ctx, id)
		return err
	})
	if model.ErrorCode(err) == model.StoreUnavailable {
		c.o.Metrics.DatabaseFailed(metrics.LookingUp)
	}
	c.ingest.Breaker().Report(err)
	return w, err
}

// ConfirmWebhook answers why a request to a webhook's URL is refused: `refused`, or that the webhook is not what
// AuthenticateWebhook knew it to be.
//
// SECURITY: whoever has a URL that is no longer good is told nothing but that.
func (c *Chat) ConfirmWebhook(ctx context.Context, w *model.Webhook, refused error) error {
	switch model.ErrorCode(refused) {
	case model.StoreUnavailable, model.CommitUnknown, model.Overloaded: // there is nobody to ask
		return refused
	case model.RateLimited: // a flood must not cost a query each
		if !c.limits.webhooks.AllowLookup(w.ID) {
			return refused
		}
	}
	if _, err := c.readWebhook(ctx, w.ID, w.TokenHash); err != nil && model.ErrorCode(err) != model.Internal {
		c.webhookCache.remove(w.ID)
		return err
	}
	return refused
}

func webhookNotFound() error {
	return model.Errorf(model.WebhookNotFound, "There is no webhook with this URL; it may have been regenerated or deleted.")
}

func webhookDisabled() error {
	return model.Errorf(model.WebhookDisabled, "This webhook is disabled; somebody with MANAGE_SERVER can enable it.")
}
