package chat

import (
	"context"

	"chattr/model"
)

// FirstStart is what a person can use at once after the first start. Its URLs are secrets that are never shown again.
type FirstStart struct {
	SignInLink string // "" when there is an owner token
	WebhookURL string // "" without the demo
}

// Begin gives an empty database its first user, `owner`, administrator of the installation, and with demo a server with
// channels and a webhook. Of several instances beginning at once, one answers what it made; the others, and every later
// start, answer nil.
func (c *Chat) Begin(ctx context.Context, demo bool) (*FirstStart, error) {
	id, err := c.db.NewID(ctx, model.KindUser)
	if err != nil {
		return nil, err
	}
	owner := &model.User{ID: id, Name: OwnerName, Administrator: true, CreatedAt: c.o.Now()}
	first, err := c.db.InsertFirstUser(ctx, owner)
	if err != nil || !first {
		return nil, err
	}
	start := &FirstStart{}
	if c.o.OwnerTokenHash == nil {
		if start.SignInLink, err = c.CreateSignInLink(ctx, OwnerName); err != nil {
			return nil, err
		}
	}
	if demo {
		start.WebhookURL, err = c.makeDemo(ctx, owner.ID)
	}
	return start, err
}

func (c *Chat) makeDemo(ctx context.Context, owner model.ID) (webhookURL string, err error) {
	s, err := c.insertServer(ctx, owner, "Demo")
	if err != nil {
		return "", err
	}
	if _, err := c.insertChannel(ctx, s.ID, "general", nil); err != nil {
		return "", err
	}
	deploys, err := c.insertChannel(ctx, s.ID, "deploys", new("What CI has shipped"))
	if err != nil {
		return "", err
	}
	_, webhookURL, err = c.insertWebhook(ctx, owner, deploys, "CI", nil)
	return webhookURL, err
}
