package db

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"runtime"
)

const integrityFaults = 20

// CheckFile looks through SQLite's file: whether its pages and indexes are whole, whether rows refer to rows that are there,
// whether others may read it. Faults are sentences for people. A large file takes a while; no request waits for the check.
//
// NOTE(dialect): PostgreSQL looks after its files itself, and there is nothing to check.
func (db *DB) CheckFile(ctx context.Context) (faults []string, err error) {
	if db.postgres() {
		return nil, nil
	}
	var said []string
	if err := db.read.NewRaw(fmt.Sprintf("PRAGMA quick_check(%d)", integrityFaults)).Scan(ctx, &said); err != nil {
		return nil, wrap(err)
	}
	for _, line := range said {
		if line != "ok" {
			faults = append(faults, "the file is damaged, restore a backup: "+line)
		}
	}
	orphans, err := db.orphans(ctx)
	return append(append(faults, orphans...), db.FilesReadableByOthers()...), wrap(err)
}

func (db *DB) orphans(ctx context.Context) (faults []string, err error) {
	rows, err := db.read.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() && len(faults) < integrityFaults {
		var table, parent string
		var row, key sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return nil, err
		}
		faults = append(faults, fmt.Sprintf("row %d of %s refers to a row of %s that is not there", row.Int64, table, parent))
	}
	return faults, rows.Err()
}

// FilesReadableByOthers returns a sentence, with what to do, for each file of the database that other users of the machine can read. It
// returns nothing for PostgreSQL.
//
// SECURITY: a user who can read the file can read every message and every hash of a password.
func (db *DB) FilesReadableByOthers() (faults []string) {
	if db.postgres() || runtime.GOOS == "windows" { // which has no such bits
		return nil
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(db.path + suffix)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			faults = append(faults, fmt.Sprintf("other users of the machine can open %s (mode %o): chmod 600 it", db.path+suffix, info.Mode().Perm()))
		}
	}
	return faults
}
