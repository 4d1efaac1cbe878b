package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// CountAccessTokens returns the number of access tokens of a user that have not expired. The row of the user must be locked: the number
// does not change until the transaction ends, except by the clock.
func (tx *Tx) CountAccessTokens(userID model.ID, now time.Time) (int, error) {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return 0, err
	}
	return count(tx.ctx, tx.accessTokens(userID).Where("expires_at IS NULL OR expires_at > ?", now))
}

// DeleteExpiredAccessTokens removes expired access tokens of a user, those first that expired first, until at most `most` tokens of the
// user are left or none of them has expired. The row of the user must be locked.
func (tx *Tx) DeleteExpiredAccessTokens(userID model.ID, now time.Time, most int) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	expired := tx.accessTokens(userID).Column("id").Where("expires_at <= ?", now).OrderExpr("expires_at, id")
	return wrap(deleteOldest(tx.ctx, tx.sql, (*model.AccessToken)(nil), tx.accessTokens(userID), expired, most))
}

func (tx *Tx) accessTokens(userID model.ID) *bun.SelectQuery {
	return tx.sql.NewSelect().Model((*model.AccessToken)(nil)).Where("user_id = ?", userID)
}

// InsertAccessToken stores an access token. The row of its user must be locked.
func (tx *Tx) InsertAccessToken(t *model.AccessToken) error {
	if err := tx.requires(lockedUsers, t.UserID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, t))
}

// DeleteAccessToken removes an access token of a user, whose row must be locked. It returns NOT_FOUND if the user has no such token.
func (tx *Tx) DeleteAccessToken(id, userID model.ID) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	if err := userAccessChanged(tx.ctx, tx.sql, userID); err != nil {
		return wrap(err)
	}
	return found(tx.sql.NewDelete().Model((*model.AccessToken)(nil)).Where("id = ?", id).Where("user_id = ?", userID).Exec(tx.ctx))
}

// AccessTokenByHash returns the access token with a hash, expired or not, and its user. It returns NOT_FOUND if it does not exist.
func (db *DB) AccessTokenByHash(ctx context.Context, hash []byte) (*model.AccessToken, *model.User, error) {
	t, u := new(model.AccessToken), new(model.User)
	if err := db.read.NewSelect().Model(t).Where("token_hash = ?", hash).Scan(ctx); err != nil {
		return nil, nil, wrap(err)
	}
	return t, u, wrap(db.read.NewSelect().Model(u).Where("id = ?", t.UserID).Scan(ctx))
}

// AccessToken returns an access token. It returns NOT_FOUND if it does not exist.
func (db *DB) AccessToken(ctx context.Context, id model.ID) (*model.AccessToken, error) {
	t := new(model.AccessToken)
	return t, wrap(db.read.NewSelect().Model(t).Where("id = ?", id).Scan(ctx))
}

// TouchAccessToken stores when the token was used, unless a use after `before` is stored.
func (db *DB) TouchAccessToken(ctx context.Context, id model.ID, at, before time.Time) error {
	_, err := db.write.NewUpdate().Model((*model.AccessToken)(nil)).Set("last_used_at = ?", at).
		Where("id = ?", id).Where("last_used_at IS NULL OR last_used_at <= ? OR last_used_at > ?", before, at).Exec(ctx)
	return wrap(err)
}

// AccessTokensOf returns a page of the access tokens of a user.
func (db *DB) AccessTokensOf(ctx context.Context, userID model.ID, page Page) ([]*model.AccessToken, error) {
	tokens, err := pages(ctx, db, []model.ID{userID}, page, list[model.AccessToken]{
		query: func(user model.ID) *bun.SelectQuery {
			return db.read.NewSelect().Model((*model.AccessToken)(nil)).Where("access_token.user_id = ?", user)
		},
		column: "access_token.id",
		key:    func(t *model.AccessToken) int64 { return int64(t.ID) },
		parent: func(t *model.AccessToken) model.ID { return t.UserID },
	})
	return tokens[userID], err
}
