package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// UserByIdentity returns the user who is linked to the account of an OpenID provider with a subject. It returns NOT_FOUND if there is
// none.
func (db *DB) UserByIdentity(ctx context.Context, issuer, subject string) (*model.User, error) {
	if !storable(issuer, subject) {
		return nil, notFound()
	}
	u := new(model.User)
	return u, wrap(db.read.NewSelect().Model(u).Join("JOIN identities AS i ON i.user_id = ?TableAlias.id").
		Where("i.issuer = ?", issuer).Where("i.subject = ?", subject).Scan(ctx))
}

// Identities returns the links of a user to accounts of OpenID providers: at most one for each provider.
func (db *DB) Identities(ctx context.Context, userID model.ID) ([]*model.Identity, error) {
	rows := []*model.Identity{}
	return rows, wrap(db.read.NewSelect().Model(&rows).Where("user_id = ?", userID).Order("created_at", "issuer").Scan(ctx))
}

// HasIdentity reports whether a user is linked to the account of an OpenID provider with a subject. The row of the user must be locked:
// the result is true until the transaction ends.
func (tx *Tx) HasIdentity(userID model.ID, issuer, subject string) (bool, error) {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return false, err
	}
	is, err := tx.identities(userID, issuer).Where("subject = ?", subject).Exists(tx.ctx)
	return is, wrap(err)
}

// HasOtherIdentity reports whether the user of an identity is linked to another account of the provider. The row of the user must be
// locked.
func (tx *Tx) HasOtherIdentity(i *model.Identity) (bool, error) {
	if err := tx.requires(lockedUsers, i.UserID); err != nil {
		return false, err
	}
	is, err := tx.identities(i.UserID, i.Issuer).Where("subject <> ?", i.Subject).Exists(tx.ctx)
	return is, wrap(err)
}

func (tx *Tx) identities(userID model.ID, issuer string) *bun.SelectQuery {
	return tx.sql.NewSelect().Model((*model.Identity)(nil)).Where("user_id = ?", userID).Where("issuer = ?", issuer)
}

// InsertIdentity links a user to an account of an OpenID provider. It returns CONFLICT if a user is linked to that account. The row of
// the user must be locked.
func (tx *Tx) InsertIdentity(i *model.Identity) error {
	if err := tx.requires(lockedUsers, i.UserID); err != nil {
		return err
	}
	return wrap(insertAll(tx.ctx, tx.sql, i))
}

// DeleteIdentity removes the link of a user to an OpenID provider. It returns NOT_FOUND if it does not exist. It ends no sessions. The row of
// the user must be locked.
func (tx *Tx) DeleteIdentity(userID model.ID, issuer string) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	if !storable(issuer) {
		return notFound()
	}
	return found(tx.sql.NewDelete().Model((*model.Identity)(nil)).Where("user_id = ?", userID).Where("issuer = ?", issuer).Exec(tx.ctx))
}
