package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertSignInLink stores a sign-in link that the operator of the installation has made. Others for the same user stay.
// ACCOUNT_DISABLED if the user is disabled.
func (db *DB) InsertSignInLink(ctx context.Context, l *model.SignInLink) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		users, err := db.lockUsers(ctx, tx, l.UserID)
		switch {
		case err != nil:
			return err
		case users[l.UserID] == nil:
			return notFound()
		// SECURITY: disabling an account removes its links, also one that is just being made.
		case !users[l.UserID].Enabled():
			return model.Disabled()
		}
		return insertAll(ctx, tx, l)
	})
}

// InsertSignInLinkFor stores a sign-in link that its creator has made, instead of those that administrators made for the same user
// before. NOT_FOUND if there is no such user, CONFLICT if the account is disabled.
func (db *DB) InsertSignInLinkFor(ctx context.Context, l *model.SignInLink, act *Act) error {
	u := new(model.User)
	return db.administer(ctx, act, l.UserID, u, func(ctx context.Context, tx bun.Tx) error {
		if !u.Enabled() {
			return model.Errorf(model.Conflict, "The account is disabled; enable it first, or the link would be refused.")
		}
		older := tx.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", u.ID).Where("creator_id IS NOT NULL")
		if _, err := older.Exec(ctx); err != nil {
			return err
		}
		return insertAll(ctx, tx, l)
	})
}

// DeleteSignInLinks removes all sign-in links of a user, and stores the entry if there were any. NOT_FOUND if there is no such
// user.
func (db *DB) DeleteSignInLinks(ctx context.Context, userID model.ID, act *Act) error {
	u := new(model.User)
	return db.administer(ctx, act, userID, u, func(ctx context.Context, tx bun.Tx) error {
		err := found(tx.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", u.ID).Exec(ctx))
		if model.ErrorCode(err) == model.NotFound {
			act.Entry.Changes = []model.AuditChange{} // nothing to tell
			return nil
		}
		return err
	})
}

// UseSignInLink removes the link with that hash and stores the session, for the link's user. It reports whether the oldest
// session of the user had to end for it. NOT_FOUND if there is no such link, or it has expired when the session begins: of two
// concurrent uses, one is refused. ACCOUNT_DISABLED as by InsertPasswordSession.
func (db *DB) UseSignInLink(ctx context.Context, hash []byte, s *model.Session) (u *model.User, ended bool, err error) {
	u = new(model.User)
	err = db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		// The user's row first, as by whatever removes links; then the link may be gone.
		owner := tx.NewSelect().Model((*model.SignInLink)(nil)).Column("user_id").Where("token_hash = ?", hash)
		if err := db.lockRow(tx.NewSelect().Model(u).Where("id = (?)", owner)).Scan(ctx); err != nil {
			return err
		}
		if err := found(tx.NewDelete().Model((*model.SignInLink)(nil)).Where("token_hash = ?", hash).
			Where("expires_at > ?", s.CreatedAt).Exec(ctx)); err != nil {
			return err
		}
		s.UserID = u.ID
		if ended, err = insertSession(ctx, tx, s); err != nil {
			return err
		}
		return tx.NewSelect().Model(u).WherePK().Scan(ctx)
	})
	return u, ended, err
}

// SignInLinkExpiries is when the last sign-in link of each of those users expires that is good now; who has none is left out.
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

func deleteSignInLinks(ctx context.Context, tx bun.Tx, column string, user model.ID) error {
	_, err := tx.NewDelete().Model((*model.SignInLink)(nil)).Where("? = ?", bun.Ident(column), user).Exec(ctx)
	return err
}
