package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"chattr/db"
	"chattr/db/pgcluster"
)

// postgresConnections is the number of connections to PostgreSQL. It is the same as that of Chattr.
const postgresConnections = 14

// openDatabase opens a database with the settings of Chattr, and with the same number of connections.
func openDatabase(url string) (*bun.DB, error) {
	if strings.HasPrefix(url, "sqlite:") {
		pool, err := db.SQLitePool(url, 1)
		if err != nil {
			return nil, err
		}
		return bun.NewDB(pool, sqlitedialect.New()), nil
	}
	pool, err := db.PostgresPool(url, postgresConnections)
	if err != nil {
		return nil, err
	}
	return bun.NewDB(pool, pgdialect.New()), nil
}

// cluster is a PostgreSQL server that only the bench uses. It has the default settings and ends with this process.
type cluster struct{ *pgcluster.Cluster }

// startCluster starts a durable cluster.
func startCluster() (cluster, error) {
	started, err := pgcluster.Start(pgcluster.Durable)
	return cluster{started}, err
}

// database creates an empty database and returns its URL.
func (c cluster) database(ctx context.Context, name string) (url string, err error) {
	admin, err := db.PostgresPool(c.URL("postgres"), 1)
	if err != nil {
		return "", err
	}
	defer admin.Close()
	if _, err := admin.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", fmt.Errorf("database %s: %w", name, err)
	}
	return c.URL(name), nil
}
