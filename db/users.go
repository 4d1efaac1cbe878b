package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertUser stores a user. CONFLICT when the name is taken; upper and lower case are the same.
func (db *DB) InsertUser(ctx context.Context, u *model.User) error {
	_, err := db.write.NewInsert().Model(u).Exec(ctx)
	return wrap(err)
}

// InsertFirst stores u and then the other rows, models in the order of their references, and entries that tell of them, if
// there is no user yet: all or nothing. Of several instances that start on an empty database, one is answered true.
func (db *DB) InsertFirst(
	ctx context.Context, u *model.User, others []any, entries ...*model.AuditEntry,
) (first bool, err error) {
	for _, entry := range entries {
		if err := db.identify(ctx, entry); err != nil {
			return false, err
		}
	}
	err = db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := db.lockTable(ctx, tx, "users"); err != nil {
			return err
		}
		exists, err := tx.NewSelect().Model((*model.User)(nil)).Exists(ctx)
		if err != nil || exists {
			return err
		}
		first = true
		if err := insertAll(ctx, tx, append([]any{u}, others...)...); err != nil {
			return err
		}
		return insertAuditEntries(ctx, tx, entries)
	})
	return first && err == nil, err
}

func insertAll(ctx context.Context, tx bun.Tx, rows ...any) error {
	for _, row := range rows {
		if _, err := tx.NewInsert().Model(row).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// NOTE(dialect): a write transaction of SQLite is alone from its beginning.
func (db *DB) lockTable(ctx context.Context, tx bun.Tx, table string) error {
	if !db.postgres() {
		return nil
	}
	_, err := tx.NewRaw("LOCK TABLE ? IN SHARE ROW EXCLUSIVE MODE", bun.Ident(table)).Exec(ctx)
	return err
}

// UserByName is the user of that name, upper and lower case being the same. NOT_FOUND when there is none.
//
// NOTE(dialect): SQLite folds the case of ASCII letters only, here and in the unique index; PostgreSQL that of all the
// letters that the locale of the database knows.
func (db *DB) UserByName(ctx context.Context, name string) (*model.User, error) {
	u := new(model.User)
	return u, wrap(db.read.NewSelect().Model(u).Where("lower(name) = lower(?)", name).Scan(ctx))
}

// Users are the users with those ids; those that are absent are left out.
func (db *DB) Users(ctx context.Context, ids []model.ID) (map[model.ID]*model.User, error) {
	var rows []*model.User
	err := db.read.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	return byID(rows, func(u *model.User) model.ID { return u.ID }), wrap(err)
}

// SharesServer says whether two users are members of one server.
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
