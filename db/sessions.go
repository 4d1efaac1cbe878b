package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertSession stores a session, and when its user signed in. ACCOUNT_DISABLED when they may not.
func (db *DB) InsertSession(ctx context.Context, s *model.Session) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error { return insertSession(ctx, tx, s) })
}

// SECURITY: every session but the first of a new account begins here. The user's row is locked: none begins while they are
// being disabled and outlives it.
func insertSession(ctx context.Context, tx bun.Tx, s *model.Session) error {
	err := found(tx.NewUpdate().Table("users").Set("last_signed_in_at = ?", s.CreatedAt).
		Where("id = ?", s.UserID).Where("disabled_at IS NULL").Exec(ctx))
	if model.ErrorCode(err) == model.NotFound {
		return model.Disabled()
	}
	if err != nil {
		return err
	}
	return insertAll(ctx, tx, s)
}

// SessionByHash is the session with that hash, expired or not, and its user. NOT_FOUND when there is none.
func (db *DB) SessionByHash(ctx context.Context, hash []byte) (*model.Session, *model.User, error) {
	s, u := new(model.Session), new(model.User)
	if err := db.read.NewSelect().Model(s).Where("token_hash = ?", hash).Scan(ctx); err != nil {
		return nil, nil, wrap(err)
	}
	return s, u, wrap(db.read.NewSelect().Model(u).Where("id = ?", s.UserID).Scan(ctx))
}

// DeleteSession removes the session with that hash. NOT_FOUND when there is none.
func (db *DB) DeleteSession(ctx context.Context, hash []byte) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		user := tx.NewSelect().Model((*model.Session)(nil)).Column("user_id").Where("token_hash = ?", hash)
		if err := userAccessChanged(ctx, tx, user); err != nil {
			return err
		}
		return found(tx.NewDelete().Model((*model.Session)(nil)).Where("token_hash = ?", hash).Exec(ctx))
	})
}

// Credential is what it is worth to have a session or an access token now.
type Credential struct {
	Administrator bool // whether its user administers the installation
}

// Credentials are those of the sessions, access tokens and users with those ids that are good but for their time: removed ones,
// and those of users who are disabled, are left out.
func (db *DB) Credentials(ctx context.Context, ids []model.ID) (map[model.ID]Credential, error) {
	good, err := credentials(ctx, db.read, ids)
	return good, wrap(err)
}

func credentials(ctx context.Context, in bun.IDB, ids []model.ID) (map[model.ID]Credential, error) {
	good := make(map[model.ID]Credential, len(ids))
	byKind := map[model.Kind][]model.ID{}
	for _, id := range ids {
		byKind[id.Kind()] = append(byKind[id.Kind()], id)
	}
	for kind, ids := range byKind {
		table, user := "access_tokens", "c.user_id"
		switch kind {
		case model.KindSession:
			table = "sessions"
		case model.KindUser:
			table, user = "users", "c.id"
		}
		var rows []struct {
			ID            model.ID
			Administrator bool
		}
		q := in.NewSelect().TableExpr("users AS u").ColumnExpr("c.id, u.administrator").
			Where("u.disabled_at IS NULL").Where("c.id IN (?)", bun.List(ids))
		if err := q.Join("JOIN ? AS c ON ? = u.id", bun.Ident(table), bun.Ident(user)).Scan(ctx, &rows); err != nil {
			return nil, err
		}
		for _, r := range rows {
			good[r.ID] = Credential{Administrator: r.Administrator}
		}
	}
	return good, nil
}
