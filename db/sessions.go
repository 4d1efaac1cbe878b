package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// MaxSessions is how many sessions a user can have. When another one begins, the oldest ends.
const MaxSessions = 100

// InsertPasswordSession stores a session of somebody who knew the password with that hash, and replaces the hash by renewed
// unless that is "". It reports whether the oldest session of the user had to end for it. ErrSignInChanged if the password was
// changed since, ACCOUNT_DISABLED if the user may not sign in.
func (db *DB) InsertPasswordSession(ctx context.Context, s *model.Session, hash, renewed string) (ended bool, err error) {
	err = db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := db.lockUser(ctx, tx, s.UserID); err != nil {
			return err
		}
		same := tx.NewSelect().Model((*model.Password)(nil)).Where("user_id = ?", s.UserID).Where("hash = ?", hash)
		if err := unchanged(same.Exists(ctx)); err != nil {
			return err
		}
		if ended, err = insertSession(ctx, tx, s); err != nil || renewed == "" {
			return err
		}
		return found(tx.NewUpdate().Model((*model.Password)(nil)).Set("hash = ?", renewed).Where("user_id = ?", s.UserID).Exec(ctx))
	})
	return ended, err
}

// unchanged returns ErrSignInChanged unless what somebody signs in with is there still.
//
// SECURITY: changing a password or unlinking an identity ends every session, also one that is just beginning by it.
func unchanged(there bool, err error) error {
	if err == nil && !there {
		return ErrSignInChanged
	}
	return err
}

// InsertIdentitySession stores a session of somebody for whom an OpenID provider vouches. It reports whether the oldest session
// of the user had to end for it. ErrSignInChanged if the identity is not the user's any more, ACCOUNT_DISABLED as by
// InsertPasswordSession.
func (db *DB) InsertIdentitySession(ctx context.Context, s *model.Session, issuer, subject string) (ended bool, err error) {
	err = db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := db.lockUser(ctx, tx, s.UserID); err != nil {
			return err
		}
		linked := tx.NewSelect().Model((*model.Identity)(nil)).Where("issuer = ?", issuer).Where("subject = ?", subject)
		if err := unchanged(linked.Where("user_id = ?", s.UserID).Exists(ctx)); err != nil {
			return err
		}
		ended, err = insertSession(ctx, tx, s)
		return err
	})
	return ended, err
}

// insertSession stores a session, and when its user signed in. It reports whether the oldest session of the user had to end for
// it. ACCOUNT_DISABLED if they may not sign in.
//
// SECURITY: every session but the first of a new account begins here. The user's row is locked: none begins while they are
// being disabled and outlives it, and sessions that begin concurrently are counted one after the other.
func insertSession(ctx context.Context, tx bun.Tx, s *model.Session) (ended bool, err error) {
	err = found(tx.NewUpdate().Table("users").Set("last_signed_in_at = ?", s.CreatedAt).
		Where("id = ?", s.UserID).Where("disabled_at IS NULL").Exec(ctx))
	if model.ErrorCode(err) == model.NotFound {
		return false, model.Disabled()
	}
	if err != nil {
		return false, err
	}
	if ended, err = endOldestSessions(ctx, tx, s.UserID); err != nil {
		return false, err
	}
	return ended, insertAll(ctx, tx, s)
}

// endOldestSessions makes room for one more session of a user. They are ordered by their ids, which no clock that is set back
// can mix up.
func endOldestSessions(ctx context.Context, tx bun.Tx, userID model.ID) (ended bool, err error) {
	newest := tx.NewSelect().Model((*model.Session)(nil)).Column("id").Where("user_id = ?", userID).Order("id DESC").Limit(MaxSessions - 1)
	err = found(tx.NewDelete().Model((*model.Session)(nil)).Where("user_id = ?", userID).Where("id NOT IN (?)", newest).Exec(ctx))
	if model.ErrorCode(err) == model.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, userAccessChanged(ctx, tx, userID)
}

// SessionByHash is the session with that hash, expired or not, and its user. NOT_FOUND when there is none.
func (db *DB) SessionByHash(ctx context.Context, hash []byte) (*model.Session, *model.User, error) {
	s, u := new(model.Session), new(model.User)
	if err := db.read.NewSelect().Model(s).Where("token_hash = ?", hash).Scan(ctx); err != nil {
		return nil, nil, wrap(err)
	}
	return s, u, wrap(db.read.NewSelect().Model(u).Where("id = ?", s.UserID).Scan(ctx))
}

// DeleteSession removes the session with that hash. NOT_FOUND when there is none.
func (db *DB) DeleteSession(ctx context.Context, hash []byte) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		owner := tx.NewSelect().Model((*model.Session)(nil)).Column("user_id").Where("token_hash = ?", hash)
		if err := found(tx.NewUpdate().Table("users").Set("access_version = access_version + 1").Where("id = (?)", owner).Exec(ctx)); err != nil {
			return err
		}
		return found(tx.NewDelete().Model((*model.Session)(nil)).Where("token_hash = ?", hash).Exec(ctx))
	})
}

// Credential is what it is worth to have a session or an access token now.
type Credential struct {
	Administrator bool // whether its user administers the installation
}

// Credentials are those of the sessions, access tokens and users with those ids that are good but for their time: removed ones,
// and those of users who are disabled, are left out.
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
