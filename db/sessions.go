package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertSignInLink stores a sign-in link.
func (db *DB) InsertSignInLink(ctx context.Context, l *model.SignInLink) error {
	_, err := db.write.NewInsert().Model(l).Exec(ctx)
	return wrap(err)
}

// UseSignInLink removes the link with that hash and stores the session, for the link's user. NOT_FOUND when there is no
// such link, or it has expired when the session begins: of two uses at once, one is refused.
func (db *DB) UseSignInLink(ctx context.Context, hash []byte, s *model.Session) (*model.User, error) {
	u := new(model.User)
	return u, db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		l := new(model.SignInLink)
		if err := tx.NewDelete().Model(l).Where("token_hash = ?", hash).Where("expires_at > ?", s.CreatedAt).
			Returning("user_id").Scan(ctx, &s.UserID); err != nil {
			return err
		}
		if _, err := tx.NewInsert().Model(s).Exec(ctx); err != nil {
			return err
		}
		return tx.NewSelect().Model(u).Where("id = ?", s.UserID).Scan(ctx)
	})
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

// Credentials says which of those sessions and access tokens have not been removed.
func (db *DB) Credentials(ctx context.Context, ids []model.ID) (map[model.ID]bool, error) {
	exist := make(map[model.ID]bool, len(ids))
	tables := map[bool]any{true: (*model.Session)(nil), false: (*model.AccessToken)(nil)}
	byTable := map[bool][]model.ID{}
	for _, id := range ids {
		isSession := id.Kind() == model.KindSession
		byTable[isSession] = append(byTable[isSession], id)
	}
	for isSession, ids := range byTable {
		var found []model.ID
		err := db.read.NewSelect().Model(tables[isSession]).Column("id").Where("id IN (?)", bun.List(ids)).Scan(ctx, &found)
		if err != nil {
			return nil, wrap(err)
		}
		for _, id := range found {
			exist[id] = true
		}
	}
	return exist, nil
}
