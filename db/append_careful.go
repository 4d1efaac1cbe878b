package db

import (
	"bytes"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Append stores posts, all in one transaction: it locks the rows that decide whether each may be made, checks that it still may,
// and numbers those that may in the order given. A post that may not be made never fails its neighbours. With `again`, posts
// that an attempt with an unknown end has stored are found and answered as stored. An error is one of the whole: nothing was
// stored, unless it is COMMIT_UNKNOWN.
func (db *DB) Append(ctx context.Context, posts []Post, again bool) ([]Posted, error) {
	var results []Posted
	err := db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		a := appending{db: db, tx: tx, posts: posts, results: make([]Posted, len(posts))}
		results = a.results
		steps := []func(context.Context) error{
			a.lockActs, a.lock, a.findOwn, a.checkActs, a.checkWebhooks, a.checkChannels, a.takeKeys, a.number, a.store,
		}
		if !again {
			steps = slices.Delete(steps, 2, 3)
		}
		for _, step := range steps {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	return results, err
}

// appending is one run of Append. A post with a result is done: the later steps pass over it.
type appending struct {
	db      *DB
	tx      bun.Tx
	posts   []Post
	results []Posted
	users   map[model.ID]*model.User // who posts by a right
	heads   map[model.ID]model.Head
	stored  []*model.Message
}

func (a *appending) open(i int) bool { return a.results[i] == (Posted{}) }

// lock locks the heads first, so that what the later steps read is not changed before the commit.
func (a *appending) lock(ctx context.Context) (err error) {
	channels := make([]model.ID, len(a.posts))
	for i, p := range a.posts {
		channels[i] = p.Message.ChannelID
	}
	a.heads, err = a.db.lockHeads(ctx, a.tx, bun.List(channels))
	return err
}

// findOwn answers the posts that are stored already. Whoever stored them held their heads until it was decided, so that now
// they are there or will never be.
func (a *appending) findOwn(ctx context.Context) error {
	ids := make([]model.ID, len(a.posts))
	for i, p := range a.posts {
		ids[i] = p.Message.ID
	}
	var rows []*model.Message
	err := a.tx.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	found := byID(rows, func(m *model.Message) model.ID { return m.ID })
	for i := range a.posts {
		a.results[i].Message = found[ids[i]]
	}
	return err
}

// checkChannels comes after checkWebhooks: a webhook that was moved away in time outlives its old channel.
func (a *appending) checkChannels(ctx context.Context) error {
	var channels []model.ID
	for i, p := range a.posts {
		if a.open(i) {
			channels = append(channels, p.Message.ChannelID)
		}
	}
	if len(channels) == 0 {
		return nil
	}
	var live []model.ID
	err := liveChannels(a.tx, channels...).Column("channel.id").Scan(ctx, &live)
	for i, p := range a.posts {
		if a.open(i) && !slices.Contains(live, p.Message.ChannelID) {
			a.results[i].Err = notFound()
		}
	}
	return err
}

func (a *appending) checkWebhooks(ctx context.Context) error {
	var ids []model.ID
	for i, p := range a.posts {
		if p.Webhook != nil && a.open(i) {
			ids = append(ids, p.Webhook.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var rows []*model.Webhook
	err := a.tx.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	now := byID(rows, func(w *model.Webhook) model.ID { return w.ID })
	for i, p := range a.posts {
		if p.Webhook != nil && a.open(i) {
			a.results[i].Err = stillGood(p.Webhook, now[p.Webhook.ID])
		}
	}
	return err
}

// SECURITY: a URL that was regenerated, disabled or deleted since it was read posts nothing.
func stillGood(read, now *model.Webhook) error {
	switch {
	case now == nil || !bytes.Equal(read.TokenHash, now.TokenHash):
		return notFound()
	case !now.Enabled:
		return model.Errorf(model.WebhookDisabled, "This webhook is disabled.")
	case now.Revision != read.Revision:
		return ErrWebhookChanged
	}
	return nil
}

func (a *appending) number(context.Context) error {
	for i, p := range a.posts {
		if !a.open(i) {
			continue
		}
		m := p.Message
		h := a.heads[m.ChannelID]
		h.Number, h.EventID = h.Number+1, m.ID
		a.heads[m.ChannelID], m.Number = h, h.Number
		a.stored = append(a.stored, m)
		a.results[i].Message = m
	}
	return nil
}

func (a *appending) store(ctx context.Context) error {
	if len(a.stored) == 0 {
		return nil
	}
	if _, err := a.tx.NewInsert().Model(&a.stored).Exec(ctx); err != nil {
		return err
	}
	written := make(map[model.ID]bool, len(a.heads))
	for _, m := range a.stored {
		if written[m.ChannelID] {
			continue
		}
		written[m.ChannelID] = true
		if err := updateHead(ctx, a.tx, a.heads[m.ChannelID]); err != nil {
			return err
		}
	}
	return nil
}
