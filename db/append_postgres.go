package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/driver/pgdriver"

	"chattr/internal/model"
)

const (
	// A head is held for as long as a neighbour's commit takes. A batch that waits longer is behind a transaction that is
	// stuck; the batch then goes on without the channels that are locked.
	fastLockTimeout = "25ms"

	fastStatement = "SELECT append_plain($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
)

// fastSession is the connection that batches of the fast path run on, one after the other, with their statement prepared.
//
// NOTE(dialect): one round trip is one prepared statement, committed by itself; the driver does not drop the connection of
// a prepared statement that broke, so that is done here.
type fastSession struct {
	pool   *bun.DB
	health *poolHealth

	mu   sync.Mutex
	conn *bun.Conn // nil: there is none
	stmt *sql.Stmt
}

func (s *fastSession) append(ctx context.Context, posts []Post) ([]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	args := fastArgs(posts)
	stored, err := s.run(ctx, posts, args)
	if postgresCode(err) == lockNotAvailable {
		args[0] = true
		stored, err = s.run(ctx, posts, args)
	}
	return stored, err
}

func (s *fastSession) run(ctx context.Context, posts []Post, args []any) ([]bool, error) {
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	var text sql.NullString
	err := s.stmt.QueryRowContext(ctx, args...).Scan(&text)
	s.health.note(err)
	if err != nil && !isServerError(err) {
		s.drop()
		dropIdle(s.pool)
		if !errors.Is(err, driver.ErrBadConn) { // else not one byte was sent
			return nil, commitUnknown(err)
		}
	}
	if err != nil {
		return nil, err
	}
	stored := make([]bool, len(posts))
	return stored, places(text.String, 1, func(i int, number int64) {
		stored[i], posts[i].Message.Number = true, number
	})
}

// open sees to a connection that the server has not closed.
func (s *fastSession) open(ctx context.Context) error {
	if s.conn != nil {
		err := s.conn.Raw(func(cn any) error { return s.health.check(ctx, cn.(*pgdriver.Conn)) })
		if err == nil {
			return nil
		}
		s.drop()
	}
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		return err
	}
	s.conn = &conn
	if _, err = conn.ExecContext(ctx, "SET lock_timeout = '"+fastLockTimeout+"'"); err == nil {
		s.stmt, err = conn.Conn.PrepareContext(ctx, fastStatement)
	}
	if err != nil {
		s.drop()
	}
	return err
}

// drop closes the connection for good, so that no other caller gets it with its own settings or half a response.
func (s *fastSession) drop() {
	if s.conn == nil {
		return
	}
	closeNow(s.conn.Conn)
	s.conn, s.stmt = nil, nil
}

func (s *fastSession) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
}

// fastArgs returns the arguments of the SQL function append_plain: the columns of the batch as texts of arrays.
func fastArgs(posts []Post) []any {
	var ids, channels, webhooks, revisions, authors, names, avatars, contents array
	for i := range posts {
		m := posts[i].Message
		webhook, revision := posts[i].webhookOf()
		ids.number(int64(m.ID))
		channels.number(int64(m.ChannelID))
		webhooks.number(int64(webhook))
		revisions.number(revision)
		authors.number(int64(m.AuthorID))
		names.text(&m.AuthorName)
		avatars.text(m.AvatarURL)
		contents.text(&m.Content)
	}
	args := []any{
		false, posts[0].Message.CreatedAt.Format(time.RFC3339Nano), ids.String(), channels.String(), webhooks.String(),
		revisions.String(), authors.String(), names.String(), avatars.String(), contents.String(),
	}
	return append(args, keyArgs(posts)...)
}

// keyArgs returns the arguments for the keys of the batch: NULL for a batch without keys, which then skips their statement.
func keyArgs(posts []Post) []any {
	var scopes, users, hashes, prints array
	keyed := false
	for i := range posts {
		key := posts[i].Key
		if key == nil {
			key = &model.IdempotencyKey{}
		} else {
			keyed = true
		}
		scopes.number(int64(key.ScopeID))
		users.number(int64(key.UserID))
		hashes.bytes(key.KeyHash)
		prints.bytes(key.Fingerprint)
	}
	if !keyed {
		return []any{nil, nil, nil, nil}
	}
	return []any{scopes.String(), users.String(), hashes.String(), prints.String()}
}
