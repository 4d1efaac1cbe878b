package db

import (
	"context"
	"database/sql"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// found turns a statement that touched no row into NOT_FOUND.
func found(res sql.Result, err error) error {
	if err != nil {
		return wrap(err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return wrap(err)
	}
	return notFound()
}

// existing reports whether a statement changed a row.
func existing(res sql.Result, err error) (bool, error) {
	err = found(res, err)
	if model.ErrorCode(err) == model.NotFound {
		return false, nil
	}
	return err == nil, err
}

// count returns the number of rows that the query selects.
func count(ctx context.Context, q *bun.SelectQuery) (int, error) {
	n, err := q.Count(ctx)
	return int(n), wrap(err)
}

func notFound() *model.Error { return model.NoSuch("thing") }

// storable reports whether a text can be in the database. A look-up by one that cannot finds nothing, and sends no statement.
//
// SECURITY: arguments are formatted into the statement by the client: a NUL character ends a statement too early, and PostgreSQL
// refuses invalid UTF-8. A text that is stored is validated by its rules, which name the field.
func storable(texts ...string) bool {
	for _, text := range texts {
		if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
			return false
		}
	}
	return true
}
