package db

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
	"sync"

	"chattr/model"
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
	once                      sync.Once
	err                       error
	heads, moveHeads, takeKey *sql.Stmt
	inserts                   map[int]*sql.Stmt
}

func (s *sqlitePrepared) prepare(pool *sql.DB) error {
	s.once.Do(func() {
		prepare := func(query string) *sql.Stmt {
			if s.err != nil {
				return nil
			}
			var stmt *sql.Stmt
			stmt, s.err = pool.PrepareContext(context.Background(), query)
			return stmt
		}
		s.heads, s.moveHeads, s.takeKey = prepare(sqliteHeads), prepare(sqliteMoveHeads), prepare(sqliteTakeKey)
		s.inserts = map[int]*sql.Stmt{}
		for _, n := range sqliteChunks {
			s.inserts[n] = prepare(sqliteInsert + sqliteRow + strings.Repeat(", "+sqliteRow, n-1))
		}
	})
	return s.err
}

func (db *DB) appendPlainSQLite(ctx context.Context, posts []Post) ([]bool, error) {
	if err := db.prepared.prepare(db.write.DB); err != nil {
		return nil, err
	}
	conn, err := db.write.DB.Conn(ctx) // whoever else writes is waited for as long as the caller likes
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(context.Background(), nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after COMMIT, nor after a statement that has rolled back
	b := sqliteBatch{prepared: &db.prepared, tx: tx, posts: posts, stored: make([]bool, len(posts)), heads: map[model.ID]model.Head{}}
	for _, step := range []func() error{b.check, b.takeKeys, b.moveHeads, b.insert} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b.stored, tx.Commit()
}

// sqliteBatch is one run of appendPlainSQLite.
type sqliteBatch struct {
	prepared *sqlitePrepared
	tx       *sql.Tx
	posts    []Post
	stored   []bool
	heads    map[model.ID]model.Head
}

func (b *sqliteBatch) check() error {
	text := []byte{'['}
	for i := range b.posts {
		webhook, revision := b.posts[i].webhookOf()
		text = appendIDs(text, i, int64(b.posts[i].Message.ChannelID), int64(webhook), revision)
	}
	var found sql.NullString
	if err := b.tx.Stmt(b.prepared.heads).QueryRow(string(append(text, ']'))).Scan(&found); err != nil {
		return err
	}
	return places(found.String, 0, func(i int, head int64) {
		b.stored[i] = true
		b.heads[b.posts[i].Message.ChannelID] = model.Head{Number: head}
	})
}

func (b *sqliteBatch) takeKeys() error {
	stmt := b.tx.Stmt(b.prepared.takeKey)
	for i := range b.posts {
		key := b.posts[i].Key
		if key == nil || !b.stored[i] {
			continue
		}
		result, err := stmt.Exec(int64(key.ScopeID), int64(key.UserID), key.KeyHash, key.Fingerprint, int64(key.MessageID), key.CreatedAt)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return err
		}
		b.stored[i] = n == 1
	}
	return nil
}

// moveHeads numbers the posts too.
func (b *sqliteBatch) moveHeads() error {
	for i, p := range b.posts {
		if b.stored[i] {
			h := b.heads[p.Message.ChannelID]
			p.Message.Number = h.Number + 1
			b.heads[p.Message.ChannelID] = model.Head{Number: h.Number + 1, EventID: p.Message.ID}
		}
	}
	text, n := []byte{'['}, 0
	for channel, h := range b.heads {
		if h.EventID != 0 {
			text = appendIDs(text, n, int64(channel), h.Number, int64(h.EventID))
			n++
		}
	}
	if n == 0 {
		return nil
	}
	_, err := b.tx.Stmt(b.prepared.moveHeads).Exec(string(append(text, ']')))
	return err
}

func (b *sqliteBatch) insert() error {
	args := make([]any, 0, len(b.posts)*sqliteRowArgs)
	for i, p := range b.posts {
		if m := p.Message; b.stored[i] {
			args = append(args, int64(m.ID), int64(m.ChannelID), m.Number, string(m.AuthorKind), int64(m.AuthorID), m.AuthorName,
				m.AvatarURL, m.Content, m.CreatedAt)
		}
	}
	for _, rows := range sqliteChunks {
		for n := rows * sqliteRowArgs; len(args) >= n; args = args[n:] {
			if _, err := b.tx.Stmt(b.prepared.inserts[rows]).Exec(args[:n]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// appendIDs appends the i-th of a JSON list of lists of numbers.
func appendIDs(text []byte, i int, ids ...int64) []byte {
	if i > 0 {
		text = append(text, ',')
	}
	for j, id := range ids {
		text = strconv.AppendInt(append(text, "[,"[min(j, 1)]), id, 10)
	}
	return append(text, ']')
}
