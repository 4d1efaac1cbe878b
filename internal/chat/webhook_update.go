package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// Update changes a webhook. It can move to another channel of its server only. It needs MANAGE_SERVER. A post that begins after
// the return is made by the changed webhook. UpdateWebhook returns LIMIT_REACHED if the webhook moves to a channel that has 100.
func (c *Webhooks) Update(ctx context.Context, actor model.Actor, in UpdateWebhookInput) (*UpdateWebhookPayload, error) {
	seen, err := c.webhook(ctx, actor, authz.ManageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	update, err := c.webhookUpdate(ctx, actor, seen, in)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var w *model.Webhook
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageWebhooks, seen.ServerID)
		if err != nil {
			return err
		}
		if w, err = tx.LockWebhook(seen.ID); err != nil {
			return err
		}
		before := *w
		update(w)
		if w.ChannelID != before.ChannelID {
			if _, err := tx.Channel(w.ChannelID); err != nil {
				return err
			}
			if err := checkWebhooks(tx, w.ChannelID); err != nil {
				return err
			}
		}
		if err := tx.UpdateWebhook(w); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.WebhookUpdated, w.ServerID, w.ID, w.Name)
		entry.Changes = differences(webhookFields(&before), webhookFields(w))
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, invisible(err, "webhook")
	}
	c.webhookCache.remove(w.ID)
	return &UpdateWebhookPayload{Webhook: w}, nil
}

// webhookUpdate validates the input and returns a function that applies it. Only the given fields are changed, so that of two
// concurrent updates both have their effect.
func (c *Webhooks) webhookUpdate(
	ctx context.Context, actor model.Actor, w *model.Webhook, in UpdateWebhookInput,
) (update func(*model.Webhook), err error) {
	var f validate.Fields
	name := f.Update(in.Name, w.Name, "name", f.UnreservedName)
	avatar := f.AvatarURL(in.AvatarURL.Value)
	enabled := w.Enabled
	if in.Enabled.Set {
		enabled = validate.Required(&f, "enabled", in.Enabled)
	}
	channel := w.ChannelID
	if in.ChannelID.Set {
		if channel, err = c.newChannelOf(ctx, actor, &f, w, validate.Required(&f, "channelId", in.ChannelID)); err != nil {
			return nil, err
		}
	}
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

// newChannelOf checks the channel that a webhook is to move to, and returns its id.
func (c *Webhooks) newChannelOf(
	ctx context.Context, actor model.Actor, f *validate.Fields, w *model.Webhook, id model.ID,
) (model.ID, error) {
	if f.Err(model.BadUserInput) != nil {
		return 0, nil
	}
	ch, err := c.channel(ctx, actor, authz.See, id)
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

// RegenerateURL gives a webhook a new URL and returns it; it is never shown again. It needs MANAGE_SERVER. When it has returned,
// no later post with the old URL is accepted, on any instance.
func (c *Webhooks) RegenerateURL(
	ctx context.Context, actor model.Actor, in RegenerateWebhookURLInput,
) (*RegenerateWebhookURLPayload, error) {
	seen, err := c.webhook(ctx, actor, authz.ManageWebhooks, in.WebhookID)
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
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageWebhooks, seen.ServerID)
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
	c.webhookCache.remove(w.ID)
	return &RegenerateWebhookURLPayload{Webhook: w, URL: c.webhookURL(w.ID, secret)}, nil
}
