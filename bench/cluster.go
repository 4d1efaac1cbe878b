package main

import (
	"context"
	"fmt"

	"chattr/db"
	"chattr/db/pgcluster"
)

// cluster is a PostgreSQL server that nobody else uses, as it is when nobody has changed its settings. It ends with this process.
type cluster struct{ *pgcluster.Cluster }

func startCluster() (cluster, error) {
	started, err := pgcluster.Start(pgcluster.Durable)
	return cluster{started}, err
}

// database makes an empty database and is its URL.
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
