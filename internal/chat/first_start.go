package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
)

// FirstStart contains what a person can use immediately after the first start. Its URLs are secrets that are never shown again.
type FirstStart struct {
	SignInLink string // "": there is an owner token
	WebhookURL string // "": there is no demo
}

// Begin gives an empty database its first user, `owner`, administrator of the installation. With demo it also creates a server with
// channels and a webhook. It stores all or nothing. If several instances start concurrently, one returns what it created. The others, and
// every later start, return nil.
func (c *Chat) Begin(ctx context.Context, demo bool) (*FirstStart, error) {
	id, err := c.db.NewID(ctx, model.KindUser)
	if err != nil {
		return nil, err
	}
	owner := &model.User{ID: id, Name: model.OwnerName, Administrator: true, CreatedAt: c.o.Now()}
	var start FirstStart
	var link *model.SignInLink
	if c.o.OwnerTokenHash == nil {
		if link, start.SignInLink, err = c.SignIn.newSignInLink(ctx, owner.ID); err != nil {
			return nil, err
		}
	}
	var d *demoServer
	if demo {
		if d, start.WebhookURL, err = c.newDemo(ctx, owner); err != nil {
			return nil, err
		}
	}
	var hasUsers bool
	err = c.db.InTx(ctx, func(tx *db.Tx) (err error) {
		if hasUsers, err = tx.HasUsers(); err != nil || hasUsers {
			return err
		}
		if err := tx.InsertUser(owner); err != nil {
			return err
		}
		if link != nil {
			if err := tx.InsertSignInLink(link); err != nil {
				return err
			}
		}
		if d == nil {
			return nil
		}
		return d.insert(tx)
	})
	if err != nil || hasUsers {
		return nil, err
	}
	return &start, nil
}

// demoServer is a server with channels and a webhook for the first start.
type demoServer struct {
	server   *model.Server
	everyone *model.Role
	owner    *model.Member
	channels []*model.Channel
	webhook  *model.Webhook
	entries  []*model.AuditEntry // which say that the owner has created it
}

// newDemo returns a demo server of owner and the URL of its webhook. It stores nothing.
func (c *Chat) newDemo(ctx context.Context, owner *model.User) (d *demoServer, webhookURL string, err error) {
	d = new(demoServer)
	if d.server, d.everyone, d.owner, err = c.Servers.newServer(ctx, owner.ID, "Demo"); err != nil {
		return nil, "", err
	}
	general, err := c.Channels.newChannel(ctx, d.server.ID, "general", nil)
	if err != nil {
		return nil, "", err
	}
	deploys, err := c.Channels.newChannel(ctx, d.server.ID, "deploys", new("What CI has shipped"))
	if err != nil {
		return nil, "", err
	}
	d.channels = []*model.Channel{general, deploys}
	if d.webhook, webhookURL, err = c.Webhooks.newWebhook(ctx, owner.ID, deploys, "CI", nil); err != nil {
		return nil, "", err
	}
	ids, err := c.newIDs(ctx, model.KindAuditEntry, model.KindAuditEntry, model.KindAuditEntry, model.KindAuditEntry)
	if err != nil {
		return nil, "", err
	}
	by, server := model.Actor{User: owner}, d.server.ID
	d.entries = []*model.AuditEntry{
		c.newEntry(ids[0], by, model.ServerCreated, server, server, d.server.Name),
		c.newEntry(ids[1], by, model.ChannelCreated, server, general.ID, general.Name),
		c.newEntry(ids[2], by, model.ChannelCreated, server, deploys.ID, deploys.Name),
		c.newEntry(ids[3], by, model.WebhookCreated, server, d.webhook.ID, d.webhook.Name),
	}
	return d, webhookURL, nil
}

// insert stores the server. The row of its owner must be locked.
func (d *demoServer) insert(tx *db.Tx) error {
	if err := tx.InsertServer(d.server, d.everyone, d.owner); err != nil {
		return err
	}
	for _, channel := range d.channels {
		if err := tx.InsertChannel(channel); err != nil {
			return err
		}
	}
	if _, err := tx.Channel(d.webhook.ChannelID); err != nil { // protects the channel, as InsertWebhook requires
		return err
	}
	if err := tx.InsertWebhook(d.webhook); err != nil {
		return err
	}
	for _, entry := range d.entries {
		if err := tx.InsertAuditEntry(entry); err != nil {
			return err
		}
	}
	return nil
}
