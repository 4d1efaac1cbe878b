package main

import (
	"context"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"chattr/db"
	"chattr/internal/model"
)

// plainConnections are as many as Chattr has to PostgreSQL.
const plainConnections = 14

// openDatabase opens a database with the settings of Chattr, and with its number of connections.
func openDatabase(url string) (*bun.DB, error) {
	if strings.HasPrefix(url, "sqlite:") {
		pool, err := db.SQLitePool(url, 1)
		if err != nil {
			return nil, err
		}
		return bun.NewDB(pool, sqlitedialect.New()), nil
	}
	pool, err := db.PostgresPool(url, plainConnections)
	if err != nil {
		return nil, err
	}
	return bun.NewDB(pool, pgdialect.New()), nil
}

// plainStore stores a message with one statement: no checks, no numbers that are one channel's, no key.
type plainStore struct {
	pool   *bun.DB
	number atomic.Int64
}

func openPlainStore(url string) (*plainStore, error) {
	pool, err := openDatabase(url)
	return &plainStore{pool: pool}, err
}

// insert completes the message. Its context cannot be cancelled: that costs nothing in the drivers.
func (s *plainStore) insert(m *model.Message, webhook string) error {
	id, err := strconv.ParseInt(webhook, 10, 64)
	if err != nil {
		return err
	}
	m.ChannelID, m.AuthorID, m.AuthorKind = model.ID(id), model.ID(id), model.AuthorWebhook
	m.Number, m.CreatedAt = s.number.Add(1), model.Now()
	_, err = s.pool.NewInsert().Model(m).Exec(context.Background())
	return err
}
