package dbtest

import (
	"net/url"
	"strings"
	"testing"

	"chattr/db"
)

// hostile lists settings that an administrator can set for a database or a role, and that break a program that relies on the defaults
// of PostgreSQL.
var hostile = []string{
	"datestyle = 'German'", "intervalstyle = 'sql_standard'", "timezone = 'Asia/Kolkata'", "bytea_output = 'escape'",
	"extra_float_digits = -3", "client_encoding = 'LATIN1'", "standard_conforming_strings = off", "escape_string_warning = on",
	"array_nulls = off", "transform_null_equals = on", "quote_all_identifiers = on", "exit_on_error = on",
	"default_transaction_isolation = 'serializable'", "default_transaction_read_only = on", "default_transaction_deferrable = on",
	"session_replication_role = 'replica'", "row_security = on",
	"statement_timeout = '1s'", "lock_timeout = '1ms'", "idle_in_transaction_session_timeout = '20ms'", "idle_session_timeout = '300ms'",
	"plan_cache_mode = 'force_custom_plan'", "jit = on", "jit_above_cost = 0", "synchronous_commit = off",
	"lc_messages = 'C'", "client_min_messages = 'debug1'", "default_tablespace = ''", "backslash_quote = on", "xmloption = 'document'",
	`search_path = elsewhere, "$user"`, "check_function_bodies = off", "enable_indexscan = off", "work_mem = '64kB'",
}

// HostilePostgresURL returns the URL of a new migrated PostgreSQL database that BeHostile was called for. The database is dropped when
// the test ends.
func HostilePostgresURL(t testing.TB) string {
	t.Helper()
	address := MigratedPostgresURL(t)
	BeHostile(t, address)
	return address
}

// BeHostile sets the settings in hostile, which are as unfavourable as possible: every second one for the database, the others for its
// user. It also creates an empty schema with the first name of the search path.
func BeHostile(t testing.TB, address string) {
	t.Helper()
	u, err := url.Parse(address)
	OK(t, err)
	name := strings.TrimPrefix(u.Path, "/")
	for i, setting := range hostile {
		owner := "DATABASE " + name
		if i%2 == 1 {
			owner = "ROLE " + u.User.Username() + " IN " + owner
		}
		execute(t, address, "ALTER "+owner+" SET "+setting)
	}
	execute(t, address, "CREATE SCHEMA IF NOT EXISTS elsewhere")
}

// execute executes one statement in the database at address.
func execute(t testing.TB, address, statement string) {
	t.Helper()
	pool, err := db.PostgresPool(address, 1)
	OK(t, err)
	defer pool.Close()
	_, err = pool.Exec(statement)
	OK(t, err)
}
