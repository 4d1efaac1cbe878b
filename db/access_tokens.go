package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertAccessToken stores an access token of the actor's, if there is room beside those that have not expired. Of those that
// have, the oldest are removed when there are more than `most` with them.
func (db *DB) InsertAccessToken(ctx context.Context, t *model.AccessToken, most int, room Room, act *Act) error {
	return db.actOnAccounts(ctx, act, []model.ID{t.UserID}, func(ctx context.Context, tx bun.Tx, _ map[model.ID]*model.User) error {
		all := func() *bun.SelectQuery {
			return tx.NewSelect().Model((*model.AccessToken)(nil)).Where("user_id = ?", t.UserID)
		}
		if err := room.beside(ctx, all().Where("expires_at IS NULL OR expires_at > ?", t.CreatedAt)); err != nil {
			return err
		}
		ended := all().Column("id").Where("expires_at <= ?", t.CreatedAt).OrderExpr("expires_at, id")
		if err := deleteOldest(ctx, tx, (*model.AccessToken)(nil), all(), ended, most-1); err != nil {
			return err
		}
		return insertAll(ctx, tx, t)
	})
}

// AccessTokenByHash is the access token with that hash, expired or not, and its user. NOT_FOUND when there is none.
func (db *DB) AccessTokenByHash(ctx context.Context, hash []byte) (*model.AccessToken, *model.User, error) {
	t, u := new(model.AccessToken), new(model.User)
	if err := db.read.NewSelect().Model(t).Where("token_hash = ?", hash).Scan(ctx); err != nil {
		return nil, nil, wrap(err)
	}
	return t, u, wrap(db.read.NewSelect().Model(u).Where("id = ?", t.UserID).Scan(ctx))
}

// AccessToken is one access token. NOT_FOUND when there is none.
func (db *DB) AccessToken(ctx context.Context, id model.ID) (*model.AccessToken, error) {
	t := new(model.AccessToken)
	return t, wrap(db.read.NewSelect().Model(t).Where("id = ?", id).Scan(ctx))
}

// DeleteAccessToken removes an access token of the actor's. NOT_FOUND if the actor has no such token.
func (db *DB) DeleteAccessToken(ctx context.Context, id model.ID, act *Act) error {
	return db.actOnAccounts(ctx, act, nil, func(ctx context.Context, tx bun.Tx, _ map[model.ID]*model.User) error {
		if err := userAccessChanged(ctx, tx, act.Actor.UserID()); err != nil {
			return err
		}
		return found(tx.NewDelete().Model((*model.AccessToken)(nil)).Where("id = ?", id).
			Where("user_id = ?", act.Actor.UserID()).Exec(ctx))
	})
}

// TouchAccessToken notes that the token was used, unless that was noted after `before`.
func (db *DB) TouchAccessToken(ctx context.Context, id model.ID, at, before time.Time) error {
	_, err := db.write.NewUpdate().Model((*model.AccessToken)(nil)).Set("last_used_at = ?", at).
		Where("id = ?", id).Where("last_used_at IS NULL OR last_used_at <= ? OR last_used_at > ?", before, at).Exec(ctx)
	return wrap(err)
}

// AccessTokensOf is a page of the access tokens of a user.
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
