// Package migrations embeds the SQL files that create and change the schema. Both dialects have files of the same numbers and names.
package migrations

import "embed"

// Postgres and SQLite contain the files NNNN_name.tx.up.sql. Each file runs in a transaction of its own.
var (
	//go:embed postgres
	Postgres embed.FS
	//go:embed sqlite
	SQLite embed.FS
)
