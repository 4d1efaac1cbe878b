package chat

import (
	"context"

	"chattr/model"
)

// CreateWebhook makes a webhook and its URL, which is never shown again. Needs MANAGE_SERVER. LIMIT_REACHED at 100 on a
// channel.
func (c *Chat) CreateWebhook(ctx context.Context, actor model.Actor, in CreateWebhookInput) (*CreateWebhookPayload, error) {
	ch, err := c.channel(ctx, actor, manageWebhooks, in.ChannelID)
	if err != nil {
		return nil, err
	}
	var f fields
	name, avatar := f.webhookName("name", in.Name), f.avatarURL(in.AvatarURL)
	if err := f.err(model.BadUserInput); err != nil {
		return nil, err
	}
	n, err := c.db.CountWebhooks(ctx, ch.ID)
	if err != nil {
		return nil, err
	}
	if err := below(maxWebhooksPerChannel, n, "webhooks on this channel"); err != nil {
		return nil, err
	}
	w, url, err := c.newWebhook(ctx, actor.UserID(), ch, name, avatar)
	if err != nil {
		return nil, err
	}
	return &CreateWebhookPayload{Webhook: w, URL: url}, c.db.InsertWebhook(ctx, w)
}

func (c *Chat) newWebhook(
	ctx context.Context, creator model.ID, ch *model.Channel, name string, avatar *string,
) (w *model.Webhook, url string, err error) {
	id, err := c.db.NewID(ctx, model.KindWebhook)
	if err != nil {
		return nil, "", err
	}
	token := newToken(webhookToken)
	w = &model.Webhook{
		ID: id, ServerID: ch.ServerID, ChannelID: ch.ID, CreatorID: creator, Name: name, AvatarURL: avatar,
		TokenHash: hashToken(token), Enabled: true, CreatedAt: c.o.Now(),
	}
	return w, c.webhookURL(id, token), nil
}

func (c *Chat) webhookURL(id model.ID, token string) string {
	return c.o.PublicURL + "/webhooks/" + id.String() + "/" + token
}

// UpdateWebhook changes a webhook; it can move to another channel of its server only. Needs MANAGE_SERVER. A post that began
// after it has answered is made by the webhook as it is now.
func (c *Chat) UpdateWebhook(ctx context.Context, actor model.Actor, in UpdateWebhookInput) (*UpdateWebhookPayload, error) {
	w, err := c.webhook(ctx, actor, manageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	apply, err := c.webhookUpdate(ctx, actor, w, in)
	if err != nil {
		return nil, err
	}
	w, err = c.db.UpdateWebhook(ctx, w.ID, apply)
	return &UpdateWebhookPayload{Webhook: w}, err
}

func (c *Chat) webhookUpdate(
	ctx context.Context, actor model.Actor, w *model.Webhook, in UpdateWebhookInput,
) (apply func(*model.Webhook), err error) {
	var f fields
	name := f.update(in.Name, w.Name, "name", f.webhookName)
	avatar := f.avatarURL(in.AvatarURL.Value)
	enabled := w.Enabled
	if in.Enabled.Set {
		enabled = required(&f, "enabled", in.Enabled)
	}
	channel := w.ChannelID
	if in.ChannelID.Set {
		if channel, err = c.target(ctx, actor, &f, w, required(&f, "channelId", in.ChannelID)); err != nil {
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
	}, f.err(model.BadUserInput)
}

func required[T any](f *fields, field string, in model.Optional[T]) (value T) {
	if in.Value == nil {
		f.add(model.FieldError{Field: field, Code: model.FieldRequired, Message: "cannot be cleared"})
		return value
	}
	return *in.Value
}

// target is the channel that a webhook moves to.
func (c *Chat) target(
	ctx context.Context, actor model.Actor, f *fields, w *model.Webhook, id model.ID,
) (model.ID, error) {
	if len(f.errors) > 0 {
		return 0, nil
	}
	ch, err := c.channel(ctx, actor, see, id)
	if err != nil {
		return 0, err
	}
	if ch.ServerID != w.ServerID {
		f.add(model.FieldError{
			Field: "channelId", Code: model.FieldInvalid,
			Message: "is a channel of another server; a webhook stays on its server, make a new one there",
		})
	}
	return ch.ID, nil
}

// RegenerateWebhookURL gives a webhook a new URL, which is never shown again. Needs MANAGE_SERVER. When it has answered, no
// later post with the old URL is accepted, on any instance.
func (c *Chat) RegenerateWebhookURL(
	ctx context.Context, actor model.Actor, in RegenerateWebhookURLInput,
) (*RegenerateWebhookURLPayload, error) {
	w, err := c.webhook(ctx, actor, manageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	token := newToken(webhookToken)
	w, err = c.db.UpdateWebhook(ctx, w.ID, func(w *model.Webhook) { w.TokenHash = hashToken(token) })
	return &RegenerateWebhookURLPayload{Webhook: w, URL: c.webhookURL(in.WebhookID, token)}, err
}

// DeleteWebhook deletes a webhook; what it posted stays. Needs MANAGE_SERVER.
func (c *Chat) DeleteWebhook(ctx context.Context, actor model.Actor, in DeleteWebhookInput) (*DeleteWebhookPayload, error) {
	w, err := c.webhook(ctx, actor, manageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	w, err = c.db.DeleteWebhook(ctx, w.ID)
	return &DeleteWebhookPayload{Webhook: w}, err
}

// Webhook is a webhook that the actor may manage. NOT_FOUND otherwise.
func (c *Chat) Webhook(ctx context.Context, actor model.Actor, id model.ID) (*model.Webhook, error) {
	return c.webhook(ctx, actor, seeWebhooks, id)
}

// SECURITY: who may not list webhooks is not told whether one exists.
func (c *Chat) webhook(ctx context.Context, actor model.Actor, do action, id model.ID) (*model.Webhook, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	w, err := c.db.Webhook(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, seeWebhooks, &model.Server{ID: w.ServerID}, 0); err != nil {
		return nil, invisible(err)
	}
	return w, c.authorize(ctx, actor, do, &model.Server{ID: w.ServerID}, 0)
}

// WebhooksOfServers is a page of the webhooks of each of those servers; servers where the actor lacks MANAGE_SERVER are left
// out.
func (c *Chat) WebhooksOfServers(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (map[model.ID]*WebhookConnection, error) {
	servers, err := c.only(ctx, actor, seeWebhooks, servers)
	if err != nil {
		return nil, err
	}
	webhooks, err := c.db.WebhooksOfServers(ctx, servers, p)
	return connectAll(servers, webhooks, p, webhookKey), err
}

// WebhooksOfChannels is a page of the webhooks of each of those channels, given with their servers; channels on whose
// servers the actor lacks MANAGE_SERVER are left out.
func (c *Chat) WebhooksOfChannels(
	ctx context.Context, actor model.Actor, serverOf map[model.ID]model.ID, p Page,
) (map[model.ID]*WebhookConnection, error) {
	servers := make([]model.ID, 0, len(serverOf))
	for _, s := range serverOf {
		servers = append(servers, s)
	}
	allowed, err := c.allowed(ctx, actor, seeWebhooks, servers)
	if err != nil {
		return nil, err
	}
	var channels []model.ID
	for ch, s := range serverOf {
		if allowed[s] {
			channels = append(channels, ch)
		}
	}
	webhooks, err := c.db.WebhooksOfChannels(ctx, channels, p)
	return connectAll(channels, webhooks, p, webhookKey), err
}

func webhookKey(w *model.Webhook) int64 { return int64(w.ID) }
