package chat

import (
	"context"

	"chattr/internal/model"
)

// FirstStart is what a person can use at once after the first start. Its URLs are secrets that are never shown again.
type FirstStart struct {
	SignInLink string // "" when there is an owner token
	WebhookURL string // "" without the demo
}

// Begin gives an empty database its first user, `owner`, administrator of the installation, and with demo a server with
// channels and a webhook: all of it or nothing. Of several instances beginning at once, one answers what it made; the others,
// and every later start, answer nil.
func (c *Chat) Begin(ctx context.Context, demo bool) (*FirstStart, error) {
	id, err := c.db.NewID(ctx, model.KindUser)
	if err != nil {
		return nil, err
	}
	owner := &model.User{ID: id, Name: model.OwnerName, Administrator: true, CreatedAt: c.o.Now()}
	var start FirstStart
	var rows []any
	var entries []*model.AuditEntry
	if c.o.OwnerTokenHash == nil {
		link, url, err := c.newSignInLink(ctx, owner.ID)
		if err != nil {
			return nil, err
		}
		rows, start.SignInLink = append(rows, link), url
	}
	if demo {
		made, told, url, err := c.newDemo(ctx, model.Actor{User: owner})
		if err != nil {
			return nil, err
		}
		rows, entries, start.WebhookURL = append(rows, made...), told, url
	}
	if first, err := c.db.InsertFirst(ctx, owner, rows, entries...); err != nil || !first {
		return nil, err
	}
	return &start, nil
}

// newDemo is the demo's rows, with the entries that tell of them: the owner has made it.
func (c *Chat) newDemo(ctx context.Context, owner model.Actor) (
	rows []any, entries []*model.AuditEntry, webhookURL string, err error,
) {
	s, everyone, member, err := c.newServer(ctx, owner.UserID(), "Demo")
	if err != nil {
		return nil, nil, "", err
	}
	general, err := c.newChannel(ctx, s.ID, "general", nil)
	if err != nil {
		return nil, nil, "", err
	}
	deploys, err := c.newChannel(ctx, s.ID, "deploys", new("What CI has shipped"))
	if err != nil {
		return nil, nil, "", err
	}
	hook, webhookURL, err := c.newWebhook(ctx, owner.UserID(), deploys, "CI", nil)
	if err != nil {
		return nil, nil, "", err
	}
	rows = []any{
		s, everyone, member,
		general, &model.Head{ChannelID: general.ID}, deploys, &model.Head{ChannelID: deploys.ID}, hook,
	}
	return rows, []*model.AuditEntry{
		c.entry(owner, model.ServerCreated, s.ID, s.ID, s.Name),
		c.entry(owner, model.ChannelCreated, s.ID, general.ID, general.Name),
		c.entry(owner, model.ChannelCreated, s.ID, deploys.ID, deploys.Name),
		c.entry(owner, model.WebhookCreated, s.ID, hook.ID, hook.Name),
	}, webhookURL, nil
}
