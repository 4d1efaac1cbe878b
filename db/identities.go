package db

import (
	"context"

	"chattr/model"
)

// UserByIdentity is the user who is that subject to an OpenID provider. NOT_FOUND when there is none.
func (db *DB) UserByIdentity(ctx context.Context, issuer, subject string) (*model.User, error) {
	u := new(model.User)
	return u, wrap(db.read.NewSelect().Model(u).Join("JOIN identities AS i ON i.user_id = ?TableAlias.id").
		Where("i.issuer = ?", issuer).Where("i.subject = ?", subject).Scan(ctx))
}

// InsertIdentity stores who a user is to an OpenID provider. CONFLICT when that is somebody already.
func (db *DB) InsertIdentity(ctx context.Context, i *model.Identity) error {
	_, err := db.write.NewInsert().Model(i).Exec(ctx)
	return wrap(err)
}
