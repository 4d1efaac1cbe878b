package cli

import (
	"context"
	"errors"
	"fmt"

	"chattr/db"
	"chattr/internal/config"
)

// refuseLoss refuses a database that may lose what was acknowledged, unless that was asked for in so many words.
func (p *program) refuseLoss(ctx context.Context, c *config.Config, database *db.DB) error {
	err := database.CheckDurability(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, db.ErrNotDurable) && c.UnsafeDurability:
		p.log.Warn("acknowledged messages may be lost, as --unsafe-durability allows", "because", err)
		return nil
	case errors.Is(err, db.ErrNotDurable):
		return fmt.Errorf("%s: %w; or, to serve it all the same, say --unsafe-durability", c.DatabaseSetting, err)
	}
	return err
}

// warnOfReadableFile logs a line for each file of a SQLite database that other users of the machine can read. Chattr makes them with mode
// 0600; a copy or a restore can have another.
func (p *program) warnOfReadableFile(database *db.DB) {
	for _, fault := range database.FilesReadableByOthers() {
		p.log.Warn("the database is not private", "because", fault)
	}
}
