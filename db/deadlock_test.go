package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/driver/pgdriver"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// An older version locks a channel before its server. In a deadlock with it PostgreSQL ends one transaction: ours runs again.
func TestDeadlockWithAnOlderVersionIsRetried(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	attempts, isRetried := int64(0), false
	t.Cleanup(func() { // when every session has ended and reported what it counted
		// An attempt can meet further deadlocks, if a retry locks the server before the older version does. A transaction runs six times
		// at most.
		if n := dbtest.Deadlocks(t, url); n < attempts || n > 6*attempts {
			t.Errorf("PostgreSQL ended %d deadlocks, want %d to %d", n, attempts, 6*attempts)
		}
	})
	database := dbtest.Open(t, url)
	server := dbtest.Server(t, database, dbtest.User(t, database))
	// PostgreSQL ends the transaction that finds the deadlock. On a slow machine that can be the older version's.
	for ; attempts < 5 && !isRetried; attempts++ {
		isRetried = deleteChannelInDeadlock(t, database, server)
	}
	if !isRetried {
		t.Errorf("PostgreSQL never ended the transaction that is retried, in %d attempts", attempts)
	}
	if n, err := database.CountOf((*model.AuditEntry)(nil), "server_id", server.ID); n != attempts || err != nil {
		t.Errorf("got %d entries, %v; want %d", n, err, attempts)
	}
}

// deleteChannelInDeadlock deletes a channel while another transaction locks the same rows in the other order. It reports whether
// PostgreSQL ended the transaction of the deletion, which must then have been retried.
func deleteChannelInDeadlock(t *testing.T, database *db.DB, server *model.Server) (isRetried bool) {
	t.Helper()
	channel := dbtest.Channel(t, database, server)
	older, err := database.Write().BeginTx(t.Context(), nil)
	dbtest.OK(t, err)
	defer func() { _ = older.Rollback() }()
	_, err = older.Exec("SELECT 1 FROM channel_heads WHERE channel_id = ? FOR NO KEY UPDATE", channel.ID)
	dbtest.OK(t, err)
	entry := &model.AuditEntry{ServerID: server.ID, Action: model.ChannelDeleted, TargetID: channel.ID, CreatedAt: model.Now()}
	deleted := make(chan error, 1)
	go func() {
		deleted <- audited(t.Context(), database, server.ID, entry, func(tx *db.Tx) error { return deleteChannel(tx, channel.ID) })
	}()
	waitForLock(t, database) // ours has the server and waits for the channel
	_, err = older.Exec("SELECT 1 FROM servers WHERE id = ? FOR NO KEY UPDATE", server.ID)
	var ended pgdriver.Error
	switch {
	case err == nil:
		isRetried = true
		dbtest.OK(t, older.Commit())
	case errors.As(err, &ended) && ended.Field('C') == "40P01":
		dbtest.OK(t, older.Rollback())
	default:
		t.Fatal(err)
	}
	dbtest.OK(t, <-deleted)
	return isRetried
}

// waitForLock returns when a session waits for a lock.
func waitForLock(t *testing.T, database *db.DB) {
	t.Helper()
	for {
		var waits bool
		dbtest.OK(t, database.Read().NewRaw("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").
			Scan(t.Context(), &waits))
		if waits {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// A transaction that meets a conflict every time ends, with an error that says to try again.
func TestConflictsDoNotGoOnForEver(t *testing.T) {
	t.Parallel()
	runs := 0
	err := dbtest.Postgres(t).Tx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		runs++
		_, err := tx.ExecContext(ctx, "DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40001'; END $$")
		return err
	})
	wantCode(t, err, model.StoreUnavailable)
	if runs < 2 || runs > 10 {
		t.Errorf("it ran %d times", runs)
	}
}
