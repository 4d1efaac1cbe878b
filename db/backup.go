package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// backupLook is how often a backup looks how far it is.
const backupLook = 200 * time.Millisecond

// Backup writes a copy of a SQLite database, as it is at one moment, to a file that must not exist yet, and is its size.
// Others read and write meanwhile. The file is there only when it is complete and on disk; only its owner can open it.
// progress is told now and then how many bytes of how many there are.
func (db *DB) Backup(ctx context.Context, file string, progress func(done, whole int64)) (size int64, err error) {
	if err := mustBeNew(file); err != nil {
		return 0, err
	}
	// SECURITY: readable by its owner only, as the database is.
	partial, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.partial")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.Remove(partial.Name()) }() // does nothing when it has got its name
	defer func() { _ = partial.Close() }()
	stop := db.watchBackup(ctx, partial, progress)
	_, err = db.write.NewRaw("VACUUM INTO ?", partial.Name()).Exec(ctx)
	stop()
	if err != nil {
		return 0, fmt.Errorf("cannot write %s: %w", file, err)
	}
	if err := errors.Join(partial.Sync(), mustBeNew(file)); err != nil {
		return 0, err
	}
	if err := os.Rename(partial.Name(), file); err != nil {
		return 0, err
	}
	return sizeOf(partial), syncFolder(filepath.Dir(file))
}

func mustBeNew(file string) error {
	_, err := os.Lstat(file)
	if err == nil {
		return fmt.Errorf("%s is there already, and is not overwritten: name another file", file)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func sizeOf(file *os.File) int64 {
	info, err := file.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

func (db *DB) watchBackup(ctx context.Context, partial *os.File, progress func(done, whole int64)) (stop func()) {
	var whole int64
	// Only to say how far it is.
	_ = db.read.NewRaw("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(ctx, &whole)
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			progress(sizeOf(partial), whole)
			select {
			case <-ctx.Done():
			case <-time.After(backupLook):
			}
		}
	}()
	return func() { cancel(); <-ended }
}

// syncFolder makes the name of a new file survive a power cut.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" { // where a folder cannot be opened like this
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }()
	return folder.Sync()
}

// DumpCommand is the line for a shell that copies a PostgreSQL database to a file.
//
// SECURITY: without the password, which would be seen in the list of processes.
func DumpCommand(databaseURL, file string) (string, error) {
	if _, err := postgresConfig(databaseURL); err != nil {
		return "", err
	}
	u, err := url.Parse(databaseURL)
	if err != nil {
		return "", err
	}
	u.User = url.User(u.User.Username())
	return "pg_dump --format=custom --file=" + quoted(file) + " " + quoted(u.String()), nil
}

// quoted is text as one word for a shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
