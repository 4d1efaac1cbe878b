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
	// The lock beside the file comes first: a process that finds the file locked checks whether it is locked by this name.
	closeLock, err := lockBeside(path)
	if isBusy(err) {
		return nil, db.servedAlready()
	}
	if err != nil {
		return nil, err
	}
	locked, err := db.file.lock()
	switch {
	case err != nil:
		err = fmt.Errorf("cannot lock %s: %w", path, err)
	case !locked:
		err = db.servedAlready()
	}
	if err != nil {
		closeLock()
		return nil, err
	}
	return func() {
		db.file.unlock()
		closeLock()
	}, nil
}

func (db *DB) servedAlready() error {
	return fmt.Errorf("another chattrd serves %s already: stop it, or give this one another --database-url", db.path)
}

// lockBeside locks the file beside the database, by an exclusive transaction on it: one on the database itself would shut out
// its readers too. This is the lock that versions before the lock on the file itself take, too.
func lockBeside(path string) (closeLock func(), err error) {
	if err := createPrivate(path + ".lock"); err != nil {
		return nil, err
	}
	pool := sqlitePool(path+".lock", 1, url.Values{"_txlock": {"exclusive"}})
	tx, err := pool.BeginTx(context.Background(), nil)
	if err != nil {
		closeAll(pool)
		return nil, fmt.Errorf("cannot lock %s.lock: %w", path, err)
	}
	return func() {
		_ = tx.Rollback()
		closeAll(pool)
	}, nil
}

func isBusy(err error) bool { return sqliteCode(err)&0xff == sqlite3.SQLITE_BUSY }
