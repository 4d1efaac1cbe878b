package db_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"chattr/db/dbtest"
)

func TestLateResultOfAPreparedStatementIsDropped(t *testing.T) {
	t.Parallel()
	pool := dbtest.Postgres(t).Read().DB
	pool.SetMaxOpenConns(2) // one that locks the table, and one that both statements run on
	prepare := func(text string) *sql.Stmt {
		s, err := pool.PrepareContext(t.Context(), text)
		dbtest.OK(t, err)
		return s
	}
	tx, err := pool.BeginTx(t.Context(), nil)
	dbtest.OK(t, err)
	slow, quick := prepare("SELECT count(*) FROM users"), prepare("SELECT -1")
	_, err = tx.ExecContext(t.Context(), "LOCK TABLE users")
	dbtest.OK(t, err)
	short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	var got int
	if err := slow.QueryRowContext(short).Scan(&got); err == nil {
		t.Fatal("it has not run into its deadline")
	}
	time.AfterFunc(50*time.Millisecond, func() { _ = tx.Rollback() })
	dbtest.OK(t, quick.QueryRowContext(t.Context()).Scan(&got))
	if got != -1 {
		t.Errorf("the answer is %d", got)
	}
}
