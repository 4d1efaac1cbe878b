package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// An older version locks a channel before its server. In a deadlock with it PostgreSQL ends one transaction: ours runs again.
func TestDeadlockWithAnOlderVersionIsRetried(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	t.Cleanup(func() { // when every session has ended and reported what it counted
		if n := dbtest.Deadlocks(t, url); n != 1 {
			t.Errorf("PostgreSQL ended %d deadlocks, want 1", n)
		}
	})
	database := dbtest.Open(t, url)
	server := dbtest.Server(t, database, dbtest.User(t, database))
	channel := dbtest.Channel(t, database, server)
	older, err := database.Write().BeginTx(t.Context(), nil)
	dbtest.OK(t, err)
	defer func() { _ = older.Rollback() }()
	_, err = older.Exec("SELECT 1 FROM channel_heads WHERE channel_id = ? FOR NO KEY UPDATE", channel.ID)
	dbtest.OK(t, err)
	entry := &model.AuditEntry{ServerID: server.ID, Action: model.ChannelDeleted, TargetID: channel.ID, CreatedAt: model.Now()}
	deleted := make(chan error, 1)
	go func() {
		deleted <- database.DeleteChannel(t.Context(), channel, model.Now(), &db.Act{Entry: entry})
	}()
	waitForLock(t, database) // ours has the server and waits for the channel
	_, err = older.Exec("SELECT 1 FROM servers WHERE id = ? FOR NO KEY UPDATE", server.ID)
	dbtest.OK(t, err)
	dbtest.OK(t, older.Commit())
	dbtest.OK(t, <-deleted)
	if n, err := database.CountOf((*model.AuditEntry)(nil), "server_id", server.ID); n != 1 || err != nil {
		t.Errorf("there are %d entries, %v", n, err)
	}
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
