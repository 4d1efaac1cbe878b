package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"chattr/db"
	"chattr/internal/config"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// OpenDatabase opens the database of the settings. An error names the setting. The caller must call Close.
func (p *Program) OpenDatabase(ctx context.Context, c *config.Config) (*db.DB, error) {
	return p.openWith(ctx, c, db.Options{Log: p.Log})
}

// openWith opens the database of the settings with these options.
func (p *Program) openWith(ctx context.Context, c *config.Config, o db.Options) (*db.DB, error) {
	database, err := db.Open(ctx, c.DatabaseURL, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.DatabaseSetting, err)
	}
	return database, nil
}

// openExisting opens a database for commands that must not create one, and whose statements may take long.
func (p *Program) openExisting(ctx context.Context, c *config.Config) (*db.DB, error) {
	if err := checkDatabaseExists(c); err != nil {
		return nil, err
	}
	return p.openWith(ctx, c, db.Options{Log: p.Log, Patient: true})
}

// CheckDurability returns an error if the database can lose acknowledged messages and --unsafe-durability does not allow it. If it does,
// CheckDurability logs a warning.
func (p *Program) CheckDurability(ctx context.Context, c *config.Config, database *db.DB) error {
	err := database.CheckDurability(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, db.ErrNotDurable) && c.UnsafeDurability:
		p.Log.Warn("acknowledged messages may be lost, as --unsafe-durability allows", "because", err)
		return nil
	case errors.Is(err, db.ErrNotDurable):
		return fmt.Errorf("%s: %w; or, to serve it all the same, say --unsafe-durability", c.DatabaseSetting, err)
	}
	return err
}

// WarnOfReadableFile logs a line for each file of a SQLite database that other users of the machine can read. Chattr creates them with mode
// 0600; a copy or a restore can have another.
func (p *Program) WarnOfReadableFile(database *db.DB) {
	for _, fault := range database.FilesReadableByOthers() {
		p.Log.Warn("the database is not private", "because", fault)
	}
}

// checkDatabaseExists returns an error if a SQLite database does not exist. Opening it would create an empty one, and the operator would not
// notice that the name of the file is wrong.
func checkDatabaseExists(c *config.Config) error {
	path, isSQLite := c.SQLitePath()
	if !isSQLite {
		return nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no database at %s; use the settings of the server", c.DatabaseSetting, path)
	}
	return nil
}

// OpenBroker returns the broker that sends hints between instances: over NATS if it is set, over PostgreSQL, or with SQLite only inside
// the instance. It does not connect yet, so that a broker that is out of reach does not stop the start: hints only save time.
func (p *Program) OpenBroker(c *config.Config, database *db.DB, m *metrics.Metrics) (pubsub.Broker, error) {
	switch {
	case c.NATSURL != "":
		return pubsub.NewNATS(c.NATSURL, installation(database), p.Log, m)
	case c.IsPostgres():
		return pubsub.NewPostgres(database.HintPool(pubsub.PostgresConnections), p.Log, m), nil
	}
	return &pubsub.Local{}, nil
}

// installation returns a function that returns the id of the installation, which separates the hints of installations that share a NATS
// server. It is the id of the user "owner", which every installation has: instances may reach their database under different names.
func installation(database *db.DB) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		owner, err := database.UserByName(ctx, model.OwnerName)
		if err != nil {
			return "", err
		}
		return owner.ID.String(), nil
	}
}
