package db

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// databaseFile is the file of a SQLite database, opened beside SQLite: a lock on it holds whatever name the file is opened by.
//
// SQLite keeps what was committed last in a second file, the write-ahead log, whose name comes from the name that the database
// was opened by. Two processes that open one database by two names (hard links, bind mounts) do not see each other's commits,
// and destroy them (SQLite documentation: How To Corrupt An SQLite Database File, section 2.5).
//
// It must stay open until SQLite has closed the database: closing any descriptor of a file drops all POSIX locks of the
// process on it, SQLite's too.
type databaseFile struct{ *os.File }

// openDatabaseFile opens the file, and creates it if there is none. It returns an error if it is not certain that the
// write-ahead log belongs to this name. It changes nothing in a file that exists.
//
// SECURITY: a new file is readable by its owner only; SQLite gives the files beside it the same permissions.
func openDatabaseFile(path string) (*databaseFile, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot open the database: %w", err)
	}
	f := &databaseFile{file}
	if err := f.checkName(path); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

func (f *databaseFile) checkName(path string) error {
	served, err := f.isLocked()
	if err != nil {
		return fmt.Errorf("cannot look for a lock on %s: %w", path, err)
	}
	if served {
		return f.refuseOtherName(path)
	}
	n, err := f.links()
	if err != nil {
		return fmt.Errorf("cannot look for other names of %s: %w", path, err)
	}
	if n > 1 {
		return fmt.Errorf("%s has %d names (hard links), and what was stored last is in a file beside one of them only: "+
			"remove the other names, or copy the database with chattrd backup", path, n)
	}
	return nil
}

// refuseOtherName returns an error if the process that serves the file knows it by another name: it then has no lock beside
// this one.
func (f *databaseFile) refuseOtherName(path string) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return fmt.Errorf("cannot look for a lock on %s: %w", path, err)
	}
	otherName := fmt.Errorf("another chattrd serves %s already, by another name of the file (a hard link or a bind mount): "+
		"use that name, or stop it", path)
	if _, err := os.Stat(path + ".lock"); errors.Is(err, fs.ErrNotExist) {
		return otherName
	}
	closeLock, err := lockBeside(path)
	if isBusy(err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer closeLock()
	stillServed, err := f.isLocked()
	if stillServed {
		return otherName
	}
	return err
}
