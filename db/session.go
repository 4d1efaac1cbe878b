package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"

	"github.com/uptrace/bun/driver/pgdriver"
)

// sessionSettings are the settings of PostgreSQL that the program depends on, with the values that every session gets,
// whatever the server, the database or the role says. The values are written as SHOW prints them. A setting that the server
// does not know is left out.
var sessionSettings = map[string]string{
	// These are the formats that the driver reads and writes.
	"client_encoding":             "UTF8",
	"standard_conforming_strings": "on", // SECURITY: bun quotes texts for this; without it a backslash ends a text early
	"bytea_output":                "hex",
	"datestyle":                   "ISO, MDY",
	"intervalstyle":               "postgres",
	"timezone":                    "UTC",
	"extra_float_digits":          "1",
	"array_nulls":                 "on",
	"transform_null_equals":       "off",
	"quote_all_identifiers":       "off",
	"exit_on_error":               "off",

	// Transactions read what was committed before each statement: a lock is taken first, and what it waited for is read after.
	"default_transaction_isolation":  "read committed",
	"default_transaction_read_only":  "off",
	"default_transaction_deferrable": "off",
	"session_replication_role":       "origin", // in any other role foreign keys are not checked
	"row_security":                   "off",    // a policy that hides rows is an error, and not a gap in a channel

	// Below the read timeout: the driver gives up without telling the server, whose statement would run on.
	"statement_timeout": "3500ms",
	// A post that waits for a locked channel gives its connection back to posts of other channels.
	"lock_timeout": "3s",
	// An instance that is paused or cut off must not hold the heads of channels for ever.
	"idle_in_transaction_session_timeout": "15s",
	"idle_session_timeout":                "0",
	"transaction_timeout":                 "0",

	// A prepared statement is planned once: with arguments in hand a plan looks a little better than without, and making it
	// anew each time costs more than it saves. Other statements carry no arguments and are not touched by it.
	"plan_cache_mode": "force_generic_plan",
	"jit":             "off", // statements are short
}

// patientSettings returns the sessionSettings for migrations and checks, which may take long and wait for each other.
func patientSettings() map[string]string {
	settings := maps.Clone(sessionSettings)
	settings["statement_timeout"], settings["lock_timeout"] = "0", "0"
	return settings
}

// connector opens sessions with their settings. A session whose settings cannot be set is not used.
type connector struct {
	*pgdriver.Connector
	settings string // the statement that sets and returns them
	health   *poolHealth
}

func newConnector(config *pgdriver.Config, settings map[string]string) connector {
	health := newPoolHealth()
	c := *config
	c.Dialer, c.ResetSessionFunc = health.dialer(config.Dialer), health.check
	return connector{pgdriver.NewConnector(pgdriver.WithConfig(&c)), settingsStatement(settings), health}
}

// Connect opens a session. Its time is limited here: a pool that opens one ahead gives it none, and would count it as open.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := c.health.refusal(); err != nil {
		return nil, err
	}
	caller := ctx
	ctx, cancel := context.WithTimeout(ctx, postgresDialTimeout)
	defer cancel()
	dialed := new(dialedConn)
	conn, err := c.Connector.Connect(context.WithValue(ctx, dialedKey{}, dialed))
	if err != nil {
		dialed.close() // the driver does not
		if caller.Err() == nil {
			c.health.failed(err)
		}
		return nil, err
	}
	if err := c.setUp(ctx, conn.(*pgdriver.Conn)); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// setUp empties the session, which a session pooler may have lent to another program before, and sets its settings.
func (c connector) setUp(ctx context.Context, conn *pgdriver.Conn) error {
	if _, err := conn.ExecContext(ctx, "DISCARD ALL", nil); err != nil {
		return fmt.Errorf("DISCARD ALL: %w", err)
	}
	rows, err := conn.QueryContext(ctx, c.settings, nil)
	if err != nil {
		return fmt.Errorf("set the settings of the session: %w", err)
	}
	defer rows.Close()
	var wrong []string
	row := make([]driver.Value, 3)
	for err = rows.Next(row); err == nil; err = rows.Next(row) {
		if name, want, got := row[0], row[1], row[2]; got != want {
			wrong = append(wrong, fmt.Sprintf("%v is %v and must be %v", name, got, want))
		}
	}
	if !errors.Is(err, io.EOF) {
		return fmt.Errorf("set the settings of the session: %w", err)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%w: %s", errSettings, strings.Join(wrong, ", "))
	}
	return nil
}

// errSettings is the error of a session whose settings PostgreSQL does not change.
var errSettings = errors.New("PostgreSQL does not take the settings that chattr needs")

// settingsStatement returns a statement that sets each setting and returns its name, the value it must have and the value it has.
// A setting that is right is left alone: some may be set by a superuser only.
//
// SECURITY: every function and operator is named with its schema. The search path of the role may begin with a schema in
// which another user has created functions of the same names.
func settingsStatement(settings map[string]string) string {
	var values []string
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		values = append(values, "("+quoteText(name)+", "+quoteText(settings[name])+")")
	}
	const now = "pg_catalog.current_setting(name, true)"
	// The defaults of the database must not end this statement itself.
	return "SET statement_timeout = 0; SET jit = off; SELECT name, value, CASE WHEN " + now + " OPERATOR(pg_catalog.=) value THEN value" +
		" ELSE pg_catalog.set_config(name, value, false) END FROM (VALUES " + strings.Join(values, ", ") + ") AS s (name, value)" +
		" WHERE " + now + " IS NOT NULL" +
		// COMMIT must not return before the transaction is on disk. A value that promises more than "on", or the same for this
		// machine alone, was chosen by an operator and stays.
		" UNION ALL SELECT 'synchronous_commit', '', pg_catalog.left(pg_catalog.set_config('synchronous_commit', 'on', false), 0)" +
		" WHERE pg_catalog.current_setting('synchronous_commit') OPERATOR(pg_catalog.=) 'off'"
}

// quoteText returns text as a literal of SQL. Texts of settings hold no backslash.
func quoteText(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// dialedKey is the key of a context that carries a *dialedConn.
type dialedKey struct{}

// dialedConn keeps the connection under a session that is being opened.
type dialedConn struct{ net.Conn }

func (d *dialedConn) close() {
	if d.Conn != nil {
		_ = d.Conn.Close()
	}
}
