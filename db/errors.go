package db

import (
	"context"
	"crypto/tls"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/uptrace/bun/driver/pgdriver"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"chattr/internal/model"
)

// wrap tells what a failure means to the caller: NOT_FOUND for no row, or none to refer to, CONFLICT for a second row where
// only one may be, STORE_UNAVAILABLE where the database could not do its work. Failures are told apart by code, never by
// text. Errors that say it already, ends of contexts and everything unknown pass through.
func wrap(err error) error {
	switch {
	case err == nil || errors.As(err, new(*model.Error)) || isEndOfContext(err):
		return err
	case errors.Is(err, sql.ErrNoRows):
		return notFound()
	case isOrphan(err):
		return notFound().Because(err)
	case isDuplicate(err):
		return model.Errorf(model.Conflict, "This exists already.").Because(err)
	case IsLocked(err):
		return model.Errorf(model.StoreUnavailable, "Somebody else holds what this needs for too long.").Because(err)
	case isUnavailable(err) || errors.Is(err, ErrPooled) || errors.Is(err, errSettings):
		return model.Errorf(model.StoreUnavailable, "The database cannot be reached.").Because(err)
	}
	return err
}

// isDuplicate says whether a unique index or a primary key refused a row.
//
// NOTE(dialect): PostgreSQL has one code for both.
func isDuplicate(err error) bool {
	if code := sqliteCode(err); code != 0 {
		return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY ||
			code == sqlite3.SQLITE_CONSTRAINT_ROWID
	}
	return postgresCode(err) == "23505"
}

// isOrphan says whether a foreign key refused a row: what it refers to was removed meanwhile.
func isOrphan(err error) bool {
	return sqliteCode(err) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY || postgresCode(err) == "23503"
}

// isUnavailable says whether the database failed, and not the statement.
func isUnavailable(err error) bool {
	if code := sqliteCode(err); code != 0 {
		return sqliteUnavailable[code&0xff]
	}
	var pg pgdriver.Error
	if errors.As(err, &pg) {
		code := pg.Field('C')
		return lostSession(pg) || len(code) == 5 && postgresUnavailable[code[:2]] || postgresRetry[code]
	}
	return isBroken(err)
}

// IsOutage reports whether err means that the database did not respond at all, so that nothing else can be done with it now
// either.
//
// NOTE(dialect): SQLite is in this process. While another process writes, this one waits, and a caller's time may run out: the
// file is busy, and the next transaction may succeed.
func (db *DB) IsOutage(err error) bool {
	if !db.postgres() {
		return false
	}
	var pg pgdriver.Error
	if errors.As(err, &pg) {
		code := pg.Field('C')
		return lostSession(pg) || code == tooManyConnections || strings.HasPrefix(code, "08") || strings.HasPrefix(code, "57P")
	}
	return model.ErrorCode(err) == model.StoreUnavailable && (isBroken(err) || errors.Is(err, context.DeadlineExceeded))
}

// IsLocked reports whether err means that another transaction held a row for too long.
func IsLocked(err error) bool { return postgresCode(err) == lockNotAvailable }

// isConflict reports whether PostgreSQL rolled a transaction back because of others, so that it can simply run again. Our own
// locks are taken in one order, but an older version that runs on the same database may take them in another.
//
// NOTE(dialect): SQLite has one writer, and no deadlocks.
func isConflict(err error) bool {
	code := postgresCode(err)
	return code == deadlockDetected || code == serializationFailure
}

// isEndOfContext says whether the caller went away or ran out of time. A dial that took too long also claims to be a
// context.DeadlineExceeded, and is not one.
func isEndOfContext(err error) bool {
	return !errors.As(err, new(*net.OpError)) &&
		(errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded))
}

// Within runs f for at most limit. When that limit has ended it, and not the caller, it is STORE_UNAVAILABLE.
func Within(ctx context.Context, limit time.Duration, f func(context.Context) error) error {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	err := f(limited)
	if err != nil && limited.Err() != nil && ctx.Err() == nil && !errors.As(err, new(*model.Error)) {
		return model.Errorf(model.StoreUnavailable, "The database did not answer in time.").Because(err)
	}
	return err
}

// isBroken says whether err is of the connection itself.
func isBroken(err error) bool {
	var network net.Error
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	return errors.As(err, &network) || errors.As(err, &certificate) || errors.As(err, &record) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// inDoubt says of an error of COMMIT whether the transaction may be stored all the same.
//
// NOTE(dialect): with PostgreSQL that is every answer that is not the server's own plain refusal. With SQLite it is a
// failed write or fsync: the frames may be in the write-ahead log, and be found there after a crash.
func inDoubt(err error) bool {
	if code := sqliteCode(err); code != 0 {
		return code&0xff == sqlite3.SQLITE_IOERR
	}
	var pg pgdriver.Error
	if errors.As(err, &pg) {
		return lostSession(pg)
	}
	// ErrBadConn: not one byte of COMMIT was sent.
	return isBroken(err) && !isEndOfContext(err) && !errors.Is(err, driver.ErrBadConn)
}

// isServerError reports whether err is a response of the server, after which its connection can be used as before.
func isServerError(err error) bool {
	var pg pgdriver.Error
	return errors.As(err, &pg) && !lostSession(pg)
}

func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func postgresCode(err error) string {
	var e pgdriver.Error
	if errors.As(err, &e) {
		return e.Field('C')
	}
	return ""
}

// lostSession says whether the server ended the session with this error.
func lostSession(e pgdriver.Error) bool {
	return e.Field('V') == "FATAL" || e.Field('V') == "PANIC"
}

var sqliteUnavailable = map[int]bool{
	sqlite3.SQLITE_BUSY:     true,
	sqlite3.SQLITE_LOCKED:   true,
	sqlite3.SQLITE_NOMEM:    true,
	sqlite3.SQLITE_READONLY: true,
	sqlite3.SQLITE_IOERR:    true,
	sqlite3.SQLITE_CORRUPT:  true,
	sqlite3.SQLITE_FULL:     true,
	sqlite3.SQLITE_CANTOPEN: true,
	sqlite3.SQLITE_PROTOCOL: true,
	sqlite3.SQLITE_NOTADB:   true,
}

// Classes of SQLSTATE that speak of the server and not of the statement.
var postgresUnavailable = map[string]bool{
	"08": true, // connection exception
	"28": true, // may not log in
	"40": true, // rolled back: serialization, deadlock
	"53": true, // out of memory, disk or connections
	"57": true, // operator intervention, statement timeout
	"58": true, // the operating system failed
}

// Codes that more than one place asks for.
const (
	lockNotAvailable   = "55P03"
	tooManyConnections = "53300"

	deadlockDetected     = "40P01"
	serializationFailure = "40001"

	protocolViolation  = "08P01" // also PgBouncer's refusals
	noSuchStatement    = "26000"
	duplicateStatement = "42P05"
)

// Single codes of other classes that say the same.
var postgresRetry = map[string]bool{
	"25006":          true, // a standby, just after a switch
	"25P03":          true, // idle in transaction for too long
	"3D000":          true, // no such database
	lockNotAvailable: true,
}
