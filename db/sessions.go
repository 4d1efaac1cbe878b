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

// CredentialExists says whether a session or an access token has not been removed.
func (db *DB) CredentialExists(ctx context.Context, id model.ID) (bool, error) {
	q := db.read.NewSelect().Model((*model.AccessToken)(nil))
	if id.Kind() == model.KindSession {
		q = db.read.NewSelect().Model((*model.Session)(nil))
	}
	exists, err := q.Where("id = ?", id).Exists(ctx)
	return exists, wrap(err)
}
