package db

import (
	"bytes"
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// SignInMethods returns how each of these users can sign in, except by links. issuer is that of the OpenID provider of the installation.
func (db *DB) SignInMethods(ctx context.Context, users []model.ID, issuer string) (map[model.ID][]model.SignInMethod, error) {
	methods, err := readSignInMethods(ctx, db.read, users, issuer)
	return methods, wrap(err)
}

// SignInMethods returns how a user can sign in, as DB.SignInMethods does. The row of the user must be locked: the result is true until the
// transaction ends.
func (tx *Tx) SignInMethods(userID model.ID, issuer string) ([]model.SignInMethod, error) {
	if err := tx.requires(lockedUsers, userID); err != nil {
		return nil, err
	}
	methods, err := readSignInMethods(tx.ctx, tx.sql, []model.ID{userID}, issuer)
	return methods[userID], wrap(err)
}

func readSignInMethods(
	ctx context.Context, in bun.IDB, users []model.ID, issuer string,
) (map[model.ID][]model.SignInMethod, error) {
	methods := map[model.ID][]model.SignInMethod{}
	for _, way := range []struct {
		method model.SignInMethod
		rows   *bun.SelectQuery
	}{
		{model.SignInPassword, in.NewSelect().Model((*model.Password)(nil))},
		{model.SignInOpenID, in.NewSelect().Model((*model.Identity)(nil)).Where("issuer = ?", issuer)},
	} {
		var able []model.ID
		if err := way.rows.Distinct().Column("user_id").Where("user_id IN (?)", bun.List(users)).Scan(ctx, &able); err != nil {
			return nil, err
		}
		for _, id := range able {
			methods[id] = append(methods[id], way.method)
		}
	}
	return methods, nil
}

// SignInState is how a session was started, and the present password of its user. A user reauthenticates against it.
type SignInState struct {
	TokenHash          []byte
	StartedAt          time.Time
	ByLink, ByProvider bool
	PasswordHash       string // "": the user has no password
}

// SignInState returns how a session was started. It returns NOT_FOUND if the session has ended.
func (db *DB) SignInState(ctx context.Context, sessionID model.ID) (SignInState, error) {
	state, err := readSignInState(ctx, db.read, sessionID)
	return state, wrap(err)
}

// SignInState returns how a session was started, as DB.SignInState does. If the row of its user is locked, the result is true until the
// transaction ends.
func (tx *Tx) SignInState(sessionID model.ID) (SignInState, error) {
	state, err := readSignInState(tx.ctx, tx.sql, sessionID)
	return state, wrap(err)
}

func readSignInState(ctx context.Context, in bun.IDB, sessionID model.ID) (SignInState, error) {
	var row struct {
		model.Session
		Hash *string
	}
	err := in.NewSelect().TableExpr("sessions AS s").ColumnExpr("s.token_hash, s.created_at, s.by_link, s.by_provider, p.hash").
		Join("LEFT JOIN passwords AS p ON p.user_id = s.user_id").Where("s.id = ?", sessionID).Scan(ctx, &row)
	state := SignInState{TokenHash: row.TokenHash, StartedAt: row.CreatedAt, ByLink: row.ByLink, ByProvider: row.ByProvider}
	if row.Hash != nil {
		state.PasswordHash = *row.Hash
	}
	return state, err
}

// Equal reports whether both states are of the same session with the same password.
func (s SignInState) Equal(t SignInState) bool {
	return bytes.Equal(s.TokenHash, t.TokenHash) && s.StartedAt.Equal(t.StartedAt) && s.ByLink == t.ByLink && s.ByProvider == t.ByProvider &&
		s.PasswordHash == t.PasswordHash
}
