package db

import (
	"bytes"
	"context"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// SignInMethods is how each of those users can sign in, beside links, when people sign in with the OpenID provider of that
// issuer.
func (db *DB) SignInMethods(ctx context.Context, users []model.ID, issuer string) (map[model.ID][]model.SignInMethod, error) {
	methods, err := readSignInMethods(ctx, db.read, users, issuer)
	return methods, wrap(err)
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
	p, err := readSignInState(ctx, db.read, sessionID)
	return p, wrap(err)
}

func readSignInState(ctx context.Context, in bun.IDB, sessionID model.ID) (SignInState, error) {
	var row struct {
		model.Session
		Hash *string
	}
	err := in.NewSelect().TableExpr("sessions AS s").ColumnExpr("s.token_hash, s.created_at, s.by_link, s.by_provider, p.hash").
		Join("LEFT JOIN passwords AS p ON p.user_id = s.user_id").Where("s.id = ?", sessionID).Scan(ctx, &row)
	p := SignInState{TokenHash: row.TokenHash, StartedAt: row.CreatedAt, ByLink: row.ByLink, ByProvider: row.ByProvider}
	if row.Hash != nil {
		p.PasswordHash = *row.Hash
	}
	return p, err
}

// equal reports whether both are of the same session, and the password is the same.
func (p SignInState) equal(q SignInState) bool {
	return bytes.Equal(p.TokenHash, q.TokenHash) && p.StartedAt.Equal(q.StartedAt) && p.ByLink == q.ByLink && p.ByProvider == q.ByProvider &&
		p.PasswordHash == q.PasswordHash
}
