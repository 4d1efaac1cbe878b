package db

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"
)

// LockForServing makes this process the only one that serves the database, until release is called or the process ends,
// however it ends: the operating system holds the lock. Other commands may open the database all the same.
//
// NOTE(dialect): with PostgreSQL many instances may serve, and it does nothing.
func (db *DB) LockForServing() (release func(), err error) {
	if db.postgres() {
		return func() {}, nil
	}
	path, err := filepath.EvalSymlinks(db.path) // two names of one file are one database
	if err != nil {
		return nil, fmt.Errorf("cannot lock the database: %w", err)
	}
	if err := createPrivate(path + ".lock"); err != nil {
		return nil, err
	}
	// A transaction on a file of its own: an exclusive one on the database would shut out its readers too.
	lock := sqlitePool(path+".lock", 1, url.Values{"_txlock": {"exclusive"}})
	tx, err := lock.BeginTx(context.Background(), nil)
	if err != nil {
		closeAll(lock)
		if sqliteCode(err)&0xff == sqlite3.SQLITE_BUSY {
			return nil, fmt.Errorf("another chattrd serves %s already: stop it, or give this one another --database-url", db.path)
		}
		return nil, fmt.Errorf("cannot lock %s.lock: %w", path, err)
	}
	return func() {
		_ = tx.Rollback()
		closeAll(lock)
	}, nil
}
