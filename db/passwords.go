package db

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// PasswordByLogin is the user of that name or, when there is an @ in it, e-mail address, with the hash of their password; ""
// when they have none. NOT_FOUND when there is no such user.
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

// PasswordOf is the hash of a user's password. NOT_FOUND when they have none.
func (db *DB) PasswordOf(ctx context.Context, userID model.ID) (hash string, err error) {
	err = db.read.NewSelect().Model((*model.Password)(nil)).Column("hash").Where("user_id = ?", userID).Scan(ctx, &hash)
	return hash, wrap(err)
}

// UpdatePassword stores the actor's first or next password, and ends all their sessions but the one that acts, and their
// sign-in links.
func (db *DB) UpdatePassword(ctx context.Context, p *model.Password, act *Act) error {
	return db.actOnAccounts(ctx, act, []model.ID{p.UserID}, func(ctx context.Context, tx bun.Tx, _ map[model.ID]*model.User) error {
		if _, err := tx.NewInsert().Model(p).On("CONFLICT (user_id) DO UPDATE").
			Set("hash = EXCLUDED.hash").Set("changed_at = EXCLUDED.changed_at").Exec(ctx); err != nil {
			return err
		}
		return deleteSessions(ctx, tx, p.UserID, act.Actor.CredentialID)
	})
}

// DeleteSessionsOf ends all sessions of the actor, and their sign-in links.
func (db *DB) DeleteSessionsOf(ctx context.Context, act *Act) error {
	return db.actOnAccounts(ctx, act, nil, func(ctx context.Context, tx bun.Tx, _ map[model.ID]*model.User) error {
		return deleteSessions(ctx, tx, act.Actor.UserID(), 0)
	})
}

// deleteSessions ends the sessions of a user but the one to keep. The user's row must be locked.
func deleteSessions(ctx context.Context, tx bun.Tx, userID, keep model.ID) error {
	if err := userAccessChanged(ctx, tx, userID); err != nil {
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
