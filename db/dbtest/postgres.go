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

// cluster is a PostgreSQL server on which tests create databases.
type cluster struct {
	url      string  // of its maintenance database
	admin    *sql.DB // connections to the maintenance database
	template string  // the name of a migrated database to copy
}

// servers returns the cluster of this process. It is the server in CHATTR_TEST_POSTGRES, the URL of a database whose user may create
// databases. If the variable is not set, servers creates a temporary cluster with the installed programs.
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
	c.template, err = c.createTemplate()
	return c, err
})

// PostgresURL returns the URL of a new, empty PostgreSQL database. It is dropped when the test ends.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return PostgresURLWith(t, "")
}

// PostgresURLWith does the same as PostgresURL, with these options of CREATE DATABASE.
func PostgresURLWith(t testing.TB, options string) string {
	t.Helper()
	return freshDatabase(t, func(*cluster) string { return "template0 " + options })
}

// MigratedPostgresURL returns the URL of a new, migrated PostgreSQL database. It is dropped when the test ends.
func MigratedPostgresURL(t testing.TB) string {
	t.Helper()
	return freshDatabase(t, func(c *cluster) string { return c.template })
}

// databases counts the databases that this process has created.
var databases atomic.Int64

// freshDatabase creates a database and returns its URL. template returns the SQL that follows TEMPLATE: a name, and perhaps options.
// The database is dropped when the test ends.
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

// Deadlocks returns how many deadlocks the server has detected in a PostgreSQL database. A session adds its own count when it ends.
func Deadlocks(t testing.TB, url string) (n int64) {
	t.Helper()
	pool, err := db.PostgresPool(url, 1)
	OK(t, err)
	defer pool.Close()
	OK(t, pool.QueryRow("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").Scan(&n))
	return n
}

// requireCluster returns the cluster of this process. It skips the test if there is no PostgreSQL; with CHATTR_TEST_REQUIRE=1 the test
// fails instead.
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

// database returns the URL of the database called name on the cluster.
func (c *cluster) database(name string) string {
	u, err := url.Parse(c.url)
	if err != nil {
		panic(err) // cannot happen: the URL was parsed when it was opened
	}
	u.Path = "/" + name
	return u.String()
}

// createTemplate creates the migrated database that test databases are copied from, and returns its name. The name contains a hash of
// the migrations. If a database of this name exists, an earlier process has created it, and createTemplate uses that.
func (c *cluster) createTemplate() (string, error) {
	name := "chattr_template_" + migrationsHash()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := c.admin.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	// One process at a time creates the template. The lock ends with the unlock below, or with the connection.
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

// buildTemplate creates a database, migrates it, and then renames it to name, so that a database of this name is always complete. The
// advisory lock of createTemplate must be held.
func (c *cluster) buildTemplate(ctx context.Context, conn *sql.Conn, name string) error {
	unfinished := name + "_making"
	for _, statement := range []string{`DROP DATABASE IF EXISTS ` + unfinished, `CREATE DATABASE ` + unfinished + ` TEMPLATE template0`} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := migrate(c.database(unfinished)); err != nil {
		return err
	}
	return rename(ctx, conn, unfinished, name)
}

// rename renames a database. It retries until the sessions of the migration have ended on the server, or until ctx ends.
func rename(ctx context.Context, conn *sql.Conn, from, to string) error {
	for {
		_, err := conn.ExecContext(ctx, `ALTER DATABASE `+from+` RENAME TO `+to)
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// migrate runs all migrations in the database at address.
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

// migrationsHash returns a hash of the names and texts of the PostgreSQL migrations, in hexadecimal.
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
