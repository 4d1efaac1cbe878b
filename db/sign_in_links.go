package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/model"
)

// InsertSignInLink stores a sign-in link that nobody but who runs Chattr has made. Others for the same user stay.
func (db *DB) InsertSignInLink(ctx context.Context, l *model.SignInLink) error {
	_, err := db.write.NewInsert().Model(l).Exec(ctx)
	return wrap(err)
}

// InsertSignInLinkFor stores a sign-in link that its creator has made, instead of those that administrators made for the same user
// before. FORBIDDEN and NOT_FOUND as by UpdateAccount, CONFLICT when the account is disabled.
func (db *DB) InsertSignInLinkFor(ctx context.Context, l *model.SignInLink, entry *model.AuditEntry) error {
	return db.audited(ctx, entry, func(ctx context.Context, tx bun.Tx) error {
		u := new(model.User)
		if err := db.lockAccount(ctx, tx, l.CreatorID, l.UserID, u); err != nil {
			return err
		}
		if !u.Enabled() {
			return model.Errorf(model.Conflict, "The account is disabled; enable it first, or the link would be refused.")
		}
		nameTarget(entry, u.Name)
		older := tx.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", u.ID).Where("creator_id IS NOT NULL")
		if _, err := older.Exec(ctx); err != nil {
			return err
		}
		return insertAll(ctx, tx, l)
	})
}

// DeleteSignInLinks removes the sign-in links of a user, whoever made them, and stores the entry if there were any. FORBIDDEN and
// NOT_FOUND as by UpdateAccount.
func (db *DB) DeleteSignInLinks(ctx context.Context, actor, userID model.ID, entry *model.AuditEntry) error {
	return db.audited(ctx, entry, func(ctx context.Context, tx bun.Tx) error {
		u := new(model.User)
		if err := db.lockAccount(ctx, tx, actor, userID, u); err != nil {
			return err
		}
		nameTarget(entry, u.Name)
		err := found(tx.NewDelete().Model((*model.SignInLink)(nil)).Where("user_id = ?", u.ID).Exec(ctx))
		if model.ErrorCode(err) == model.NotFound {
			entry.Changes = []model.AuditChange{} // nothing to tell
			return nil
		}
		return err
	})
}

// UseSignInLink removes the link with that hash and stores the session, for the link's user. NOT_FOUND when there is no
// such link, or it has expired when the session begins: of two uses at once, one is refused. ACCOUNT_DISABLED as by
// InsertSession.
func (db *DB) UseSignInLink(ctx context.Context, hash []byte, s *model.Session) (*model.User, error) {
	u := new(model.User)
	return u, db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
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
		if err := insertSession(ctx, tx, s); err != nil {
			return err
		}
		return tx.NewSelect().Model(u).WherePK().Scan(ctx)
	})
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
