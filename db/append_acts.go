package db

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// lockActs locks what decides about posts by users: their servers, then their own rows, each in the order of ids, as acts do.
// Heads are locked after both.
func (a *appending) lockActs(ctx context.Context) (err error) {
	servers, users := map[model.ID]bool{}, map[model.ID]bool{}
	for _, p := range a.posts {
		if p.Act != nil {
			servers[p.ServerID], users[p.Act.Actor.UserID()] = true, true
		}
	}
	if len(users) == 0 {
		return nil
	}
	if err := a.limitLocks(ctx); err != nil {
		return err
	}
	var ids []model.ID
	locked := a.tx.NewSelect().Model((*model.Server)(nil)).Column("id").Where("id IN (?)", bun.List(slices.Collect(maps.Keys(servers)))).OrderExpr("id")
	if err := a.db.lockRow(locked).Scan(ctx, &ids); err != nil {
		return err
	}
	a.users, err = a.db.lockUsers(ctx, a.tx, slices.Collect(maps.Keys(users))...)
	return err
}

// limitLocks limits how long this transaction waits for each lock. While it waits for a head that somebody holds, it holds the
// row of the server, which every act on the server needs: it must give that back soon, and try again.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning.
func (a *appending) limitLocks(ctx context.Context) error {
	if !a.db.postgres() {
		return nil
	}
	_, err := a.tx.ExecContext(ctx, "SET LOCAL lock_timeout = '"+actLockTimeout+"'")
	return err
}

const actLockTimeout = "250ms"

// checkActs refuses posts by users who may not post.
//
// SECURITY: nobody posts by a right that was taken, or with a credential that was revoked, once the answer to that was given:
// whatever takes or revokes locks the row of the server or of the user, which are locked here until the commit.
func (a *appending) checkActs(ctx context.Context) error {
	type actor struct{ user, credential, server model.ID }
	checked := map[actor]*Act{}
	for i, p := range a.posts {
		if p.Act == nil || !a.open(i) {
			continue
		}
		who := actor{p.Act.Actor.UserID(), p.Act.Actor.Credential(), p.ServerID}
		if same := checked[who]; same != nil {
			p.Act.Actor, p.Act.Standing = same.Actor, same.Standing
		} else if err := p.Act.lookAgain(ctx, a.tx, p.ServerID, a.users[who.user]); err != nil {
			return err
		}
		checked[who] = p.Act
		a.results[i].Err = p.Act.May(p.Act)
	}
	return nil
}
