package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// Webhooks creates, changes, deletes and executes webhooks.
type Webhooks struct {
	*core
	channels *Channels
}

// Create creates a webhook and returns it with its URL, which is never shown again. It needs MANAGE_SERVER. It returns
// LIMIT_REACHED if the channel has 100 webhooks.
func (c *Webhooks) Create(ctx context.Context, actor model.Actor, in CreateWebhookInput) (*CreateWebhookPayload, error) {
	seen, err := c.channel(ctx, actor, authz.ManageWebhooks, in.ChannelID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name, avatar := f.UnreservedName("name", in.Name), f.AvatarURL(in.AvatarURL)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	w, url, err := c.newWebhook(ctx, actor.UserID(), seen, name, avatar)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageWebhooks, seen.ServerID)
		if err != nil {
			return err
		}
		if _, err := tx.Channel(seen.ID); err != nil {
			return err
		}
		if err := checkWebhooks(tx, seen.ID); err != nil {
			return err
		}
		if err := tx.InsertWebhook(w); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.WebhookCreated, w.ServerID, w.ID, w.Name))
	})
	if err != nil {
		return nil, notFoundAs(err, "channel")
	}
	return &CreateWebhookPayload{Webhook: w, URL: url}, nil
}

// checkWebhooks returns LIMIT_REACHED if a channel cannot have one more webhook.
func checkWebhooks(tx *db.Tx, channel model.ID) error {
	n, err := tx.CountWebhooks(channel)
	if err != nil {
		return err
	}
	return checkLimit(n, maxWebhooksPerChannel, "webhooks on this channel")
}

// newWebhook returns a new webhook and its URL. It stores nothing.
func (c *Webhooks) newWebhook(
	ctx context.Context, creator model.ID, ch *model.Channel, name string, avatar *string,
) (w *model.Webhook, url string, err error) {
	id, err := c.db.NewID(ctx, model.KindWebhook)
	if err != nil {
		return nil, "", err
	}
	secret := token.New(token.Webhook)
	w = &model.Webhook{
		ID: id, ServerID: ch.ServerID, ChannelID: ch.ID, CreatorID: creator, Name: name, AvatarURL: avatar,
		TokenHash: token.Hash(secret), Enabled: true, CreatedAt: c.o.Now(),
	}
	return w, c.webhookURL(id, secret), nil
}

func (c *Webhooks) webhookURL(id model.ID, secret string) string {
	return c.o.PublicURL + "/webhooks/" + id.String() + "/" + secret
}

// Delete deletes a webhook. The messages that it posted stay. It needs MANAGE_SERVER. A second call returns NOT_FOUND.
func (c *Webhooks) Delete(ctx context.Context, actor model.Actor, in DeleteWebhookInput) (*DeleteWebhookPayload, error) {
	seen, err := c.webhook(ctx, actor, authz.ManageWebhooks, in.WebhookID)
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
		if err := tx.DeleteWebhook(w); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.WebhookDeleted, w.ServerID, w.ID, w.Name))
	})
	if err != nil {
		return nil, invisible(err, "webhook")
	}
	c.webhookCache.remove(w.ID)
	return &DeleteWebhookPayload{Webhook: w}, nil
}

// Get returns a webhook. It needs MANAGE_SERVER, and returns NOT_FOUND without it.
func (c *Webhooks) Get(ctx context.Context, actor model.Actor, id model.ID) (*model.Webhook, error) {
	return c.webhook(ctx, actor, authz.SeeWebhooks, id)
}

// webhook returns a webhook for an action. It returns NOT_FOUND to an actor who may not list webhooks.
//
// SECURITY: otherwise a caller without permissions could find out which webhooks exist.
func (c *Webhooks) webhook(ctx context.Context, actor model.Actor, do authz.Action, id model.ID) (*model.Webhook, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	w, err := c.db.Webhook(ctx, id)
	if err != nil {
		return nil, invisible(err, "webhook")
	}
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{w.ServerID})
	if err != nil {
		return nil, err
	}
	to := authz.Object{Standing: standings[w.ServerID]}
	if err := authz.Authorize(actor, authz.SeeWebhooks, to); err != nil {
		return nil, invisible(err, "webhook")
	}
	if err := authz.Authorize(actor, do, to); err != nil {
		return nil, err
	}
	return w, nil
}

// WebhooksOfServers returns a page of the webhooks of each server on which the actor has MANAGE_SERVER, and an error for each other
// server.
func (c *Webhooks) WebhooksOfServers(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*WebhookConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, authz.SeeWebhooks, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.WebhooksOfServers(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return webhooks.connectAll(servers, all, p), denied, nil
}

// WebhooksOfChannels returns a page of the webhooks of each channel on whose server the actor has MANAGE_SERVER, and an error for each
// other channel.
func (c *Webhooks) WebhooksOfChannels(
	ctx context.Context, actor model.Actor, channels []model.ID, p Page,
) (pages map[model.ID]*WebhookConnection, denied map[model.ID]error, err error) {
	channels, denied, err = c.allowedIn(ctx, actor, authz.SeeWebhooks, channels)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.WebhooksOfChannels(ctx, channels, p)
	if err != nil {
		return nil, nil, err
	}
	return webhooks.connectAll(channels, all, p), denied, nil
}

// Update changes a webhook. It can move to another channel of its server only. It needs MANAGE_SERVER. A post that begins after
// the return is made by the changed webhook. It returns LIMIT_REACHED if the webhook moves to a channel that has 100.
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
