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

// Authenticate returns the webhook whose URL has this app id and token, perhaps as it was a while ago. The caller may use it for
// ExecuteAs, which checks it again, and must pass a refusal for any other reason to Confirm. It returns WEBHOOK_NOT_FOUND for
// every other pair, and WEBHOOK_DISABLED for the right pair of a disabled webhook. It returns RATE_LIMITED instead of
// WEBHOOK_NOT_FOUND if the address has sent too many wrong pairs.
func (c *Webhooks) Authenticate(
	ctx context.Context, from netip.Addr, appID model.ID, secret string,
) (*model.Webhook, error) {
	tried := newAttempt(appID, secret)
	if w := c.webhookCache.get(tried); w != nil {
		return w, nil
	}
	return c.webhookCache.readOnce(tried, func() (*model.Webhook, error) {
		return c.AuthenticateStored(ctx, from, appID, secret)
	})
}

// AuthenticateStored returns the same as Authenticate, but never from the cache.
func (c *Webhooks) AuthenticateStored(ctx context.Context, from netip.Addr, appID model.ID, secret string) (w *model.Webhook, err error) {
	tried, isWellFormed := newAttempt(appID, secret), token.IsWellFormed(token.Webhook, secret)
	err = c.limits.wrongWebhooks.Check(ctx, from, tried.hash[:], isWellFormed, func() error {
		// SECURITY: against denial of service. A token that Chattr cannot have created costs no query. The time of the response reveals
		// only that, and the format of tokens is public.
		if w, err = nil, webhookNotFound(); isWellFormed {
			w, err = c.checkStoredWebhook(ctx, appID, tried.hash[:])
		}
		return err
	})
	return w, err
}

// checkStoredWebhook reads the webhook and adds it to the cache. It returns WEBHOOK_NOT_FOUND if there is none or if hash is not that of
// its token, WEBHOOK_DISABLED if it is disabled, and the errors of readWebhook.
func (c *Webhooks) checkStoredWebhook(ctx context.Context, appID model.ID, hash []byte) (*model.Webhook, error) {
	w, err := c.readWebhook(ctx, appID)
	if err != nil && model.ErrorCode(err) != model.NotFound {
		return nil, err
	}
	// SECURITY: against enumeration and timing attacks. An unknown app id takes the same work and gets the same response as a wrong
	// token, and the comparison takes constant time.
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

// readWebhook returns the webhook with this id as the database has it. It takes at most as long as storing a post may take. It returns
// NOT_FOUND if there is none, and STORE_UNAVAILABLE, without a query while the circuit breaker is open.
func (c *Webhooks) readWebhook(ctx context.Context, id model.ID) (w *model.Webhook, err error) {
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

// Confirm returns the error for a request to a webhook's URL that is refused with the error refused. It reads w again, which may
// come from the cache. If w was deleted, disabled or got another URL, it returns WEBHOOK_NOT_FOUND or WEBHOOK_DISABLED. If the
// database is unavailable, it returns STORE_UNAVAILABLE. Otherwise it returns refused.
//
// SECURITY: against information disclosure. The response to a URL that is no longer valid reveals nothing else about the webhook.
func (c *Webhooks) Confirm(ctx context.Context, w *model.Webhook, refused error) error {
	switch model.ErrorCode(refused) {
	case model.StoreUnavailable, model.CommitUnknown, model.Overloaded: // the database cannot be read
		return refused
	case model.RateLimited: // not each request of a flood may cost a query
		if !c.limits.webhooks.AllowLookup(w.ID) {
			return refused
		}
	}
	if _, err := c.checkStoredWebhook(ctx, w.ID, w.TokenHash); err != nil && model.ErrorCode(err) != model.Internal {
		c.webhookCache.remove(w.ID)
		return err
	}
	return refused
}

// webhookNotFound returns WEBHOOK_NOT_FOUND.
func webhookNotFound() error {
	return model.Errorf(model.WebhookNotFound, "There is no webhook with this URL; it may have been regenerated or deleted.")
}

// webhookDisabled returns WEBHOOK_DISABLED.
func webhookDisabled() error {
	return model.Errorf(model.WebhookDisabled, "This webhook is disabled; a member with MANAGE_SERVER can enable it.")
}
