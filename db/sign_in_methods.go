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
	methods, err := signInMethods(ctx, db.read, users, issuer)
	return methods, wrap(err)
}

func signInMethods(
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

// SignInProof is how a session began, and what the database alone knows of how its user signs in.
type SignInProof struct {
	TokenHash          []byte
	BeganAt            time.Time
	ByLink, ByProvider bool
	Password           string // its hash, "" without one
}

// SignInProof is that of a session. NOT_FOUND when it has ended.
func (db *DB) SignInProof(ctx context.Context, sessionID model.ID) (SignInProof, error) {
	p, err := signInProof(ctx, db.read, sessionID)
	return p, wrap(err)
}

func signInProof(ctx context.Context, in bun.IDB, sessionID model.ID) (SignInProof, error) {
	var row struct {
		model.Session
		Hash *string
	}
	err := in.NewSelect().TableExpr("sessions AS s").ColumnExpr("s.token_hash, s.created_at, s.by_link, s.by_provider, p.hash").
		Join("LEFT JOIN passwords AS p ON p.user_id = s.user_id").Where("s.id = ?", sessionID).Scan(ctx, &row)
	p := SignInProof{TokenHash: row.TokenHash, BeganAt: row.CreatedAt, ByLink: row.ByLink, ByProvider: row.ByProvider}
	if row.Hash != nil {
		p.Password = *row.Hash
	}
	return p, err
}

// equal reports whether both are of the same session, and the password is the same.
func (p SignInProof) equal(q SignInProof) bool {
	return bytes.Equal(p.TokenHash, q.TokenHash) && p.BeganAt.Equal(q.BeganAt) && p.ByLink == q.ByLink && p.ByProvider == q.ByProvider &&
		p.Password == q.Password
}
