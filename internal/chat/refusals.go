package chat

import (
	"errors"

	"chattr/internal/model"
)

// LogRefused notes that a post to the webhook with that id was refused with err. w is what AuthenticateWebhook returned, nil if it returned
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
