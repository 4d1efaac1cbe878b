package db

import (
	"database/sql"

	"chattr/model"
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

func notFound() *model.Error { return model.NoSuch("thing") }
