package dbtest

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
)

// ChangeServer runs change in a transaction that has locked the row of a server. It checks no permission: it is for fixtures only.
func ChangeServer(ctx context.Context, database *db.DB, server model.ID, change func(tx *db.Tx) error) error {
	return database.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.LockServer(server); err != nil {
			return err
		}
		return change(tx)
	})
}

// ChangeUser runs change in a transaction that has locked the row of a user. It checks no permission: it is for fixtures only.
func ChangeUser(ctx context.Context, database *db.DB, user model.ID, change func(tx *db.Tx) error) error {
	return database.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.LockUsers(user); err != nil {
			return err
		}
		return change(tx)
	})
}

// AppendPosts stores posts in a transaction of their own. Every user may post.
func AppendPosts(ctx context.Context, database *db.DB, posts []db.Post, isRetry bool) (results []db.Posted, err error) {
	err = database.InTx(ctx, func(tx *db.Tx) error {
		batch, err := tx.LockPosts(posts, isRetry)
		if err != nil {
			return err
		}
		for i := range batch.Undecided() {
			batch.Decide(i, nil)
		}
		results, err = batch.Store(tx)
		return err
	})
	return results, err
}
