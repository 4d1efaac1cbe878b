//go:build !linux

package db

// Without locks of an open file description only the lock beside the file is taken. Files with several names are refused, and
// these systems know no bind mounts of files.

func (f *databaseFile) isLocked() (bool, error) { return false, nil }

func (f *databaseFile) lock() (bool, error) { return true, nil }

func (f *databaseFile) unlock() {}
