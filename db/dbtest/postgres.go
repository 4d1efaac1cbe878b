package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/pgcluster"
	"chattr/migrations"
)

// cluster is a PostgreSQL server that tests make databases on.
type cluster struct {
	url      string  // of its maintenance database
	admin    *sql.DB // connections to that
	template string  // the name of a migrated database to copy
}

// servers is the cluster of this process: the one that CHATTR_TEST_POSTGRES names (a URL with the right to create
// databases), else a throw-away one made with the installed programs.
var servers = sync.OnceValues(func() (*cluster, error) {
	address := os.Getenv("CHATTR_TEST_POSTGRES")
	if address == "" {
		started, err := pgcluster.Start(pgcluster.Quick)
		if err != nil {
			return nil, err
		}
		address = started.URL("postgres")
	}
	admin, err := db.PostgresPool(address, 2)
	if err != nil {
		return nil, err
	}
	c := &cluster{url: address, admin: admin}
	c.template, err = c.makeTemplate()
	return c, err
})

// PostgresURL is the URL of a fresh, empty PostgreSQL database, dropped when the test ends.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return PostgresURLWith(t, "")
}

// PostgresURLWith is PostgresURL of a database that is created with those options.
func PostgresURLWith(t testing.TB, options string) string {
	t.Helper()
	return freshDatabase(t, func(*cluster) string { return "template0 " + options })
}

// MigratedPostgresURL is the URL of a fresh, migrated PostgreSQL database, dropped when the test ends.
func MigratedPostgresURL(t testing.TB) string {
	t.Helper()
	return freshDatabase(t, func(c *cluster) string { return c.template })
}

var databases atomic.Int64

func freshDatabase(t testing.TB, template func(*cluster) string) string {
	t.Helper()
	c := requireCluster(t)
	name := fmt.Sprintf("chattr_test_%d_%d_%d", os.Getpid(), databases.Add(1), time.Now().UnixNano()%1e9)
	if _, err := c.admin.Exec(`CREATE DATABASE ` + name + ` TEMPLATE ` + template(c)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := c.admin.Exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	return c.database(name)
}

// Deadlocks returns how many deadlocks the server has ended in a PostgreSQL database. A session reports what it counted at its end.
func Deadlocks(t testing.TB, url string) (n int64) {
	t.Helper()
	pool, err := db.PostgresPool(url, 1)
	OK(t, err)
	defer pool.Close()
	OK(t, pool.QueryRow("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").Scan(&n))
	return n
}

// requireCluster skips the test where there is no PostgreSQL; with CHATTR_TEST_REQUIRE=1 it fails it.
func requireCluster(t testing.TB) *cluster {
	t.Helper()
	c, err := servers()
	switch {
	case err == nil:
		return c
	case os.Getenv("CHATTR_TEST_REQUIRE") == "1":
		t.Fatalf("PostgreSQL is required: %v", err)
	}
	t.Skipf("without PostgreSQL: %v", err)
	return nil
}

// database is the URL of another database on the cluster.
func (c *cluster) database(name string) string {
	u, err := url.Parse(c.url)
	if err != nil {
		panic(err) // it was opened before
	}
	u.Path = "/" + name
	return u.String()
}

// makeTemplate makes the migrated database that others are copied from, unless an earlier process has done so: its name
// says which migrations are in it.
func (c *cluster) makeTemplate() (string, error) {
	name := "chattr_template_" + migrationsHash()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := c.admin.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	// One process at a time: the lock ends with the connection, or with the unlocking below.
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(20150101)`); err != nil {
		return "", err
	}
	defer func() { _, _ = conn.ExecContext(ctx, `SELECT pg_advisory_unlock(20150101)`) }()
	var there bool
	err = conn.QueryRowContext(ctx, `SELECT count(*) > 0 FROM pg_database WHERE datname = $1`, name).Scan(&there)
	if err != nil || there {
		return name, err
	}
	return name, c.buildTemplate(ctx, conn, name)
}

func (c *cluster) buildTemplate(ctx context.Context, conn *sql.Conn, name string) error {
	making := name + "_making"
	for _, statement := range []string{`DROP DATABASE IF EXISTS ` + making, `CREATE DATABASE ` + making + ` TEMPLATE template0`} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := migrate(c.database(making)); err != nil {
		return err
	}
	return rename(ctx, conn, making, name)
}

// rename tries until the sessions that migrated are gone from the server.
func rename(ctx context.Context, conn *sql.Conn, from, to string) error {
	for {
		_, err := conn.ExecContext(ctx, `ALTER DATABASE `+from+` RENAME TO `+to)
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func migrate(address string) error {
	ctx := context.Background()
	opened, err := db.Open(ctx, address, db.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if err := opened.Migrate(ctx); err != nil {
		_ = opened.Close()
		return err
	}
	return opened.Close()
}

func migrationsHash() string {
	hash := sha256.New()
	_ = fs.WalkDir(migrations.Postgres, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := migrations.Postgres.ReadFile(path)
		fmt.Fprintf(hash, "%s %d\n%s", path, len(text), text)
		return err
	})
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
