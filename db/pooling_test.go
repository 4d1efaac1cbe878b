package db_test

import (
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A pooler that shares the sessions of the server is refused in one line that says what to do, each time, however it chooses
// sessions, and whether it is busy or not.
func TestPoolersThatShareSessionsAreRefused(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string][]string{
		"transaction":     {"pool_mode = transaction"},
		"one session":     {"pool_mode = transaction", "default_pool_size = 1"},
		"two sessions":    {"pool_mode = transaction", "default_pool_size = 2"},
		"in turns":        {"pool_mode = transaction", "server_round_robin = 1"},
		"reset each time": {"pool_mode = transaction", "server_reset_query_always = 1"},
		"statement":       {"pool_mode = statement"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, _ := dbtest.Bouncer(t, dbtest.PostgresURL(t), settings...)
			attempts := 10
			if name == "one session" {
				attempts = 1 // it waits for its proof
			} else {
				keepBusy(t, url)
			}
			for range attempts {
				opened, err := db.Open(t.Context(), url, db.Options{Log: slog.New(slog.DiscardHandler)})
				if err == nil {
					dbtest.OK(t, opened.Close())
				}
				if !errors.Is(err, db.ErrPooled) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "pool_mode=session") {
					t.Fatalf("got %v, want one line that says what to do", err)
				}
			}
		})
	}
}

// keepBusy has another program use the pooler until the test ends.
func keepBusy(t *testing.T, url string) {
	t.Helper()
	pool, err := db.PostgresPool(url, 4)
	dbtest.OK(t, err)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for t.Context().Err() == nil {
				_, _ = pool.ExecContext(t.Context(), "SELECT pg_sleep(0.001)")
			}
		})
	}
	t.Cleanup(func() { all.Wait(); _ = pool.Close() })
}

// A pooler in session mode is as good as no pooler, also if it hands out sessions as another program has left them.
func TestPoolersInSessionModeWork(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string][]string{
		"as it comes": {"pool_mode = session"},
		"not reset":   {"pool_mode = session", "server_reset_query ="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, _ := dbtest.Bouncer(t, dbtest.PostgresURL(t), settings...)
			for range 3 {
				database, err := db.Open(t.Context(), url, db.Options{Log: slog.New(slog.DiscardHandler)})
				dbtest.OK(t, err)
				dbtest.OK(t, database.Migrate(t.Context())) // which locks
				server := dbtest.Server(t, database, dbtest.User(t, database))
				channel := dbtest.Channel(t, database, server)
				stored, err := database.AppendFastUnchecked(t.Context(), sameTime(post(t, database, channel, nil, nil), post(t, database, channel, nil, nil)))
				if err != nil || !stored[0] || !stored[1] {
					t.Fatalf("stored %v, %v", stored, err)
				}
				page, err := database.MessagesOf(t.Context(), model.Actor{User: &model.User{Administrator: true}}, []model.ID{channel.ID}, db.Page{Limit: 10})
				if err != nil || len(page[channel.ID].Messages) != 2 {
					t.Errorf("got %+v, %v, want two messages", page[channel.ID], err)
				}
				dirty(t, database, name == "as it comes")
				dbtest.OK(t, database.Close())
			}
		})
	}
}

// dirty leaves a session behind as no other program should find it.
func dirty(t *testing.T, database *db.DB, locked bool) {
	t.Helper()
	conn, err := database.Write().Conn(t.Context())
	dbtest.OK(t, err)
	defer conn.Close()
	for _, statement := range []string{
		"CREATE TEMP TABLE messages (id int)", "PREPARE \"pgdriver-99\" AS SELECT 'wrong'", "SET search_path = pg_catalog", "SET datestyle = German", "LISTEN chattr_hints",
		"SET default_transaction_read_only = on",
	} {
		_, err := conn.ExecContext(t.Context(), statement)
		dbtest.OK(t, err)
	}
	if locked { // a pooler that does not reset keeps the lock on a session that no client has
		_, err := conn.ExecContext(t.Context(), "SELECT pg_advisory_lock(109299962770546)")
		dbtest.OK(t, err)
	}
}

// A pooler that is switched to transaction mode under a running program is noticed, and nothing is stored from then on.
func TestPoolerThatIsSwitchedIsNoticed(t *testing.T) {
	t.Parallel()
	url, change := dbtest.Bouncer(t, dbtest.MigratedPostgresURL(t), "pool_mode = session")
	database := dbtest.Open(t, url)
	channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
	watched := make(chan error, 1)
	go func() { watched <- database.WatchSessions(t.Context()) }()
	change("pool_mode = transaction")
	var readers sync.WaitGroup
	defer readers.Wait()
	noticed := make(chan struct{})
	for range 8 {
		readers.Go(func() {
			for {
				select {
				case <-noticed:
					return
				default:
					_, _ = database.MessagesOf(t.Context(), model.Actor{User: &model.User{Administrator: true}}, []model.ID{channel.ID}, db.Page{Limit: 10})
				}
			}
		})
	}
	select {
	case err := <-watched:
		if !errors.Is(err, db.ErrPooled) {
			t.Errorf("got %v, want %v", err, db.ErrPooled)
		}
	case <-time.After(time.Minute):
		t.Error("it is not noticed")
	}
	close(noticed)
	stored, err := database.AppendFastUnchecked(t.Context(), []db.Post{post(t, database, channel, nil, nil)})
	if model.ErrorCode(err) != model.StoreUnavailable {
		t.Errorf("stored %v, got %v, want %s", stored, err, model.StoreUnavailable)
	}
}
