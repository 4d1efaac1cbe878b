package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
)

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
