package db

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"chattr/model"
)

// PasswordByLogin is the user of that name or, when there is an @ in it, e-mail address, with the hash of their password; ""
// when they have none. NOT_FOUND when there is no such user.
func (db *DB) PasswordByLogin(ctx context.Context, login string) (*model.User, string, error) {
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

// PasswordOf is the hash of a user's password. NOT_FOUND when they have none.
func (db *DB) PasswordOf(ctx context.Context, userID model.ID) (hash string, err error) {
	err = db.read.NewSelect().Model((*model.Password)(nil)).Column("hash").Where("user_id = ?", userID).Scan(ctx, &hash)
	return hash, wrap(err)
}

// UpdatePassword stores a user's first or next password, and ends all their sessions but the one to keep, and their sign-in links.
func (db *DB) UpdatePassword(ctx context.Context, p *model.Password, keep model.ID, entry *model.AuditEntry) error {
	return db.audited(ctx, entry, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(p).On("CONFLICT (user_id) DO UPDATE").
			Set("hash = EXCLUDED.hash").Set("changed_at = EXCLUDED.changed_at").Exec(ctx); err != nil {
			return err
		}
		return deleteSessions(ctx, tx, p.UserID, keep)
	})
}

// UpdatePasswordHash stores another hash of the same password, unless it was changed meanwhile.
func (db *DB) UpdatePasswordHash(ctx context.Context, userID model.ID, old, hash string) error {
	_, err := db.write.NewUpdate().Model((*model.Password)(nil)).Set("hash = ?", hash).
		Where("user_id = ?", userID).Where("hash = ?", old).Exec(ctx)
	return wrap(err)
}

// InsertPasswordSession stores a session of who knew the password with that hash. UNAUTHENTICATED when it was changed
// meanwhile, ACCOUNT_DISABLED as by InsertSession.
func (db *DB) InsertPasswordSession(ctx context.Context, s *model.Session, hash string) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var now model.Password
		if err := db.lockRow(tx.NewSelect().Model(&now).Where("user_id = ?", s.UserID)).Scan(ctx); err != nil {
			return err
		}
		// SECURITY: a changed password ends every session, also one that is just beginning with the old one.
		if now.Hash != hash {
			return model.Errorf(model.Unauthenticated, "The password was changed just now.")
		}
		return insertSession(ctx, tx, s)
	})
}

// DeleteSessionsOf ends all sessions of a user, and their sign-in links.
func (db *DB) DeleteSessionsOf(ctx context.Context, userID model.ID) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error { return deleteSessions(ctx, tx, userID, 0) })
}

func deleteSessions(ctx context.Context, tx bun.Tx, userID, keep model.ID) error {
	user := tx.NewSelect().Model((*model.User)(nil)).Column("id").Where("id = ?", userID)
	if err := userAccessChanged(ctx, tx, user); err != nil { // first, as whoever locks both does
		return err
	}
	return deleteCredentials(ctx, tx, userID, keep)
}

// deleteCredentials needs the user's row locked.
//
// SECURITY: a link that was not used yet is as good as a session.
func deleteCredentials(ctx context.Context, tx bun.Tx, userID, keep model.ID) error {
	_, err := tx.NewDelete().Model((*model.Session)(nil)).Where("user_id = ?", userID).Where("id <> ?", keep).Exec(ctx)
	if err != nil {
		return err
	}
	return deleteSignInLinks(ctx, tx, "user_id", userID)
}
