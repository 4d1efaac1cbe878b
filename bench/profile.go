package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// profileVariable names the variable with the file for the profile of a server that was built with profile.go.txt.
const profileVariable = "BENCH_PROFILE"

//go:embed profile.go.txt
var profileSource []byte

// overlay returns the flags for go build that add profile.go.txt to the server, because a released server cannot write profiles.
// It returns no flags without -profile. The caller must call end.
func (o *ingestOptions) overlay(ctx context.Context) (flags []string, end func(), err error) {
	end = func() {}
	if o.profile == "" {
		return nil, end, nil
	}
	if o.profile, err = filepath.Abs(o.profile); err != nil {
		return nil, end, err
	}
	module, err := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "chattr").Output()
	if err != nil {
		return nil, end, fmt.Errorf("go list: %w", err)
	}
	dir, err := os.MkdirTemp("", "chattr-overlay-")
	if err != nil {
		return nil, end, err
	}
	end = func() { _ = os.RemoveAll(dir) }
	source, list := filepath.Join(dir, "profile.go"), filepath.Join(dir, "overlay.json")
	added := filepath.Join(strings.TrimSpace(string(module)), "bench_profile.go")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {added: source}})
	return []string{"-overlay", list}, end, errors.Join(err, os.WriteFile(source, profileSource, 0o600), os.WriteFile(list, replace, 0o600))
}

// holdLoad keeps Chattr under load on each database, one after the other.
func (b *ingestBench) holdLoad(ctx context.Context) error {
	for _, s := range b.stores {
		progress("%s is process %d with the database %s", s.chattr.name, s.chattr.cmd.Process.Pid, s.chattr.database)
		if b.profile != "" {
			s.chattr.startProfile()
		}
		if err := b.loadFor(ctx, s.chattr); err != nil {
			return err
		}
	}
	if b.profile == "" {
		return nil
	}
	return b.stores[0].chattr.stopProfile(b.profile)
}

func (b *ingestBench) loadFor(ctx context.Context, c *contender) error {
	for end := time.Now().Add(b.hold); time.Now().Before(end); {
		r, err := c.measure(ctx, b.postLoad(c, b.lasts()))
		if err != nil {
			return err
		}
		progress("%s: %s", c.name, r)
	}
	return nil
}
