package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// lockRow locks what the query selects until the transaction ends.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning; it needs no row locks.
func (db *DB) lockRow(q *bun.SelectQuery) *bun.SelectQuery {
	if db.postgres() {
		return q.For("NO KEY UPDATE")
	}
	return q
}

// LockUsers locks the rows of users and returns them by their ids. Users that do not exist are left out.
func (tx *Tx) LockUsers(ids ...model.ID) (map[model.ID]*model.User, error) {
	if err := tx.inOrder(lockedUsers, ids...); err != nil {
		return nil, err
	}
	users, err := tx.db.lockUsers(tx.ctx, tx.sql, ids...)
	return users, wrap(err)
}

// lockUsers locks the rows of users and reads them; those that are absent are left out. They are locked in the order of their
// ids: two who lock the same ones wait for each other, and not in a circle.
func (db *DB) lockUsers(ctx context.Context, tx bun.Tx, ids ...model.ID) (map[model.ID]*model.User, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []*model.User
	err := db.lockRow(tx.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).OrderExpr("id")).Scan(ctx)
	return byID(rows, func(u *model.User) model.ID { return u.ID }), err
}

// NOTE(dialect): a write transaction of SQLite is alone from its beginning.
func (db *DB) lockTable(ctx context.Context, tx bun.Tx, table string) error {
	if !db.postgres() {
		return nil
	}
	_, err := tx.NewRaw("LOCK TABLE ? IN SHARE ROW EXCLUSIVE MODE", bun.Ident(table)).Exec(ctx)
	return err
}
