package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite", without cgo
)

// Every pooled connection is set up by its DSN alone, so all settings stand there.
var sqliteSettings = url.Values{
	"_pragma": {
		"busy_timeout(4000)",        // first, so that the others wait too while another process starts
		"journal_mode(WAL)",         // readers never wait for the writer
		"synchronous(FULL)",         // an acknowledged commit survives a power cut
		"foreign_keys(1)",           // off unless asked for
		"secure_delete(1)",          // the text of a deleted message is overwritten, not only let go of
		"temp_store(MEMORY)",        // statement journals of multi-row inserts need no file
		"cache_size(-16000)",        // 16 MB a connection; the default of 2 MB reads hot pages again and again
		"wal_autocheckpoint(10000)", // 40 MB: fewer, larger checkpoints under load
	},
	// Times are read in UTC, and what goes through the driver is written like what bun writes: text that sorts by time.
	"_timezone":    {"UTC"},
	"_time_format": {"sqlite"},
}

// The writer takes its lock at BEGIN: one that reads first and locks later fails when another writer wrote in between.
var sqliteWriter = url.Values{"_txlock": {"immediate"}}

// A reader that writes is a mistake.
var sqliteReader = url.Values{"_pragma": {"query_only(1)"}}

func openSQLite(ctx context.Context, path string, o Options) (*DB, error) {
	path, err := sqlitePath(path)
	if err != nil {
		return nil, err
	}
	file, err := openDatabaseFile(path)
	if err != nil {
		return nil, err
	}
	write := sqlitePool(path, 1, sqliteSettings, sqliteWriter)
	read := sqlitePool(path, max(4, runtime.NumCPU()), sqliteSettings, sqliteReader)
	for _, pool := range []*bun.DB{write, read} { // the writer first: it makes the file a database
		if err := pool.PingContext(ctx); err != nil {
			closeAll(write, read)
			_ = file.Close()
			return nil, unreachable(path, err)
		}
	}
	db := newDB(write, read, o)
	db.path, db.file = path, file
	db.migrator = func() *bun.DB { return write }
	return db, nil
}

// sqlitePath is the absolute path that the part of the URL after "sqlite:" names.
func sqlitePath(path string) (string, error) {
	switch {
	case path == "" || path == ":memory:" || strings.HasPrefix(path, "file:"):
		return "", errors.New("sqlite: needs the path of a file, as in sqlite:chattr.db; there is no database in memory")
	case strings.ContainsAny(path, "?#\x00"):
		return "", errors.New("sqlite:PATH takes no parameters, and the path no ? or #")
	case strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "///"):
		return "", errors.New("sqlite://PATH names a host; write sqlite:PATH or, for an absolute path, sqlite:/PATH")
	}
	path, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return "", err
	}
	return path, nil
}

// createPrivate creates the file if there is none. A file that exists is not opened: closing it would drop the locks that SQLite
// has on it in this process.
//
// SECURITY: readable by its owner only; SQLite gives the files beside it the same permissions.
func createPrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot open the database: %w", err)
	}
	return file.Close()
}

// SQLitePool opens connections that write to the file of a sqlite: URL, with the settings of DB's own, for what has no place
// in DB: the baselines of the bench. It does not connect yet.
func SQLitePool(url string, connections int) (*sql.DB, error) {
	path, err := sqlitePath(strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		return nil, err
	}
	return sqlitePool(path, connections, sqliteSettings, sqliteWriter).DB, nil
}

func sqlitePool(path string, connections int, settings ...url.Values) *bun.DB {
	pool, err := sql.Open("sqlite", sqliteDSN(path, settings...))
	if err != nil {
		panic(err) // only for a driver that is not registered
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return bun.NewDB(pool, sqlitedialect.New())
}

func sqliteDSN(path string, settings ...url.Values) string {
	all := url.Values{}
	for _, values := range settings {
		for key, list := range values {
			all[key] = append(all[key], list...)
		}
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath() + "?" + all.Encode()
}
