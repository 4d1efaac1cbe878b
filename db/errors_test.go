package db_test

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net"
	neturl "net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/driver/pgdriver"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

func TestSecondOfWhatMayBeOnceIsConflict(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		user := dbtest.User(t, db)
		wantCode(t, dbtest.InsertUser(t.Context(), db, user), model.Conflict) // the primary key
		user.ID = dbtest.ID(t, db, model.KindUser)
		user.Name = strings.ToUpper(user.Name)
		wantCode(t, dbtest.InsertUser(t.Context(), db, user), model.Conflict) // the unique index
	})
}

func TestNoRowIsNotFound(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, opened *db.DB) {
		var name string
		err := opened.Read().NewRaw("SELECT name FROM users").Scan(t.Context(), &name)
		wantCode(t, db.Wrap(err), model.NotFound)
	})
}

func TestRowThatRefersToNoneIsNotFound(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		server := dbtest.Server(t, database, dbtest.User(t, database))
		err := dbtest.ChangeServer(t.Context(), database, server.ID, func(tx *db.Tx) error {
			return tx.InsertMember(&model.Member{ID: 1, ServerID: server.ID, UserID: 3, CreatedAt: model.Now()})
		})
		wantCode(t, err, model.NotFound)
	})
}

// Our own limit is the database's failure; the caller's is the caller's.
func TestWithin(t *testing.T) {
	t.Parallel()
	wait := func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	}
	wantCode(t, db.Within(t.Context(), time.Nanosecond, wait), model.StoreUnavailable)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.Within(cancelled, time.Hour, wait); !errors.Is(err, context.Canceled) || model.ErrorCode(err) != model.Internal {
		t.Errorf("got %v", err)
	}
	refuse := func(ctx context.Context) error {
		<-ctx.Done()
		return errRefused
	}
	wantCode(t, db.Within(t.Context(), time.Nanosecond, refuse), model.Forbidden)
	dbtest.Each(t, func(t *testing.T, opened *db.DB) {
		user := dbtest.User(t, opened)
		err := opened.Tx(t.Context(), func(context.Context, bun.Tx) error {
			// The writer, or the row, is held until the limit has passed.
			return db.Within(t.Context(), 50*time.Millisecond, func(ctx context.Context) error {
				return opened.Tx(ctx, func(ctx context.Context, tx bun.Tx) error {
					<-ctx.Done()
					_, err := tx.NewSelect().Model(user).WherePK().Exists(ctx)
					return err
				})
			})
		})
		wantCode(t, err, model.StoreUnavailable)
	})
}

func TestTransactionReturnsItsErrorAndStoresNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		cancelled, cancel := context.WithCancel(t.Context())
		ends := map[string]struct {
			ctx context.Context
			end func() error
			is  error
		}{
			"an error":  {t.Context(), func() error { return sql.ErrTxDone }, sql.ErrTxDone},
			"a refusal": {t.Context(), func() error { return errRefused }, errRefused},
			"a caller who left": {cancelled, func() error {
				cancel()
				return nil
			}, context.Canceled},
		}
		for name, e := range ends {
			user := &model.User{ID: dbtest.ID(t, db, model.KindUser), Name: name, CreatedAt: model.Now()}
			err := db.Tx(e.ctx, func(ctx context.Context, tx bun.Tx) error {
				if _, err := tx.NewInsert().Model(user).Exec(ctx); err != nil {
					return err
				}
				return e.end()
			})
			if !errors.Is(err, e.is) {
				t.Errorf("%s: got %v", name, err)
			}
			_, err = db.UserByName(t.Context(), name)
			wantCode(t, err, model.NotFound)
		}
	})
}

var errRefused = model.Errorf(model.Forbidden, "No.")

func TestBusySQLiteIsUnavailable(t *testing.T) {
	t.Parallel()
	url := dbtest.SQLiteURL(t)
	impatient, err := sql.Open("sqlite", strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer impatient.Close()
	err = dbtest.Open(t, url).Tx(t.Context(), func(ctx context.Context, _ bun.Tx) error {
		_, err := impatient.ExecContext(ctx, "BEGIN IMMEDIATE")
		return err
	})
	wantCode(t, err, model.StoreUnavailable)
}

func TestSlowStatementIsUnavailable(t *testing.T) {
	t.Parallel()
	err := dbtest.Postgres(t).Tx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.ExecContext(ctx, "SET LOCAL statement_timeout = 20; SELECT pg_sleep(9)")
		return err
	})
	wantCode(t, err, model.StoreUnavailable)
}

// The driver hands out dead connections after the server was restarted, unless the pool checks them first.
func TestDeadConnectionsAreNotHandedOut(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	tcp, connections := overTCP(t, url)
	db := dbtest.Open(t, tcp)
	fillPool(t, db)
	terminate(t, dbtest.Open(t, url).Write(), "datname = current_database() AND pid <> pg_backend_pid()")
	connections.Wait() // the news has arrived
	for i := range 20 {
		if err := db.Ping(t.Context()); err != nil {
			t.Errorf("query %d: %v", i, err)
		}
	}
}

// overTCP is another URL of the same database. On a unix socket the driver notices by itself that the server has gone; on
// TCP what it writes is lost. The connections are counted down as they end.
func overTCP(t *testing.T, url string) (tcp string, connections *sync.WaitGroup) {
	t.Helper()
	config, err := db.PostgresConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	connections = new(sync.WaitGroup)
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			connections.Go(func() { forward(client, config) })
		}
	}()
	user := neturl.UserPassword(config.User, config.Password)
	return "postgres://" + user.String() + "@" + listener.Addr().String() + "/" + config.Database, connections
}

// forward carries bytes both ways until either side ends.
func forward(client net.Conn, config *pgdriver.Config) {
	defer client.Close()
	server, err := net.Dial(config.Network, config.Addr)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	}()
	_, _ = io.Copy(client, server)
}

func TestConnectionThatDiesBeforeCommit(t *testing.T) {
	t.Parallel()
	opened := dbtest.Postgres(t)
	err := opened.Tx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		var pid int
		if err := tx.NewRaw("SELECT pg_backend_pid()").Scan(ctx, &pid); err != nil {
			return err
		}
		terminate(t, opened.Write(), "pid = ?", pid)
		_, err := tx.ExecContext(ctx, "SELECT 1")
		return err
	})
	wantCode(t, err, model.StoreUnavailable)
}

func TestConnectionThatDiesInCommit(t *testing.T) {
	t.Parallel()
	err := dbtest.Postgres(t).Tx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.ExecContext(ctx, dieInCommit)
		return err
	})
	wantCode(t, err, model.CommitUnknown)
}

const dieInCommit = `
CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
CREATE TABLE doomed (id int);
CREATE CONSTRAINT TRIGGER die AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die();
INSERT INTO doomed VALUES (1);`

func TestNoServerListens(t *testing.T) {
	t.Parallel()
	const secret = "s3cret-pass"
	_, err := db.Open(t.Context(), "postgres://u:"+secret+"@127.0.0.1:1/d", db.Options{})
	if err == nil || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "\n") {
		t.Fatalf("got %v", err)
	}
	wantCode(t, db.Wrap(err), model.StoreUnavailable)
}

// A dial that ran out of its own time looks like the end of the caller's.
func TestDialTimeoutIsUnavailable(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	pool, err := db.PostgresPool("postgres://u@127.0.0.1:1/d", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	conn, err := pool.Driver().Open("postgres://u@127.0.0.1:1/d?dial_timeout=1ns")
	if err == nil {
		conn.Close()
		t.Fatal("connected")
	}
	wantCode(t, db.Wrap(err), model.StoreUnavailable)
	if err := db.Wrap(ctx.Err()); !errors.Is(err, context.DeadlineExceeded) || model.ErrorCode(err) != model.Internal {
		t.Errorf("got %v", err)
	}
}

// fillPool makes the pool hold several connections.
func fillPool(t *testing.T, db *db.DB) {
	t.Helper()
	var all, held sync.WaitGroup
	held.Add(8)
	for range 8 {
		all.Go(func() {
			conn, err := db.Write().Conn(t.Context())
			held.Done()
			if err != nil {
				t.Error(err)
				return
			}
			held.Wait()
			_ = conn.Close()
		})
	}
	all.Wait()
}

// terminate ends the sessions that match and returns when the server has ended them.
func terminate(t *testing.T, db *bun.DB, match string, args ...any) {
	t.Helper()
	_, err := db.ExecContext(t.Context(), "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "+match, args...)
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want model.Code) {
	t.Helper()
	if got := model.ErrorCode(err); got != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
