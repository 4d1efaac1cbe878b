package db

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Batch is a batch of posts in a transaction that has locked every row that decides whether a post may be stored. A post that may not
// be stored does not affect the others. Call Decide for each post that Undecided returns, and then Store.
type Batch struct {
	db      *DB
	tx      bun.Tx
	posts   []Post
	results []Posted
	decided []bool                   // posts by users that Decide was called with
	users   map[model.ID]*model.User // the actors of posts by users
	heads   map[model.ID]model.Head
	stored  []*model.Message
}

// LockPosts locks, in the order of locks, the servers and the actors of posts by users, and the heads of all channels. If isRetry, an
// attempt before ended with COMMIT_UNKNOWN: posts that it has stored are found.
func (tx *Tx) LockPosts(posts []Post, isRetry bool) (*Batch, error) {
	for i := range posts {
		if err := posts[i].Check(); err != nil {
			return nil, err
		}
	}
	b := &Batch{db: tx.db, tx: tx.sql, posts: posts, results: make([]Posted, len(posts)), decided: make([]bool, len(posts))}
	if err := b.lockActors(tx); err != nil {
		return nil, wrap(err)
	}
	if err := b.lockHeads(tx); err != nil {
		return nil, wrap(err)
	}
	if !isRetry {
		return b, nil
	}
	return b, wrap(b.findStored(tx.ctx))
}

// Store stores the posts that may be stored, numbered in the order given, and returns a result for each post. It returns an error if the
// whole batch failed.
func (b *Batch) Store(tx *Tx) ([]Posted, error) {
	// SECURITY: no post by a user is stored before the caller has decided about the permission of the user.
	for i := range b.Undecided() {
		return nil, fmt.Errorf("post %d by a user was not authorized", i)
	}
	for _, step := range []func(context.Context) error{b.checkWebhooks, b.checkChannels, b.takeKeys, b.number, b.store} {
		if err := step(tx.ctx); err != nil {
			return nil, wrap(err)
		}
	}
	return b.results, nil
}

// open reports whether a post has no result yet. The steps skip a post that has one.
func (b *Batch) open(i int) bool { return b.results[i] == (Posted{}) }

// lockActors locks the rows that decide about posts by users: of their servers, then of the users.
func (b *Batch) lockActors(tx *Tx) (err error) {
	servers, users := map[model.ID]bool{}, map[model.ID]bool{}
	for _, p := range b.posts {
		if p.By.IsActor() {
			servers[p.By.server], users[p.By.actor.UserID()] = true, true
		}
	}
	if len(users) == 0 {
		return nil
	}
	if err := b.limitLocks(tx.ctx); err != nil {
		return err
	}
	ids := slices.Collect(maps.Keys(servers))
	if err := tx.inOrder(lockedServers, ids...); err != nil {
		return err
	}
	locked := b.tx.NewSelect().Model((*model.Server)(nil)).Column("id").Where("id IN (?)", bun.List(ids)).OrderExpr("id")
	if err := b.db.lockRow(locked).Scan(tx.ctx, &ids); err != nil {
		return err
	}
	b.users, err = tx.LockUsers(slices.Collect(maps.Keys(users))...)
	return err
}

// limitLocks limits how long this transaction waits for each lock. While it waits for a locked head, it holds the row of the server,
// which every change of the server needs: it must release the row soon, and try again.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning.
func (b *Batch) limitLocks(ctx context.Context) error {
	if !b.db.postgres() {
		return nil
	}
	_, err := b.tx.ExecContext(ctx, "SET LOCAL lock_timeout = '"+actorLockTimeout+"'")
	return err
}

const actorLockTimeout = "250ms"

// Undecided returns the posts by users that Decide must be called for, by their places in the batch.
//
// SECURITY: nothing is posted by a permission that was taken or a credential that was revoked, once that was confirmed: code that takes
// or revokes one locks the row of the server or of the user, which LockPosts has locked.
func (b *Batch) Undecided() iter.Seq2[int, Post] {
	return func(yield func(int, Post) bool) {
		for i, p := range b.posts {
			if p.By.IsActor() && b.open(i) && !b.decided[i] && !yield(i, p) {
				return
			}
		}
	}
}

// Users returns the locked rows of the actors of posts by users, by their ids.
func (b *Batch) Users() map[model.ID]*model.User { return b.users }

// Decide records whether a post by a user may be stored: nil allows it, any error refuses it.
func (b *Batch) Decide(i int, refusal error) {
	b.decided[i] = true
	b.results[i].Err = refusal
}

// lockHeads locks the heads of the channels, so that the rows that the later steps read do not change before the commit.
func (b *Batch) lockHeads(tx *Tx) (err error) {
	channels := make([]model.ID, len(b.posts))
	for i, p := range b.posts {
		channels[i] = p.Message.ChannelID
	}
	if err := tx.inOrder(lockedHeads, channels...); err != nil {
		return err
	}
	b.heads, err = b.db.lockHeads(tx.ctx, b.tx, bun.List(channels))
	return err
}

// findStored finds the posts that are stored already. The attempt that stored them held their heads until its outcome was decided, so
// they are there now or never will be.
func (b *Batch) findStored(ctx context.Context) error {
	ids := make([]model.ID, len(b.posts))
	for i, p := range b.posts {
		ids[i] = p.Message.ID
	}
	var rows []*model.Message
	err := b.tx.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	found := byID(rows, func(m *model.Message) model.ID { return m.ID })
	for i := range b.posts {
		b.results[i].Message = found[ids[i]]
	}
	return err
}

// checkChannels refuses posts into deleted channels. It must run after checkWebhooks: a webhook that was moved before its old channel
// was deleted still exists.
func (b *Batch) checkChannels(ctx context.Context) error {
	var channels []model.ID
	for i, p := range b.posts {
		if b.open(i) {
			channels = append(channels, p.Message.ChannelID)
		}
	}
	if len(channels) == 0 {
		return nil
	}
	var live []model.ID
	err := liveChannels(b.tx, channels...).Column("channel.id").Scan(ctx, &live)
	for i, p := range b.posts {
		if b.open(i) && !slices.Contains(live, p.Message.ChannelID) {
			b.results[i].Err = notFound()
		}
	}
	return err
}

// checkWebhooks refuses posts whose webhook has changed since it was read.
func (b *Batch) checkWebhooks(ctx context.Context) error {
	var ids []model.ID
	for i, p := range b.posts {
		if p.Webhook != nil && b.open(i) {
			ids = append(ids, p.Webhook.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var rows []*model.Webhook
	err := b.tx.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	now := byID(rows, func(w *model.Webhook) model.ID { return w.ID })
	for i, p := range b.posts {
		if p.Webhook != nil && b.open(i) {
			b.results[i].Err = unchangedWebhook(p.Webhook, now[p.Webhook.ID])
		}
	}
	return err
}

// unchangedWebhook returns why a webhook that was read before may not post now.
//
// SECURITY: a URL that was regenerated, disabled or deleted since it was read posts nothing.
func unchangedWebhook(read, now *model.Webhook) error {
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

// number gives each post that may be stored the next number of its channel.
func (b *Batch) number(context.Context) error {
	for i, p := range b.posts {
		if !b.open(i) {
			continue
		}
		m := p.Message
		h := b.heads[m.ChannelID]
		h.Number, h.EventID = h.Number+1, m.ID
		b.heads[m.ChannelID], m.Number = h, h.Number
		b.stored = append(b.stored, m)
		b.results[i].Message = m
	}
	return nil
}

// store stores the numbered posts and the heads.
func (b *Batch) store(ctx context.Context) error {
	if len(b.stored) == 0 {
		return nil
	}
	if _, err := b.tx.NewInsert().Model(&b.stored).Exec(ctx); err != nil {
		return err
	}
	written := make(map[model.ID]bool, len(b.heads))
	for _, m := range b.stored {
		if written[m.ChannelID] {
			continue
		}
		written[m.ChannelID] = true
		if err := updateHead(ctx, b.tx, b.heads[m.ChannelID]); err != nil {
			return err
		}
	}
	return nil
}
