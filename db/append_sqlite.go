package db

import (
	"context"
	"database/sql"
	"strconv"

	"chattr/internal/model"
)

func (db *DB) appendFastSQLite(ctx context.Context, posts []Post) ([]bool, error) {
	if err := db.prepared.prepare(ctx, db.write.DB); err != nil {
		return nil, err
	}
	conn, err := db.write.DB.Conn(ctx) // waits for another writer until ctx ends
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(context.Background(), nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after COMMIT, nor after a statement that has rolled back
	b := sqliteBatch{
		prepared: &db.prepared, known: &db.known, conn: conn, tx: tx,
		posts: posts, stored: make([]bool, len(posts)), heads: map[model.ID]model.Head{},
	}
	if err := b.run(); err != nil {
		db.known.forget()
		return nil, err
	}
	return b.stored, nil
}

// sqliteBatch is one run of appendFastSQLite.
type sqliteBatch struct {
	prepared *sqlitePrepared
	known    *sqliteKnown
	conn     *sql.Conn
	tx       *sql.Tx
	posts    []Post
	stored   []bool
	heads    map[model.ID]model.Head // EventID 0: not moved
}

func (b *sqliteBatch) run() error {
	for _, step := range []func() error{b.findCached, b.check, b.takeKeys, b.moveHeads, b.insert} {
		if err := step(); err != nil {
			return err
		}
	}
	after, err := momentOf(b.conn, b.tx.Stmt(b.prepared.version))
	if err != nil {
		return err
	}
	if err := b.tx.Commit(); err != nil {
		return err
	}
	b.known.at = after
	for channel, h := range b.heads {
		b.known.heads[channel] = h.Number
	}
	return nil
}

// findCached finds the posts for which the cache of earlier batches has everything.
func (b *sqliteBatch) findCached() error {
	now, err := momentOf(b.conn, b.tx.Stmt(b.prepared.version))
	if err != nil {
		return err
	}
	b.known.check(now)
	for i := range b.posts {
		if head, ok := b.known.head(&b.posts[i]); ok {
			b.stored[i] = true
			b.heads[b.posts[i].Message.ChannelID] = model.Head{Number: head}
		}
	}
	return nil
}

// check asks about the other posts.
func (b *sqliteBatch) check() error {
	var asked []int
	text := []byte{'['}
	for i := range b.posts {
		if b.stored[i] {
			continue
		}
		webhook, revision := b.posts[i].webhookOf()
		text = appendIDs(text, len(asked), int64(b.posts[i].Message.ChannelID), int64(webhook), revision)
		asked = append(asked, i)
	}
	if len(asked) == 0 {
		return nil
	}
	var found sql.NullString
	if err := b.tx.Stmt(b.prepared.heads).QueryRow(string(append(text, ']'))).Scan(&found); err != nil {
		return err
	}
	return places(found.String, 0, func(n int, head int64) {
		i := asked[n]
		b.stored[i] = true
		b.heads[b.posts[i].Message.ChannelID] = model.Head{Number: head}
		b.known.learn(&b.posts[i], head)
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
