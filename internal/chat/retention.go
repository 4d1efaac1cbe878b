package chat

import (
	"context"
	"time"

	"chattr/db"
	"chattr/internal/model"
)

const (
	retainEvery    = 5 * time.Second
	retainRows     = 200
	retainPause    = 20 * time.Millisecond
	retainChannels = 100
)

// Retention is how long things are kept; 0 is for ever.
type Retention struct {
	Messages time.Duration // after they were posted or last changed
	Events   time.Duration // in the streams; none outlives its message
}

// retain removes messages and events that are too old, in small transactions with pauses, so that posts do not wait for it.
func (c *Chat) retain(ctx context.Context) error {
	r := c.tooOld()
	for last := model.ID(0); ; {
		channels, err := c.db.ChannelsWithOld(ctx, r, last, retainChannels)
		if err != nil || len(channels) == 0 {
			return err
		}
		for _, channel := range channels {
			if err := c.retainIn(ctx, channel, r); err != nil {
				return err
			}
		}
		last = channels[len(channels)-1]
	}
}

func (c *Chat) tooOld() (r db.Retention) {
	now, kept := c.o.Now(), c.o.Retention
	if kept.Messages > 0 {
		r.Messages = now.Add(-kept.Messages)
	}
	if kept.Events > 0 {
		r.Events = now.Add(-kept.Events)
	}
	return r
}

func (c *Chat) retainIn(ctx context.Context, channel model.ID, r db.Retention) error {
	more, at := true, int64(0)
	for more {
		var err error
		if at, more, err = c.db.DeleteOld(ctx, channel, r, at, retainRows); err != nil {
			if model.ErrorCode(err) == model.NotFound { // deleted and swept meanwhile
				return nil
			}
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(retainPause):
		}
	}
	return nil
}
