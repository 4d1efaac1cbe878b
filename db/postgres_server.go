package db

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/uptrace/bun/driver/pgdriver"
)

// server is what the program must know of a PostgreSQL database before it opens its pool.
type server struct {
	version int    // as server_version_num
	schema  string // of the tables of the program, or to create them in
}

// inspectServer reads a server with the role's own search path. It returns an error if the database cannot hold every text, or
// if there is no schema for the tables.
func inspectServer(ctx context.Context, config *pgdriver.Config) (s server, err error) {
	pool := newPool(newConnector(config, sessionSettings), 1)
	defer func() { _ = pool.Close() }()
	var encoding, visible, owned, first string
	err = pool.QueryRowContext(ctx, serverQuery).Scan(&s.version, &encoding, &visible, &owned, &first)
	if err != nil {
		return s, err
	}
	if encoding != "UTF8" && encoding != "SQL_ASCII" {
		return s, fmt.Errorf("its encoding is %s, which does not hold every text: create the database with ENCODING 'UTF8'", encoding)
	}
	s.schema, err = chooseSchema(visible, owned, first)
	return s, err
}

// serverQuery finds tables of the program by channel_heads, which every version has.
//
// SECURITY: names of functions carry their schema, as in settingsStatement.
const serverQuery = `SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4, pg_catalog.getdatabaseencoding()::pg_catalog.text,
	coalesce((SELECT relnamespace::pg_catalog.regnamespace::pg_catalog.text FROM pg_catalog.pg_class
		WHERE oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('channel_heads')), ''),
	coalesce((SELECT pg_catalog.string_agg(c.relnamespace::pg_catalog.regnamespace::pg_catalog.text, ', ') FROM pg_catalog.pg_class AS c
		JOIN pg_catalog.pg_roles AS r ON r.oid OPERATOR(pg_catalog.=) c.relowner
		WHERE c.relname OPERATOR(pg_catalog.=) 'channel_heads' AND r.rolname OPERATOR(pg_catalog.=) current_user), ''),
	coalesce((SELECT pg_catalog.quote_ident(n) FROM pg_catalog.unnest(pg_catalog.current_schemas(false) || 'public'::pg_catalog.name) AS n
		WHERE n OPERATOR(pg_catalog.!~) '^pg_' AND n OPERATOR(pg_catalog.<>) 'information_schema'
		AND pg_catalog.to_regnamespace(pg_catalog.quote_ident(n)) IS NOT NULL LIMIT 1), '')`

// chooseSchema returns the schema that every session uses, quoted: the schema that the search path finds the tables in, else
// the only schema in which the user owns such tables, else the first schema of the search path. A search path that is changed
// under an installation must not begin another one.
func chooseSchema(visible, owned, first string) (string, error) {
	switch {
	case visible != "":
		return visible, nil
	case strings.Contains(owned, ", "):
		return "", fmt.Errorf("its tables are in the schemas %s, and the search path of the user finds none of them: "+
			"name one of them with ALTER ROLE … SET search_path", owned)
	case owned != "":
		return owned, nil
	case first == "":
		return "", errors.New("there is no schema for its tables: CREATE SCHEMA, and name it with ALTER ROLE … SET search_path")
	}
	return first, nil
}

// settings returns those settings with the search path of the server.
//
// SECURITY: pg_temp comes last, so that no temporary table takes the place of one of ours.
func (s server) settings(of map[string]string) map[string]string {
	all := maps.Clone(of)
	all["search_path"] = s.schema + ", pg_temp"
	return all
}

// listenerSettings returns what the driver sets on the connection that listens, which it opens past our connector. A session
// that listens is idle all the time.
func (s server) listenerSettings() map[string]any {
	settings := map[string]any{"statement_timeout": "8s"}
	if s.version >= 140000 {
		settings["idle_session_timeout"] = "0"
	}
	return settings
}
