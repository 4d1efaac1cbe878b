package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertUser stores a user. It returns CONFLICT if another user has the name or the e-mail address, whose case is ignored. Other
// transactions do not see the row before the commit, so it counts as locked.
func (tx *Tx) InsertUser(u *model.User) error {
	tx.held[lockedRow{lockedUsers, u.ID}] = true
	return wrap(insertAll(tx.ctx, tx.sql, u))
}

// HasUsers reports whether there is a user. If there is none, no other transaction can store one before this one ends.
//
// NOTE(dialect): PostgreSQL locks the table. A write transaction of SQLite is alone from its beginning.
func (tx *Tx) HasUsers() (bool, error) {
	if err := tx.db.lockTable(tx.ctx, tx.sql, "users"); err != nil {
		return false, wrap(err)
	}
	exists, err := tx.sql.NewSelect().Model((*model.User)(nil)).Exists(tx.ctx)
	return exists, wrap(err)
}

// insertAll inserts rows, which are models, in this order.
func insertAll(ctx context.Context, tx bun.Tx, rows ...any) error {
	for _, row := range rows {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// UserByName returns the user with a name, whose case is ignored. It returns NOT_FOUND if it does not exist.
func (db *DB) UserByName(ctx context.Context, name string) (*model.User, error) {
	if !storable(name) {
		return nil, notFound()
	}
	u := new(model.User)
	text := db.texts.of(userText{}, func() string {
		return db.read.NewSelect().Model(u).Where("name_key = ?", bun.Safe("$1")).String()
	})
	return u, wrap(db.scanPrepared(ctx, u, text, model.FoldCase(name)))
}

type userText struct{}

// UserByEmail returns the user with an e-mail address, whose case is ignored. It returns NOT_FOUND if it does not exist.
func (db *DB) UserByEmail(ctx context.Context, email string) (*model.User, error) {
	if !storable(email) {
		return nil, notFound()
	}
	u := new(model.User)
	return u, wrap(db.read.NewSelect().Model(u).Where("email_key = ?", model.FoldCase(email)).Scan(ctx))
}

// UpdateUser stores the name and the e-mail address of a user, whose row must be locked. It returns CONFLICT if another user has one of
// them.
func (tx *Tx) UpdateUser(u *model.User) error {
	if err := tx.requires(lockedUsers, u.ID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model(u).Column("name", "name_key", "email", "email_key").WherePK().Exec(tx.ctx))
}

// User returns a user. It may change before the transaction ends, unless its row is locked.
func (tx *Tx) User(id model.ID) (*model.User, error) {
	u := new(model.User)
	return u, wrap(tx.sql.NewSelect().Model(u).Where("id = ?", id).Scan(tx.ctx))
}

// Users returns the users with these ids by their ids. Ids of users that do not exist are left out.
func (db *DB) Users(ctx context.Context, ids []model.ID) (map[model.ID]*model.User, error) {
	var rows []*model.User
	err := db.read.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	return byID(rows, func(u *model.User) model.ID { return u.ID }), wrap(err)
}

// SharesServer reports whether two users are members of one server.
func (db *DB) SharesServer(ctx context.Context, a, b model.ID) (bool, error) {
	shares, err := db.read.NewSelect().TableExpr("members AS x").
		Join("JOIN members AS y ON y.server_id = x.server_id AND y.user_id = ?", b).
		Join("JOIN servers AS s ON s.id = x.server_id AND s.deleted_at IS NULL").
		Where("x.user_id = ?", a).Exists(ctx)
	return shares, wrap(err)
}

func byID[T any](rows []*T, id func(*T) model.ID) map[model.ID]*T {
	m := make(map[model.ID]*T, len(rows))
	for _, row := range rows {
		m[id(row)] = row
	}
	return m
}

// LockUsers locks the rows of users and returns them by their ids. Users that do not exist are left out. One statement locks the rows in
// the order of their ids: two transactions that lock the same rows never wait for each other in a circle.
func (tx *Tx) LockUsers(ids ...model.ID) (map[model.ID]*model.User, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if err := tx.inOrder(lockedUsers, ids...); err != nil {
		return nil, err
	}
	var rows []*model.User
	err := tx.db.lockRow(tx.sql.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).OrderExpr("id")).Scan(tx.ctx)
	return byID(rows, func(u *model.User) model.ID { return u.ID }), wrap(err)
}
