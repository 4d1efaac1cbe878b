package db

import (
	"context"
	"database/sql"
	"strings"
	"sync"
)

// NOTE(dialect): a batch on SQLite is a few prepared statements on its one writer. INSERT OR ROLLBACK and UPDATE OR ROLLBACK
// need no statement journal, which plain ones open in every transaction. Its contexts cannot be cancelled: each would cost a
// goroutine a statement, and a disk cannot be interrupted.

const (
	// sqliteHeads answers place:head of the posts that may be made. Places count from 0.
	sqliteHeads = `SELECT group_concat(p.key || ':' || h.number) FROM json_each(?) AS p
		JOIN channels AS c ON c.id = p.value ->> 0 AND c.deleted_at IS NULL
		JOIN servers AS s ON s.id = c.server_id AND s.deleted_at IS NULL
		JOIN channel_heads AS h ON h.channel_id = c.id
		LEFT JOIN webhooks AS w ON w.id = p.value ->> 1
		WHERE p.value ->> 1 = 0 OR w.revision = p.value ->> 2`
	sqliteMoveHeads = `UPDATE OR ROLLBACK channel_heads AS h SET number = p.value ->> 1, event_id = p.value ->> 2
		FROM json_each(?) AS p WHERE h.channel_id = p.value ->> 0`
	sqliteTakeKey = `INSERT INTO idempotency_keys (scope_id, user_id, key_hash, fingerprint, message_id, created_at)
		VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
	sqliteInsert = `INSERT OR ROLLBACK INTO messages
		(id, channel_id, number, author_kind, author_id, author_name, avatar_url, content, created_at) VALUES `
	sqliteRow     = "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
	sqliteRowArgs = 9
)

// Messages are inserted in chunks of these sizes, each with a statement of its own.
var sqliteChunks = []int{64, 16, 4, 1}

// sqlitePrepared are the statements of a batch; they stay prepared on the writer's connection.
type sqlitePrepared struct {
	mu                        sync.Mutex
	ready                     bool
	version                   *sql.Stmt
	heads, moveHeads, takeKey *sql.Stmt
	inserts                   map[int]*sql.Stmt
}

// prepare prepares the statements that are not; what could not be prepared now, the next batch tries again.
func (s *sqlitePrepared) prepare(ctx context.Context, pool *sql.DB) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready {
		return nil
	}
	var failed error
	prepare := func(stmt *sql.Stmt, query string) *sql.Stmt {
		if stmt == nil && failed == nil {
			stmt, failed = pool.PrepareContext(ctx, query)
		}
		return stmt
	}
	s.version, s.heads = prepare(s.version, sqliteVersion), prepare(s.heads, sqliteHeads)
	s.moveHeads, s.takeKey = prepare(s.moveHeads, sqliteMoveHeads), prepare(s.takeKey, sqliteTakeKey)
	if s.inserts == nil {
		s.inserts = map[int]*sql.Stmt{}
	}
	for _, n := range sqliteChunks {
		s.inserts[n] = prepare(s.inserts[n], sqliteInsert+sqliteRow+strings.Repeat(", "+sqliteRow, n-1))
	}
	s.ready = failed == nil
	return failed
}
