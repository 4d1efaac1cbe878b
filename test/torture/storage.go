//go:build linux

package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"github.com/uptrace/bun/driver/pgdriver"
	_ "modernc.org/sqlite"

	"chattr/db/pgcluster"
	"chattr/test/torture/checker"
)

const databaseName = "torture"

// storage is the database of a run, reached without the program under test.
type storage struct {
	cluster *pgcluster.Cluster // nil: SQLite
	file    string             // of SQLite
}

// startStorage creates an empty database in a directory. PostgreSQL creates its cluster in the same file system.
func startStorage(kind, dir string) (*storage, error) {
	if kind == "sqlite" {
		return &storage{file: filepath.Join(dir, "chattr.db")}, nil
	}
	if err := os.Setenv("TMPDIR", dir); err != nil {
		return nil, err
	}
	cluster, err := pgcluster.Start(pgcluster.Durable)
	if err != nil {
		return nil, err
	}
	s := &storage{cluster: cluster}
	return s, s.create()
}

func (s *storage) create() error {
	admin := s.connect("postgres")
	defer admin.Close()
	_, err := admin.Exec("CREATE DATABASE " + databaseName)
	return err
}

func (s *storage) socket() string { return filepath.Join(s.cluster.Dir, ".s.PGSQL.5432") }

func (s *storage) connect(database string) *sql.DB {
	return sql.OpenDB(pgdriver.NewConnector(
		pgdriver.WithNetwork("unix"), pgdriver.WithAddr(s.socket()), pgdriver.WithInsecure(true),
		pgdriver.WithUser("postgres"), pgdriver.WithDatabase(database),
	))
}

// open opens the database to read it.
func (s *storage) open() (*sql.DB, error) {
	if s.cluster != nil {
		return s.connect(databaseName), nil
	}
	return sql.Open("sqlite", "file:"+s.file+"?mode=ro")
}

// read returns what the database holds.
func (s *storage) read(ctx context.Context) (*checker.Database, error) {
	pool, err := s.open()
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	d := &checker.Database{Heads: map[string]checker.Place{}, Floors: map[string]checker.Place{}}
	for query, add := range map[string]func(*sql.Rows) error{
		"SELECT channel_id, number, event_id, floor_number, floor_event_id FROM channel_heads": func(rows *sql.Rows) error {
			var id string
			var at, floor checker.Place
			err := rows.Scan(&id, &at.Number, &at.EventID, &floor.Number, &floor.EventID)
			d.Heads[id], d.Floors[id] = at, floor
			return err
		},
		"SELECT id, channel_id, number, content, CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END FROM messages": func(rows *sql.Rows) error {
			var m checker.MessageRow
			var deleted int
			err := rows.Scan(&m.ID, &m.Channel, &m.Number, &m.Content, &deleted)
			m.Deleted = deleted == 1
			d.Messages = append(d.Messages, m)
			return err
		},
		"SELECT channel_id, number, event_id, kind, message_id FROM message_changes": func(rows *sql.Rows) error {
			var change checker.ChangeRow
			var kind string
			err := rows.Scan(&change.Channel, &change.Place.Number, &change.Place.EventID, &kind, &change.Message)
			change.Kind = eventKinds[kind]
			d.Changes = append(d.Changes, change)
			return err
		},
		"SELECT message_id FROM idempotency_keys": func(rows *sql.Rows) error {
			var key checker.KeyRow
			err := rows.Scan(&key.Message)
			d.Keys = append(d.Keys, key)
			return err
		},
	} {
		if err := scan(ctx, pool, query, add); err != nil {
			return nil, fmt.Errorf("%s: %w", query, err)
		}
	}
	return d, nil
}

var eventKinds = map[string]checker.EventKind{
	"MESSAGE_POSTED": checker.Posted, "MESSAGE_EDITED": checker.Edited, "MESSAGE_DELETED": checker.Deleted,
}

func scan(ctx context.Context, pool *sql.DB, query string, add func(*sql.Rows) error) error {
	rows, err := pool.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := add(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
