package chat

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// CreateWebhook makes a webhook and its URL, which is never shown again. Needs MANAGE_SERVER. LIMIT_REACHED at 100 on a
// channel.
func (c *Chat) CreateWebhook(ctx context.Context, actor model.Actor, in CreateWebhookInput) (*CreateWebhookPayload, error) {
	ch, err := c.channel(ctx, actor, manageWebhooks, in.ChannelID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name, avatar := f.UnreservedName("name", in.Name), f.AvatarURL(in.AvatarURL)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	w, url, err := c.newWebhook(ctx, actor.UserID(), ch, name, avatar)
	if err != nil {
		return nil, err
	}
	a := act(actor, manageWebhooks, c.entry(actor, model.WebhookCreated, w.ServerID, w.ID, w.Name))
	if err := c.db.InsertWebhook(ctx, w, roomForWebhooks, a); err != nil {
		return nil, gone(err, "channel")
	}
	return &CreateWebhookPayload{Webhook: w, URL: url}, nil
}

var roomForWebhooks = atMost(maxWebhooksPerChannel, "webhooks on this channel")

func (c *Chat) newWebhook(
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

func (c *Chat) webhookURL(id model.ID, secret string) string {
	return c.o.PublicURL + "/webhooks/" + id.String() + "/" + secret
}

// DeleteWebhook deletes a webhook; what it posted stays. Needs MANAGE_SERVER. NOT_FOUND the second time.
func (c *Chat) DeleteWebhook(ctx context.Context, actor model.Actor, in DeleteWebhookInput) (*DeleteWebhookPayload, error) {
	w, err := c.webhook(ctx, actor, manageWebhooks, in.WebhookID)
	if err != nil {
		return nil, err
	}
	a := act(actor, manageWebhooks, c.entry(actor, model.WebhookDeleted, w.ServerID, w.ID, ""))
	if err := c.db.DeleteWebhook(ctx, w, a); err != nil {
		return nil, invisible(err, "webhook")
	}
	c.known.forget(w.ID)
	return &DeleteWebhookPayload{Webhook: w}, nil
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
		return nil, invisible(err, "webhook")
	}
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{w.ServerID})
	if err != nil {
		return nil, err
	}
	to := object{standing: standings[w.ServerID]}
	if err := authorize(actor, seeWebhooks, to); err != nil {
		return nil, invisible(err, "webhook")
	}
	if err := authorize(actor, do, to); err != nil {
		return nil, err
	}
	return w, nil
}

// WebhooksOfServers is a page of the webhooks of each of those servers where the actor has MANAGE_SERVER, and for each other
// why not.
func (c *Chat) WebhooksOfServers(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*WebhookConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, seeWebhooks, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.WebhooksOfServers(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return webhooks.connectAll(servers, all, p), denied, nil
}

// WebhooksOfChannels is a page of the webhooks of each of those channels that are on servers where the actor has
// MANAGE_SERVER, and for each other why not.
func (c *Chat) WebhooksOfChannels(
	ctx context.Context, actor model.Actor, channels []model.ID, p Page,
) (pages map[model.ID]*WebhookConnection, denied map[model.ID]error, err error) {
	channels, denied, err = c.allowedIn(ctx, actor, seeWebhooks, channels)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.WebhooksOfChannels(ctx, channels, p)
	if err != nil {
		return nil, nil, err
	}
	return webhooks.connectAll(channels, all, p), denied, nil
}
