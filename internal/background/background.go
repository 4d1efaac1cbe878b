package background

import (
	"context"

	"chattr/db"
	"chattr/internal/config"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// openBroker chooses how hints travel: with SQLite there is nobody to tell, instances on PostgreSQL hear one another through
// it, or through NATS where that is set. It does not connect yet, so that neither being out of reach stops the start: hints
// only save time.
func (p *program) openBroker(c *config.Config, database *db.DB) (pubsub.Broker, error) {
	switch {
	case c.NATSURL != "":
		return pubsub.NewNATS(c.NATSURL, installation(database), p.log, p.metrics)
	case c.IsPostgres():
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

// inBackground runs f until stop is called, which waits for its end.
func inBackground(ctx context.Context, f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() { defer close(ended); f(ctx) }()
	return func() { cancel(); <-ended }
}
