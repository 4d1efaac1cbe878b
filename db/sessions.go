package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// MaxSessions is the largest number of sessions of a user. Another one ends the oldest.
const MaxSessions = 100

// InsertSession stores a session, and when its user signed in. It reports whether the oldest session of the user was ended because there
// were MaxSessions. It returns ACCOUNT_DISABLED if the user is disabled. The row of the user must be locked.
//
// SECURITY: every session starts here. Because the row of the user is locked, no session starts while the user is being disabled and
// outlives that, and sessions that start concurrently are counted one after the other.
func (tx *Tx) InsertSession(s *model.Session) (endedOldest bool, err error) {
	if err := tx.requires(lockedUsers, s.UserID); err != nil {
		return false, err
	}
	err = found(tx.sql.NewUpdate().Table("users").Set("last_signed_in_at = ?", s.CreatedAt).
		Where("id = ?", s.UserID).Where("disabled_at IS NULL").Exec(tx.ctx))
	if model.ErrorCode(err) == model.NotFound {
		return false, model.Disabled()
	}
	if err != nil {
		return false, err
	}
	if endedOldest, err = endOldestSessions(tx.ctx, tx.sql, s.UserID); err != nil {
		return false, wrap(err)
	}
	return endedOldest, wrap(insertAll(tx.ctx, tx.sql, s))
}

// endOldestSessions deletes the oldest sessions of a user, so that there can be one more, and reports whether there were any. They are
// ordered by their ids: a clock that is set back does not change the order.
func endOldestSessions(ctx context.Context, tx bun.Tx, userID model.ID) (ended bool, err error) {
	newest := tx.NewSelect().Model((*model.Session)(nil)).Column("id").Where("user_id = ?", userID).Order("id DESC").Limit(MaxSessions - 1)
	ended, err = existing(tx.NewDelete().Model((*model.Session)(nil)).Where("user_id = ?", userID).Where("id NOT IN (?)", newest).Exec(ctx))
	if err != nil || !ended {
		return false, err
	}
	return true, userAccessChanged(ctx, tx, userID)
}

// EndSessions deletes the sessions of a user except one, and the sign-in links for the user. keep is the id of that session, or 0 for
// none. The row of the user must be locked.
//
// SECURITY: a link that was not used yet is worth as much as a session.
func (tx *Tx) EndSessions(userID, keep model.ID) error {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return err
	}
	if err := userAccessChanged(tx.ctx, tx.sql, userID); err != nil {
		return wrap(err)
	}
	_, err := tx.sql.NewDelete().Model((*model.Session)(nil)).Where("user_id = ?", userID).Where("id <> ?", keep).Exec(tx.ctx)
	if err != nil {
		return wrap(err)
	}
	_, err = tx.DeleteSignInLinks(userID)
	return err
}

// SessionByHash returns the session with a hash, expired or not, and its user. It returns NOT_FOUND if it does not exist.
func (db *DB) SessionByHash(ctx context.Context, hash []byte) (*model.Session, *model.User, error) {
	s, u := new(model.Session), new(model.User)
	if err := db.read.NewSelect().Model(s).Where("token_hash = ?", hash).Scan(ctx); err != nil {
		return nil, nil, wrap(err)
	}
	return s, u, wrap(db.read.NewSelect().Model(u).Where("id = ?", s.UserID).Scan(ctx))
}

// DeleteSession deletes the session with a hash. It returns NOT_FOUND if it does not exist.
func (db *DB) DeleteSession(ctx context.Context, hash []byte) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		owner := tx.NewSelect().Model((*model.Session)(nil)).Column("user_id").Where("token_hash = ?", hash)
		if err := found(tx.NewUpdate().Table("users").Set("access_version = access_version + 1").Where("id = (?)", owner).Exec(ctx)); err != nil {
			return err
		}
		return found(tx.NewDelete().Model((*model.Session)(nil)).Where("token_hash = ?", hash).Exec(ctx))
	})
}

// Credential is what a session or an access token is worth now.
type Credential struct {
	Administrator bool // whether its user administers the installation
}

// Credentials returns the sessions, access tokens and users with these ids by their ids. It leaves out those that are deleted or whose
// user is disabled. It does not check whether they have expired.
func (db *DB) Credentials(ctx context.Context, ids []model.ID) (map[model.ID]Credential, error) {
	good, err := credentials(ctx, db.read, ids)
	return good, wrap(err)
}

// IsValid reports whether a session, an access token or a user with this id exists and its user is enabled. It does not check whether
// the credential has expired. If the row of the user is locked, the result is true until the transaction ends.
func (tx *Tx) IsValid(credential model.ID) (bool, error) {
	valid, err := credentials(tx.ctx, tx.sql, []model.ID{credential})
	_, ok := valid[credential]
	return ok, wrap(err)
}

func credentials(ctx context.Context, in bun.IDB, ids []model.ID) (map[model.ID]Credential, error) {
	good := make(map[model.ID]Credential, len(ids))
	byKind := map[model.Kind][]model.ID{}
	for _, id := range ids {
		byKind[id.Kind()] = append(byKind[id.Kind()], id)
	}
	for kind, ids := range byKind {
		table, user := "access_tokens", "c.user_id"
		switch kind {
		case model.KindSession:
			table = "sessions"
		case model.KindUser:
			table, user = "users", "c.id"
		}
		var rows []struct {
			ID            model.ID
			Administrator bool
		}
		q := in.NewSelect().TableExpr("users AS u").ColumnExpr("c.id, u.administrator").
			Where("u.disabled_at IS NULL").Where("c.id IN (?)", bun.List(ids))
		if err := q.Join("JOIN ? AS c ON ? = u.id", bun.Ident(table), bun.Ident(user)).Scan(ctx, &rows); err != nil {
			return nil, err
		}
		for _, r := range rows {
			good[r.ID] = Credential{Administrator: r.Administrator}
		}
	}
	return good, nil
}
