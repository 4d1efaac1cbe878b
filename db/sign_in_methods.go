package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/model"
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

// SignInProof is what the database alone knows of a session and of how its user signs in: it is another one when the password
// is. NOT_FOUND when the session has ended.
func (db *DB) SignInProof(ctx context.Context, sessionID model.ID) ([]byte, error) {
	var row struct {
		TokenHash []byte
		Hash      *string
	}
	err := db.read.NewSelect().TableExpr("sessions AS s").ColumnExpr("s.token_hash, p.hash").
		Join("LEFT JOIN passwords AS p ON p.user_id = s.user_id").Where("s.id = ?", sessionID).Scan(ctx, &row)
	if err != nil {
		return nil, wrap(err)
	}
	if row.Hash != nil {
		row.TokenHash = append(row.TokenHash, *row.Hash...)
	}
	return row.TokenHash, nil
}
