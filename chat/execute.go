package chat

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/netip"

	"chattr/db"
	"chattr/metrics"
	"chattr/model"
)

// WebhookPost is what is posted to a webhook's URL.
type WebhookPost struct {
	Content         string
	Name, AvatarURL *string // for this message, instead of the webhook's; nil, "" and white space: the webhook's
	IdempotencyKey  *string
}

// ExecuteWebhook posts as a webhook: AuthenticateWebhook, TakeRate and ExecuteAs in one.
func (c *Chat) ExecuteWebhook(
	ctx context.Context, from netip.Addr, in ExecuteWebhookInput,
) (*ExecuteWebhookPayload, error) {
	w, err := c.AuthenticateWebhook(ctx, from, in.AppID, in.Token)
	if err != nil {
		return nil, err
	}
	if _, err := c.TakeRate(ctx, w); err != nil {
		return nil, c.ConfirmWebhook(ctx, w, err)
	}
	payload, err := c.ExecuteAs(ctx, w, WebhookPost{
		Content: in.Content, Name: in.Name, AvatarURL: in.AvatarURL, IdempotencyKey: in.IdempotencyKey,
	})
	if err != nil {
		return nil, c.ConfirmWebhook(ctx, w, err)
	}
	return payload, nil
}

// AuthenticateWebhook is the webhook whose URL has that app id and token, perhaps as it was a while ago: it is good for
// ExecuteAs, which looks again, and a refusal for any other reason must pass ConfirmWebhook. WEBHOOK_NOT_FOUND for every
// other pair, whatever is wrong with it; WEBHOOK_DISABLED for the right one of a disabled webhook. From addresses that have
// tried too many wrong ones, what was not right lately is RATE_LIMITED, unread.
func (c *Chat) AuthenticateWebhook(
	ctx context.Context, from netip.Addr, appID model.ID, token string,
) (*model.Webhook, error) {
	if w := c.known.webhook(appID); w != nil && sameHash(hashToken(token), w.TokenHash) {
		return w, nil
	}
	return c.ReadWebhook(ctx, from, appID, token)
}

// ReadWebhook is AuthenticateWebhook that never answers from memory.
func (c *Chat) ReadWebhook(ctx context.Context, from netip.Addr, appID model.ID, token string) (*model.Webhook, error) {
	tried := attempt{appID, [sha256.Size]byte(hashToken(token))}
	// SECURITY: guessing is slow.
	taken, err := c.strangers.admit(from, tried)
	if err != nil {
		return nil, err
	}
	w, err := (*model.Webhook)(nil), webhookNotFound()
	// SECURITY: a token that nobody can have made costs no query; it tells nothing that is not public.
	if wellFormed(webhookToken, token) {
		w, err = c.readWebhook(ctx, appID, tried.hash[:])
	}
	c.strangers.settle(from, tried, taken, err)
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
	if !sameHash(hash, expected) || !found {
		return nil, webhookNotFound()
	}
	if !w.Enabled {
		return nil, model.Errorf(model.WebhookDisabled, "This webhook is disabled; somebody with MANAGE_SERVER can enable it.")
	}
	c.known.remember(w)
	return w, nil
}

// webhookNow reads a webhook in the time that a post may take.
func (c *Chat) webhookNow(ctx context.Context, id model.ID) (w *model.Webhook, err error) {
	if err := c.ingest.breaker.check(); err != nil {
		return nil, err
	}
	err = db.Within(ctx, storeTimeout, func(ctx context.Context) error {
		w, err = c.db.Webhook(ctx, id)
		return err
	})
	if model.ErrorCode(err) == model.StoreUnavailable {
		c.o.Metrics.DatabaseFailed(metrics.LookingUp)
	}
	c.ingest.breaker.report(err)
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
		if !c.rates.mayConfirm(w.ID) {
			return refused
		}
	}
	if _, err := c.readWebhook(ctx, w.ID, w.TokenHash); err != nil && model.ErrorCode(err) != model.Internal {
		c.known.forget(w.ID)
		return err
	}
	return refused
}

func webhookNotFound() error {
	return model.Errorf(model.WebhookNotFound, "There is no webhook with this URL; it may have been regenerated or deleted.")
}

// ExecuteAs posts as a webhook that AuthenticateWebhook answered. When it has answered, the message is durably stored; the
// token is looked at again in the transaction that stores it. VALIDATION_FAILED, IDEMPOTENCY_KEY_INVALID,
// IDEMPOTENCY_KEY_REUSED: nothing was stored.
func (c *Chat) ExecuteAs(ctx context.Context, w *model.Webhook, post WebhookPost) (*ExecuteWebhookPayload, error) {
	var f fields
	content, name, avatar := f.content(post.Content), f.overrideName(post.Name), f.avatarURL(post.AvatarURL)
	if err := f.err(model.ValidationFailed); err != nil {
		return nil, err
	}
	id := w.ID
	for range db.MoveAttempts {
		key, err := newKey(post.IdempotencyKey, w.ID, 0, content, name, avatar)
		if err != nil {
			return nil, err
		}
		posted, err := c.ingest.append(ctx, db.Post{Message: webhookMessage(w, content, name, avatar), Webhook: w, Key: key})
		switch {
		case err == nil:
			c.noteUse(w)
			return &ExecuteWebhookPayload{
				Message: posted.Message, Cursor: posted.Message.Cursor(), Replayed: posted.Replayed,
			}, nil
		case errors.Is(err, db.ErrWebhookChanged): // perhaps to a channel that the post goes to, then
			w, err = c.readWebhook(ctx, id, w.TokenHash)
		}
		if err != nil {
			c.known.forget(id)
			return nil, webhookGone(err)
		}
	}
	return nil, db.StillMoving()
}

// webhookGone is what a post is told whose webhook or channel was deleted under its hands.
func webhookGone(err error) error {
	if model.ErrorCode(err) == model.NotFound {
		return webhookNotFound()
	}
	return err
}

func webhookMessage(w *model.Webhook, content string, name, avatar *string) *model.Message {
	m := &model.Message{
		ChannelID: w.ChannelID, Content: content,
		AuthorKind: model.AuthorWebhook, AuthorID: w.ID, AuthorName: w.Name, AvatarURL: w.AvatarURL,
	}
	if name != nil {
		m.AuthorName = *name
	}
	if avatar != nil {
		m.AvatarURL = avatar
	}
	return m
}
