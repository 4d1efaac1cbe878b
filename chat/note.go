package chat

import (
	"context"
	"time"

	"chattr/model"
)

const (
	noteEvery   = time.Minute
	noteTimeout = 5 * time.Second
)

// noteUse writes when the webhook posted.
func (c *Chat) noteUse(w *model.Webhook) {
	c.note(w.LastUsedAt, func(ctx context.Context, now, before time.Time) error {
		return c.db.TouchWebhook(ctx, w.ID, now, before)
	})
}

// note writes when something was used, at most once a minute and without keeping anybody waiting.
func (c *Chat) note(last *time.Time, write func(ctx context.Context, now, before time.Time) error) {
	now := c.o.Now()
	before := now.Add(-noteEvery)
	if last != nil && last.After(before) {
		return
	}
	c.background.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), noteTimeout)
		defer cancel()
		if err := write(ctx, now, before); err != nil {
			c.o.Log.Warn("a time of use could not be noted", "error", err)
		}
	})
}
