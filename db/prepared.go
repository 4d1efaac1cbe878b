package db

import (
	"cmp"
	"context"
	"database/sql"
	"reflect"
	"sync"
)

// texts remembers statements that are built by bun with $1, $2 … in the places of their arguments: few, and read so often
// that building, parsing and planning them would cost as much as running them.
type texts struct{ byName sync.Map } // of string

func (t *texts) of(name any, build func() string) string {
	if text, ok := t.byName.Load(name); ok {
		return text.(string)
	}
	text, _ := t.byName.LoadOrStore(name, build())
	return text.(string)
}

// queryPrepared reads rows of a statement of texts.
func (db *DB) queryPrepared(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if db.onQuery != nil {
		db.onQuery(text)
	}
	// SECURITY: pgdriver goes on using a session on which a prepared statement has run into its deadline, and the next statement
	// would be given the late response, which may be for another user. Only peek throws such a session away.
	if db.postgres() && !peeks {
		return db.read.DB.QueryContext(ctx, text, args...)
	}
	s, err := db.statement(ctx, text)
	if err != nil {
		db.health.note(err)
		return nil, err
	}
	rows, err := s.QueryContext(ctx, args...)
	db.health.note(err)
	return rows, err
}

// scanPrepared scans what queryPrepared reads into a model or a slice of models. No row for a model is sql.ErrNoRows.
func (db *DB) scanPrepared(ctx context.Context, into any, text string, args ...any) error {
	rows, err := db.queryPrepared(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if reflect.TypeOf(into).Elem().Kind() == reflect.Slice {
		return db.read.ScanRows(ctx, rows, into)
	}
	if !rows.Next() {
		return cmp.Or(rows.Err(), sql.ErrNoRows)
	}
	return db.read.ScanRow(ctx, rows, into)
}

// statement is prepared once for the pool, which prepares it on each of its connections.
func (db *DB) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, ok := db.statements.Load(text); ok {
		return s.(*sql.Stmt), nil
	}
	s, err := db.read.DB.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	first, lost := db.statements.LoadOrStore(text, s)
	if lost {
		_ = s.Close()
	}
	return first.(*sql.Stmt), nil
}
