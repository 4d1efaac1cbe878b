package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// UpdateWebhook changes a webhook; it can move to another channel of its server only. Needs MANAGE_SERVER. A post that began
// after it has answered is made by the webhook as it is now. LIMIT_REACHED if the channel it moves to has 100 already.
func (c *Chat) UpdateWebhook(ctx context.Context, actor model.Actor, in UpdateWebhookInput) (*UpdateWebhookPayload, error) {
	w, err := c.webhook(ctx, actor, manageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	apply, err := c.webhookUpdate(ctx, actor, w, in)
	if err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.WebhookUpdated, w.ServerID, w.ID, "")
	a := act(actor, manageWebhooks, entry)
	if err := c.db.UpdateWebhook(ctx, w, noting(entry, webhookFields, apply), roomForWebhooks, a); err != nil {
		return nil, invisible(err, "webhook")
	}
	c.known.forget(w.ID)
	return &UpdateWebhookPayload{Webhook: w}, nil
}

func (c *Chat) webhookUpdate(
	ctx context.Context, actor model.Actor, w *model.Webhook, in UpdateWebhookInput,
) (apply func(*model.Webhook), err error) {
	var f validate.Fields
	name := f.Update(in.Name, w.Name, "name", f.UnreservedName)
	avatar := f.AvatarURL(in.AvatarURL.Value)
	enabled := w.Enabled
	if in.Enabled.Set {
		enabled = validate.Required(&f, "enabled", in.Enabled)
	}
	channel := w.ChannelID
	if in.ChannelID.Set {
		if channel, err = c.target(ctx, actor, &f, w, validate.Required(&f, "channelId", in.ChannelID)); err != nil {
			return nil, err
		}
	}
	// Only what was given is changed, so that two updates at once both count.
	return func(w *model.Webhook) {
		if in.Name.Set {
			w.Name = name
		}
		if in.AvatarURL.Set {
			w.AvatarURL = avatar
		}
		if in.Enabled.Set {
			w.Enabled = enabled
		}
		if in.ChannelID.Set {
			w.ChannelID = channel
		}
	}, f.Err(model.BadUserInput)
}

// target is the channel that a webhook moves to.
func (c *Chat) target(
	ctx context.Context, actor model.Actor, f *validate.Fields, w *model.Webhook, id model.ID,
) (model.ID, error) {
	if f.Err(model.BadUserInput) != nil {
		return 0, nil
	}
	ch, err := c.channel(ctx, actor, see, id)
	if err != nil {
		return 0, err
	}
	if ch.ServerID != w.ServerID {
		f.Add(model.FieldError{
			Field: "channelId", Code: model.FieldInvalid,
			Message: "is a channel of another server; a webhook stays on its server, make a new one there",
		})
	}
	return ch.ID, nil
}

// RegenerateWebhookURL gives a webhook a new URL and returns it; it is never shown again. It needs MANAGE_SERVER. When it has returned,
// no later post with the old URL is accepted, on any instance.
func (c *Chat) RegenerateWebhookURL(
	ctx context.Context, actor model.Actor, in RegenerateWebhookURLInput,
) (*RegenerateWebhookURLPayload, error) {
	seen, err := c.webhook(ctx, actor, manageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	secret := token.New(token.Webhook)
	var w *model.Webhook
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, manageWebhooks, seen.ServerID)
		if err != nil {
			return err
		}
		if w, err = tx.LockWebhook(seen.ID); err != nil {
			return err
		}
		w.TokenHash = token.Hash(secret)
		if err := tx.UpdateWebhook(w); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.WebhookURLRegenerated, w.ServerID, w.ID, w.Name))
	})
	if err != nil {
		return nil, invisible(err, "webhook")
	}
	c.known.forget(w.ID)
	return &RegenerateWebhookURLPayload{Webhook: w, URL: c.webhookURL(w.ID, secret)}, nil
}
