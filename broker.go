package main

import (
	"context"
	"errors"
	"strings"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// openBroker chooses how hints travel: with SQLite there is nobody to tell, instances on PostgreSQL hear one another through
// it, or through NATS where that is set. It does not connect yet, so that neither being out of reach stops the start: hints
// only save time.
func (p *program) openBroker(c *config, database *db.DB) (pubsub.Broker, error) {
	switch {
	case c.natsURL != "":
		return pubsub.NewNATS(c.natsURL, installation(database), p.log, p.metrics)
	case isPostgres(c.databaseURL):
		return pubsub.NewPostgres(database.HintPool(pubsub.PostgresConnections), p.log, p.metrics), nil
	}
	return &pubsub.Local{}, nil
}

// installation tells the hints of those who share a NATS server apart. It is the id of the user that every installation
// begins with: instances may reach their database under different names.
func installation(database *db.DB) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		owner, err := database.UserByName(ctx, model.OwnerName)
		if err != nil {
			return "", err
		}
		return owner.ID.String(), nil
	}
}

func isPostgres(databaseURL string) bool {
	scheme, _, _ := strings.Cut(databaseURL, ":")
	return scheme == "postgres" || scheme == "postgresql"
}

func setNATSURL(c *config, v string) error {
	c.natsURL = v
	return pubsub.CheckNATSURL(v)
}

func (c *config) checkNATS() error {
	if c.natsURL != "" && !isPostgres(c.databaseURL) {
		return errors.New("--nats-url: hints travel between instances that share a PostgreSQL database, and --database-url names SQLite, which has one")
	}
	return nil
}

// inBackground runs f until stop is called, which waits for its end.
func inBackground(ctx context.Context, f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() { defer close(ended); f(ctx) }()
	return func() { cancel(); <-ended }
}
