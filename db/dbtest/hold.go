package dbtest

import (
	"database/sql"
	"strings"
	"testing"

	"chattr/db"
	"chattr/internal/model"
)

// HoldHead locks the row of a channel in channel_heads, as an instance that hangs in a transaction does. The caller must call release
// to unlock it.
//
// NOTE(dialect): with SQLite it locks the whole database against writes.
func HoldHead(t testing.TB, url string, channel model.ID) (release func()) {
	t.Helper()
	var pool *sql.DB
	var err error
	path, isSQLite := strings.CutPrefix(url, "sqlite:")
	query := "SELECT 1 FROM channel_heads WHERE channel_id = " + channel.String()
	if isSQLite {
		pool, err = sql.Open("sqlite", "file://"+path+"?_txlock=immediate&_pragma=busy_timeout(5000)")
	} else {
		pool, err = db.PostgresPool(url, 1)
		query += " FOR NO KEY UPDATE"
	}
	OK(t, err)
	tx, err := pool.BeginTx(t.Context(), nil)
	OK(t, err)
	_, err = tx.ExecContext(t.Context(), query)
	OK(t, err)
	return func() {
		t.Helper()
		OK(t, tx.Rollback())
		OK(t, pool.Close())
	}
}
