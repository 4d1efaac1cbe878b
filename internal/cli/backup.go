package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"

	"chattr/db"
	"chattr/internal/background"
	"chattr/internal/config"
)

type backupCommand struct {
	File string `arg:"" optional:""`
}

// Run copies a SQLite database beside the instance that serves it. For PostgreSQL it prints the command to run, and returns an error,
// because it copied nothing.
func (command backupCommand) Run(ctx context.Context, p *Program, c *config.Config) error {
	if command.File == "" {
		return errors.New("backup: name the file to write: chattrd backup FILE")
	}
	file, err := filepath.Abs(command.File)
	if err != nil {
		return err
	}
	if c.IsPostgres() {
		return p.printDumpCommand(c, file)
	}
	database, err := p.openExisting(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	size, err := p.copyDatabase(ctx, database, file)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	_, err = fmt.Fprintf(p.Stdout, "The backup is complete: %s, %.1f MB.\n", file, megabytes(size))
	return err
}

// copyDatabase copies the database to file and returns its size in bytes.
func (p *Program) copyDatabase(ctx context.Context, database *db.DB, file string) (size int64, err error) {
	var done atomic.Value
	done.Store("")
	defer background.Start(ctx, func(ctx context.Context) { p.logProgress(ctx, "backup", &done) })()
	return database.Backup(ctx, file, func(written, whole int64) {
		done.Store(fmt.Sprintf("%.1f of %.1f MB", megabytes(written), megabytes(whole)))
	})
}

// megabytes converts bytes to millions of bytes.
func megabytes(bytes int64) float64 { return float64(bytes) / 1e6 }

// printDumpCommand prints the command that copies a PostgreSQL database to file.
func (p *Program) printDumpCommand(c *config.Config, file string) error {
	line, err := db.DumpCommand(c.DatabaseURL, file)
	if err != nil {
		return fmt.Errorf("%s: %w", c.DatabaseSetting, err)
	}
	if _, err := fmt.Fprintln(p.Stdout, line); err != nil {
		return err
	}
	return errors.New("backup: nothing was copied: PostgreSQL's own program does that, with the line above; " +
		"it takes the password from PGPASSWORD or ~/.pgpass, or asks for it")
}
