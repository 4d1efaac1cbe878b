package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertSignInLink stores a sign-in link. The row of its user must be locked, and the row of the administrator who created it, if one did.
//
// SECURITY: an account that is disabled has no links. An administrator who is demoted must not return as another user with a link that
// they are just creating. Code that disables or demotes a user deletes links under the lock of the row.
func (tx *Tx) InsertSignInLink(l *model.SignInLink) error {
	if err := tx.requires(lockedUsers, l.UserID); err != nil {
		return err
	}
	if l.CreatorID != 0 {
		if err := tx.requires(lockedUsers, l.CreatorID); err != nil {
			return err
		}
	}
	return wrap(insertAll(tx.ctx, tx.sql, l))
}

// DeleteSignInLinks deletes all sign-in links for a user, and reports whether there were any. The row of the user must be locked.
func (tx *Tx) DeleteSignInLinks(userID model.ID) (existed bool, err error) {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return false, err
	}
	return existing(tx.sql.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", userID).Exec(tx.ctx))
}

// DeleteLinksOfAdministrators deletes the sign-in links for a user that administrators created, and leaves those of the operator of the
// installation. The row of the user must be locked.
func (tx *Tx) DeleteLinksOfAdministrators(userID model.ID) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	_, err := tx.sql.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", userID).Where("creator_id IS NOT NULL").Exec(tx.ctx)
	return wrap(err)
}

// DeleteLinksCreatedBy deletes the sign-in links that an administrator created for others. The row of the administrator must be locked.
func (tx *Tx) DeleteLinksCreatedBy(creator model.ID) error {
	if err := tx.requires(lockedUsers, creator); err != nil {
		return err
	}
	_, err := tx.sql.NewDelete().Model((*model.SignInLink)(nil)).Where("creator_id = ?", creator).Exec(tx.ctx)
	return wrap(err)
}

// UseSignInLink deletes the sign-in link with a hash for a user, whose row must be locked. It returns NOT_FOUND if there is no such link,
// or it has expired: of two concurrent uses, one fails.
func (tx *Tx) UseSignInLink(userID model.ID, hash []byte, now time.Time) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	return found(tx.sql.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", userID).Where("token_hash = ?", hash).
		Where("expires_at > ?", now).Exec(tx.ctx))
}

// UserBySignInLink returns the user of the sign-in link with a hash, expired or not. It returns NOT_FOUND if there is no such link.
func (db *DB) UserBySignInLink(ctx context.Context, hash []byte) (*model.User, error) {
	u := new(model.User)
	return u, wrap(db.read.NewSelect().Model(u).Join("JOIN sign_in_links AS l ON l.user_id = ?TableAlias.id").
		Where("l.token_hash = ?", hash).Scan(ctx))
}

// SignInLinkExpiries returns for each of these users when the last of their valid sign-in links expires. Users without one are left out.
func (db *DB) SignInLinkExpiries(ctx context.Context, users []model.ID, now time.Time) (map[model.ID]time.Time, error) {
	var rows []*model.SignInLink
	err := db.read.NewSelect().Model(&rows).Column("user_id", "expires_at").Where("user_id IN (?)", bun.List(users)).
		Where("expires_at > ?", now).Order("expires_at").Scan(ctx)
	expiries := map[model.ID]time.Time{}
	for _, l := range rows {
		expiries[l.UserID] = l.ExpiresAt
	}
	return expiries, wrap(err)
}
