package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// cpu is what all processes of the cluster have used so far, those included that have ended.
func (c cluster) cpu() (total time.Duration, err error) {
	head, _, _ := strings.Cut(read(filepath.Join(c.Dir, "data", "postmaster.pid")), "\n")
	postmaster, err := strconv.Atoi(head)
	if err != nil {
		return 0, fmt.Errorf("the cluster does not run: %w", err)
	}
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	for _, file := range all {
		t, err := readTimes(file)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errEnded) {
			continue // its parent counts it now
		}
		switch {
		case err != nil:
			return 0, err
		case t.pid == postmaster:
			total += t.own + t.ended
		case t.parent == postmaster:
			total += t.own
		}
	}
	return total, nil
}
