package chat

import (
	"context"
	"errors"
	"net/netip"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// WebhookPost is what is posted to a webhook's URL.
type WebhookPost struct {
	Content         string
	Name, AvatarURL *string // for this message, instead of the webhook's; nil, "" and white space: the webhook's
	IdempotencyKey  *string
}

// Execute posts as a webhook: AuthenticateWebhook, ReservePost and ExecuteAs in one.
func (c *Webhooks) Execute(
	ctx context.Context, from netip.Addr, in ExecuteWebhookInput,
) (*ExecuteWebhookPayload, error) {
	w, err := c.Authenticate(ctx, from, in.AppID, in.Token)
	if err != nil {
		c.LogRefused(in.AppID, w, err)
		return nil, err
	}
	refundAnonymous(ctx)
	payload, err := c.reserveAndExecute(ctx, w, WebhookPost{
		Content: in.Content, Name: in.Name, AvatarURL: in.AvatarURL, IdempotencyKey: in.IdempotencyKey,
	})
	if err != nil {
		err = c.Confirm(ctx, w, err)
		c.LogRefused(in.AppID, w, err)
		return nil, err
	}
	return payload, nil
}

func (c *Webhooks) reserveAndExecute(ctx context.Context, w *model.Webhook, post WebhookPost) (*ExecuteWebhookPayload, error) {
	if _, err := c.ReservePost(ctx, w); err != nil {
		return nil, err
	}
	return c.ExecuteAs(ctx, w, post)
}

// ExecuteAs posts as a webhook that AuthenticateWebhook answered. When it has answered, the message is durably stored; the
// token is looked at again in the transaction that stores it. VALIDATION_FAILED, IDEMPOTENCY_KEY_INVALID,
// IDEMPOTENCY_KEY_REUSED: nothing was stored.
func (c *Webhooks) ExecuteAs(ctx context.Context, w *model.Webhook, post WebhookPost) (*ExecuteWebhookPayload, error) {
	return c.executeAs(ctx, w, post, db.ByURL())
}

// executeAs does the same as ExecuteAs. by is the authority of the sender: the URL of the webhook, or
// a permission on its server.
func (c *Webhooks) executeAs(ctx context.Context, w *model.Webhook, post WebhookPost, by db.Authority) (*ExecuteWebhookPayload, error) {
	var f validate.Fields
	content, name, avatar := f.Content(post.Content), f.OverrideName(post.Name), f.AvatarURL(post.AvatarURL)
	if err := f.Err(model.ValidationFailed); err != nil {
		return nil, err
	}
	id := w.ID
	for range db.MoveAttempts {
		key, err := newKey(post.IdempotencyKey, w.ID, 0, content, name, avatar)
		if err != nil {
			return nil, err
		}
		posted, err := c.ingest.Append(ctx, db.Post{
			Message: webhookMessage(w, content, name, avatar), Webhook: w, Key: key, By: by,
		})
		switch {
		case err == nil:
			c.noteUse(w)
			return &ExecuteWebhookPayload{
				Message: posted.Message, Cursor: posted.Message.Cursor(), Replayed: posted.Replayed,
			}, nil
		case errors.Is(err, db.ErrWebhookChanged): // perhaps to a channel that the post goes to, then
			w, err = c.checkStoredWebhook(ctx, id, w.TokenHash)
		}
		if err != nil {
			c.webhookCache.remove(id)
			return nil, asWebhookNotFound(err)
		}
	}
	return nil, db.StillMoving()
}

// asWebhookNotFound returns err. For NOT_FOUND, of a webhook or channel that was deleted during the post, it returns WEBHOOK_NOT_FOUND.
func asWebhookNotFound(err error) error {
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
