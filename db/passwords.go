package db

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// PasswordByLogin returns the user with a name or, if it contains an @, an e-mail address, and the hash of their password, which is "" if
// they have none. It returns NOT_FOUND if there is no such user.
func (db *DB) PasswordByLogin(ctx context.Context, login string) (*model.User, string, error) {
	if !storable(login) {
		return nil, "", notFound()
	}
	key := model.FoldCase(login)
	column := "u.name_key"
	if strings.Contains(key, "@") {
		column = "u.email_key"
	}
	var row struct {
		model.User
		Hash *string
	}
	err := db.read.NewSelect().TableExpr("users AS u").
		ColumnExpr("u.id, u.name, u.name_key, u.email, u.email_key, u.administrator, u.created_at, "+
			"u.disabled_at, u.last_signed_in_at, p.hash").
		Join("LEFT JOIN passwords AS p ON p.user_id = u.id").Where("? = ?", bun.Ident(column), key).Scan(ctx, &row)
	if err != nil {
		return nil, "", wrap(err)
	}
	if row.Hash == nil {
		return &row.User, "", nil
	}
	return &row.User, *row.Hash, nil
}

// PasswordOf returns the hash of a user's password. It returns NOT_FOUND if they have none.
func (db *DB) PasswordOf(ctx context.Context, userID model.ID) (hash string, err error) {
	err = db.read.NewSelect().Model((*model.Password)(nil)).Column("hash").Where("user_id = ?", userID).Scan(ctx, &hash)
	return hash, wrap(err)
}

// HasPassword reports whether the hash of a user's password is still hash. The row of the user must be locked: the result is true until
// the transaction ends.
func (tx *Tx) HasPassword(userID model.ID, hash string) (bool, error) {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return false, err
	}
	is, err := tx.sql.NewSelect().Model((*model.Password)(nil)).Where("user_id = ?", userID).Where("hash = ?", hash).Exists(tx.ctx)
	return is, wrap(err)
}

// SetPassword stores the first or next password of a user, whose row must be locked. It ends no sessions.
func (tx *Tx) SetPassword(p *model.Password) error {
	if err := tx.requires(lockedUsers, p.UserID); err != nil {
		return err
	}
	_, err := tx.sql.NewInsert().Model(p).On("CONFLICT (user_id) DO UPDATE").
		Set("hash = EXCLUDED.hash").Set("changed_at = EXCLUDED.changed_at").Exec(tx.ctx)
	return wrap(err)
}

// SetPasswordHash replaces the hash of a user's password by another hash of the same password. The row of the user must be locked.
func (tx *Tx) SetPasswordHash(userID model.ID, hash string) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	return found(tx.sql.NewUpdate().Model((*model.Password)(nil)).Set("hash = ?", hash).Where("user_id = ?", userID).Exec(tx.ctx))
}
