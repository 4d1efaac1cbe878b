package db

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Accounts returns a page of the users whose name or e-mail address contains a text; "" is in all.
func (db *DB) Accounts(ctx context.Context, search string, page Page) ([]*model.User, error) {
	if !storable(search) {
		return nil, nil
	}
	installation := model.ID(0)
	users, err := pages(ctx, db, []model.ID{installation}, page, list[model.User]{
		query: func(model.ID) *bun.SelectQuery {
			return having(db.read.NewSelect().Model((*model.User)(nil)), search)
		},
		column: "user.id",
		key:    func(u *model.User) int64 { return int64(u.ID) },
		parent: func(*model.User) model.ID { return installation },
	})
	return users[installation], err
}

var inPattern = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// having restricts a query of users to a search. Keys and pattern are folded in the same way.
//
// NOTE(dialect): SQLite has only the escape character that is named, and ignores the case of ASCII. Keys contain no upper case.
func having(q *bun.SelectQuery, search string) *bun.SelectQuery {
	if search == "" {
		return q
	}
	pattern := "%" + inPattern.Replace(model.FoldCase(search)) + "%"
	return q.Where("(name_key LIKE ? ESCAPE '!' OR email_key LIKE ? ESCAPE '!')", pattern, pattern)
}

// UpdateAccount stores whether a user is an administrator of the installation and enabled. It does not end sessions or links. The row of
// the user must be locked.
func (tx *Tx) UpdateAccount(u *model.User) error {
	if err := tx.requires(lockedUsers, u.ID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model(u).Column("administrator", "disabled_at").
		Set("access_version = access_version + 1").WherePK().Exec(tx.ctx))
}
