// Package migrations holds the SQL that builds the schema: the same numbers and names for both dialects.
package migrations

import "embed"

// Postgres and SQLite hold NNNN_name.tx.up.sql files, each run in a transaction of its own.
var (
	//go:embed postgres
	Postgres embed.FS
	//go:embed sqlite
	SQLite embed.FS
)
