package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// UserByIdentity is the user who is that subject to an OpenID provider. NOT_FOUND when there is none.
func (db *DB) UserByIdentity(ctx context.Context, issuer, subject string) (*model.User, error) {
	if !storable(issuer, subject) {
		return nil, notFound()
	}
	u := new(model.User)
	return u, wrap(db.read.NewSelect().Model(u).Join("JOIN identities AS i ON i.user_id = ?TableAlias.id").
		Where("i.issuer = ?", issuer).Where("i.subject = ?", subject).Scan(ctx))
}

// Identities are who a user is to OpenID providers: at most one for each.
func (db *DB) Identities(ctx context.Context, userID model.ID) ([]*model.Identity, error) {
	rows := []*model.Identity{}
	return rows, wrap(db.read.NewSelect().Model(&rows).Where("user_id = ?", userID).Order("created_at", "issuer").Scan(ctx))
}

// InsertIdentity stores who a user is to an OpenID provider. CONFLICT when that is somebody already, LIMIT_REACHED when the
// user is another one to it.
func (db *DB) InsertIdentity(ctx context.Context, i *model.Identity, act *Act) error {
	return db.actOnAccounts(ctx, act, []model.ID{i.UserID}, func(ctx context.Context, tx bun.Tx, _ map[model.ID]*model.User) error {
		another, err := tx.NewSelect().Model((*model.Identity)(nil)).Where("user_id = ?", i.UserID).
			Where("issuer = ?", i.Issuer).Where("subject <> ?", i.Subject).Exists(ctx)
		if err != nil {
			return err
		}
		if another {
			return model.Errorf(model.LimitReached, "The account is linked to another one of the provider; unlink that first.")
		}
		return insertAll(ctx, tx, i)
	})
}

// DeleteIdentity removes the actor's identity at an OpenID provider, and ends all their sessions but the one that acts, and
// their sign-in links. NOT_FOUND if they have none there; CONFLICT if they could not sign in any more: with a password, or the
// provider that is in use.
func (db *DB) DeleteIdentity(ctx context.Context, issuer, inUse string, act *Act) error {
	if !storable(issuer) {
		return notFound()
	}
	return db.actOnAccounts(ctx, act, nil, func(ctx context.Context, tx bun.Tx, _ map[model.ID]*model.User) error {
		userID := act.Actor.UserID()
		if err := found(tx.NewDelete().Model((*model.Identity)(nil)).Where("user_id = ?", userID).
			Where("issuer = ?", issuer).Exec(ctx)); err != nil {
			return err
		}
		left, err := readSignInMethods(ctx, tx, []model.ID{userID}, inUse)
		if err != nil {
			return err
		}
		if len(left[userID]) == 0 {
			return model.Errorf(model.Conflict, "There is no other way for you to sign in; set a password first.")
		}
		return deleteSessions(ctx, tx, userID, act.Actor.CredentialID)
	})
}
