package db

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

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
