package chat

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"net/netip"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// WebhookPost is what is posted to a webhook's URL.
type WebhookPost struct {
	Content         string
	Name, AvatarURL *string // for this message, instead of the webhook's; nil, "" and white space: the webhook's
	IdempotencyKey  *string
}

// Execute posts as a webhook: Authenticate, ReservePost and ExecuteAs in one.
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

// ExecuteAs posts as a webhook that Authenticate returned. When ExecuteAs returns, the message is durably stored; the
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

// testContent is the content of every test message. The actor cannot choose it: other content comes only from clients that have the URL.
const testContent = "This is a **test message**. It works."

// Test has a webhook post a message that says that it is a test: all that a post to its URL goes through, it goes
// through, but for the token, whose hash is there. Needs MANAGE_SERVER. When it has answered, the message is durably stored; a
// second call posts another. WEBHOOK_DISABLED, RATE_LIMITED: nothing was stored.
//
// Like other posts it is not in the audit log, which posts must not wait for: the message says itself what it is, and nothing
// else can be said this way.
func (c *Webhooks) Test(ctx context.Context, actor model.Actor, in TestWebhookInput) (*TestWebhookPayload, error) {
	for range db.MoveAttempts {
		// SECURITY: a manager of the webhook could give it a new URL and post with that; other users cannot post without its token.
		// The permission is checked again in the transaction of the post.
		w, err := c.webhook(ctx, actor, authz.ManageWebhooks, in.WebhookID)
		if err != nil {
			return nil, err
		}
		posted, err := c.executeTest(ctx, actor, w)
		switch {
		case model.ErrorCode(err) == model.WebhookNotFound: // it was given another URL meanwhile, or deleted
			continue
		case err != nil:
			return nil, invisible(err, "webhook")
		}
		return &TestWebhookPayload{Message: posted.Message, Cursor: posted.Cursor}, nil
	}
	return nil, db.StillMoving()
}

func (c *Webhooks) executeTest(ctx context.Context, actor model.Actor, w *model.Webhook) (*ExecuteWebhookPayload, error) {
	if !w.Enabled {
		return nil, webhookDisabled()
	}
	if _, err := c.ReservePost(ctx, w); err != nil {
		return nil, err
	}
	return c.executeAs(ctx, w, WebhookPost{Content: testContent}, db.ByActor(actor, w.ServerID))
}

// newKey returns the row of an idempotency key; nil if key is nil. It returns IDEMPOTENCY_KEY_INVALID for a malformed key. The
// fingerprint is of the texts as they were posted, without what the webhook adds, so that a retry after the webhook was renamed is still
// the same post.
func newKey(key *string, scope, user model.ID, content string, name, avatar *string) (*model.IdempotencyKey, error) {
	if key == nil {
		return nil, nil
	}
	if err := validate.IdempotencyKey(key); err != nil {
		return nil, err
	}
	hash, print := sha256.Sum256([]byte(*key)), sha256.New()
	for _, s := range []*string{&content, name, avatar} {
		if s == nil {
			_, _ = print.Write([]byte{0})
			continue
		}
		_, _ = print.Write(binary.BigEndian.AppendUint64([]byte{1}, uint64(len(*s))))
		_, _ = print.Write([]byte(*s))
	}
	return &model.IdempotencyKey{ScopeID: scope, UserID: user, KeyHash: hash[:], Fingerprint: print.Sum(nil)}, nil
}

// LogRefused notes that a post to the webhook with that id was refused with err. w is what Authenticate returned, nil if it returned
// an error. The log gets a line for the first refusal of a webhook and code, and
// then one a minute.
//
// SECURITY: a line has neither the text nor the token, and of the fields only names that we know. Senders choose the ids in wrong URLs:
// those are counted together.
func (c *Webhooks) LogRefused(webhook model.ID, w *model.Webhook, err error) {
	code := model.ErrorCode(err)
	isRight := w != nil && code != model.WebhookNotFound || code == model.WebhookDisabled // told to the right token only
	if !isRight {
		c.refusals.Add(string(code), nil, "code", code)
		return
	}
	var fields []string
	var refused *model.Error
	if errors.As(err, &refused) {
		for _, f := range refused.Fields {
			fields = append(fields, f.Field)
		}
	}
	c.refusals.Add(webhook.String()+" "+string(code), fields, "webhookId", webhook.String(), "code", code)
}
