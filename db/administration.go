package db

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Accounts is a page of all users whose name or e-mail address has that in it; "" is in all.
func (db *DB) Accounts(ctx context.Context, search string, page Page) ([]*model.User, error) {
	if !storable(search) {
		return nil, nil
	}
	installation := model.ID(0)
	users, err := pages(ctx, db, []model.ID{installation}, page, list[model.User]{
		query: func(model.ID) *bun.SelectQuery {
			return having(db.read.NewSelect().Model((*model.User)(nil)), search)
		},
		column: "user.id",
		key:    func(u *model.User) int64 { return int64(u.ID) },
		parent: func(*model.User) model.ID { return installation },
	})
	return users[installation], err
}

var inPattern = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// having narrows users to a search. Keys and pattern are folded alike.
//
// NOTE(dialect): SQLite has no escape character but what is named, and takes upper and lower case of ASCII for the same; in
// keys there is no upper case.
func having(q *bun.SelectQuery, search string) *bun.SelectQuery {
	if search == "" {
		return q
	}
	pattern := "%" + inPattern.Replace(model.FoldCase(search)) + "%"
	return q.Where("(name_key LIKE ? ESCAPE '!' OR email_key LIKE ? ESCAPE '!')", pattern, pattern)
}

// UpdateAccount changes by apply, which sees the user as they are in the transaction, whether they administer and are enabled;
// who is disabled has no session and no sign-in link when it has answered, and what they or their access tokens opened is told to
// end, as is what a former administrator may no longer see; the links that they made for others are gone. NOT_FOUND when there
// is no such user.
//
// SECURITY: nobody acts on themselves in a way that leaves no administrator, and the actor is an enabled one when it takes
// effect. So there is always one left, also when two demote each other concurrently: the second is refused.
func (db *DB) UpdateAccount(ctx context.Context, id model.ID, apply func(*model.User), act *Act) (*model.User, error) {
	u := new(model.User)
	return u, db.administer(ctx, act, id, u, func(ctx context.Context, tx bun.Tx) error {
		apply(u)
		q := tx.NewUpdate().Model(u).Column("administrator", "disabled_at").Set("access_version = access_version + 1").WherePK()
		if err := found(q.Exec(ctx)); err != nil {
			return err
		}
		return endCredentials(ctx, tx, u)
	})
}

// endCredentials removes what a user as they are now must not have.
//
// SECURITY: who administers no longer must not come back as another, with a link made beforehand. The row of who makes one is
// locked as well, so that none is made while this goes on.
func endCredentials(ctx context.Context, tx bun.Tx, u *model.User) error {
	if !u.Administrator || !u.Enabled() {
		if err := deleteSignInLinks(ctx, tx, "creator_id", u.ID); err != nil {
			return err
		}
	}
	if u.Enabled() {
		return nil
	}
	return deleteCredentials(ctx, tx, u.ID, 0)
}

// administer runs a change of one account and reads its user, as they are in the transaction, into u. NOT_FOUND if there is no
// such user.
func (db *DB) administer(
	ctx context.Context, act *Act, id model.ID, u *model.User, change func(context.Context, bun.Tx) error,
) error {
	return db.actOnAccounts(ctx, act, []model.ID{id}, func(ctx context.Context, tx bun.Tx, users map[model.ID]*model.User) error {
		if users[id] == nil {
			return model.NoSuch("user")
		}
		*u = *users[id]
		nameTarget(act.Entry, u.Name)
		return change(ctx, tx)
	})
}
