package chat

import (
	"context"
	"sync"
	"time"

	"chattr/internal/model"
)

const (
	noteEvery   = time.Minute
	noteTimeout = 5 * time.Second
)

// noteUse writes when the webhook posted.
func (c *Webhooks) noteUse(w *model.Webhook) {
	c.note(w.ID, w.LastUsedAt, func(ctx context.Context, now, before time.Time) error {
		return c.db.TouchWebhook(ctx, w.ID, now, before)
	})
}

// note stores the time at which an object was used, at most once a minute, in the background. Concurrent uses on an instance cause one write;
// of several instances the database accepts the first. A stored time in the future, from before a clock was set back, does not count.
func (c *core) note(id model.ID, last *time.Time, write func(ctx context.Context, now, before time.Time) error) {
	now := c.o.Now()
	before := now.Add(-noteEvery)
	if last != nil && last.After(before) && !last.After(now) || !c.uses.begin(id, now) {
		return
	}
	c.background.Start(func() {
		ctx, cancel := context.WithTimeout(context.Background(), noteTimeout)
		defer cancel()
		if err := write(ctx, now, before); err != nil {
			c.uses.forget(id)
			c.o.Log.Warn("a time of use could not be noted", "error", err)
		}
	})
}

// uses are the times of use that this instance has written lately, or is writing. The zero value is ready.
type uses struct {
	mu     sync.Mutex
	noted  map[model.ID]time.Time
	pruned time.Time
}

// begin says whether the use is to be written, and from then on for a minute that it is not.
func (u *uses) begin(id model.ID, now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if at, ok := u.noted[id]; ok && recently(at, now) {
		return false
	}
	u.prune(now)
	u.noted[id] = now
	return true
}

// prune keeps the memory to what was used in the last two minutes.
func (u *uses) prune(now time.Time) {
	if u.noted != nil && recently(u.pruned, now) {
		return
	}
	recent := map[model.ID]time.Time{}
	for id, at := range u.noted {
		if recently(at, now) {
			recent[id] = at
		}
	}
	u.noted, u.pruned = recent, now
}

// recently reports whether at is in the minute before now.
func recently(at, now time.Time) bool { return !at.After(now) && now.Sub(at) < noteEvery }

// forget is for a write that failed: the next use is written.
func (u *uses) forget(id model.ID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.noted, id)
}
