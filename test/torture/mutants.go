//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const mutantsDir = "test/torture/mutants"

// mutant is a patch that breaks one promise. Lines of the form "Name: value" before the patch describe it.
type mutant struct {
	name     string
	file     string
	promise  string // what is broken, in words
	database string // sqlite or postgres
}

// readMutants reads the mutants of a source tree.
func readMutants(tree string) (mutants []mutant, err error) {
	files, err := filepath.Glob(filepath.Join(tree, mutantsDir, "*.patch"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		absolute, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		m := mutant{name: strings.TrimSuffix(filepath.Base(file), ".patch"), file: absolute}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "diff ") || strings.HasPrefix(line, "--- ") {
				break
			}
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch name {
			case "Breaks":
				m.promise = value
			case "Database":
				m.database = value
			}
		}
		if m.promise == "" || m.database != "sqlite" && m.database != "postgres" {
			return nil, fmt.Errorf("%s: the lines \"Breaks: …\" and \"Database: sqlite\" or \"Database: postgres\" are missing", file)
		}
		mutants = append(mutants, m)
	}
	return mutants, nil
}

// runMutants builds and runs each mutant until it is caught, and prints a table. It fails if one is not caught.
func runMutants(ctx context.Context, c config) error {
	dir, err := os.MkdirTemp("", "chattr-mutants-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	tree := filepath.Join(dir, "tree")
	if err := copyTree(ctx, tree); err != nil {
		return err
	}
	mutants, err := readMutants(tree)
	if err != nil {
		return err
	}
	var uncaught []string
	fmt.Println("| mutant | database | caught after | by the promise |\n|---|---|---|---|")
	for _, m := range mutants {
		if !strings.Contains(m.name, c.only) {
			continue
		}
		after, promise, err := m.run(ctx, c, dir, tree)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if promise == "" {
			uncaught = append(uncaught, m.name)
			promise = "**not caught**"
		}
		fmt.Printf("| %s: %s | %s | %.0f s | %s |\n", m.name, m.promise, m.database, after.Seconds(), promise)
	}
	if uncaught != nil {
		return fmt.Errorf("not caught: %s", strings.Join(uncaught, ", "))
	}
	return nil
}

// copyTree copies the files that git knows or would know.
func copyTree(ctx context.Context, to string) error {
	list, err := exec.CommandContext(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("git ls-files: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted, and not committed yet
		}
		if err != nil {
			return err
		}
		file := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// apply applies the patch to a tree, or takes it back.
func (m mutant) apply(ctx context.Context, tree string, flags ...string) error {
	cmd := exec.CommandContext(ctx, "git", append(append([]string{"apply"}, flags...), m.file)...)
	cmd.Dir = tree
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(tree)) // the tree is no part of a repository around it
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("git apply %s: %w: %s", m.file, err, bytes.TrimSpace(out))
	}
	return nil
}

// run runs one mutant. It returns when it was caught, and by which promise: "" if it was not.
func (m mutant) run(ctx context.Context, c config, dir, tree string) (after time.Duration, promise string, err error) {
	if err := m.apply(ctx, tree); err != nil {
		return 0, "", err
	}
	program := filepath.Join(dir, m.name)
	if err := errors.Join(build(ctx, tree, program), m.apply(ctx, tree, "--reverse")); err != nil {
		return 0, "", err
	}
	defer os.Remove(program)
	self, err := os.Executable()
	if err != nil {
		return 0, "", err
	}
	cmd := exec.CommandContext(ctx, self, "-program", program, "-database", m.database,
		fmt.Sprintf("-minutes=%g", c.mutantMinutes()), fmt.Sprintf("-seed=%d", c.seed), fmt.Sprintf("-slack=%s", c.slack))
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	began := time.Now()
	out, err := cmd.Output()
	after = time.Since(began)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return after, "", err
	}
	return after, verdictOf(out), ctx.Err()
}

// mutantMinutes returns how long a mutant may stay undetected.
func (c config) mutantMinutes() float64 {
	const most = 5
	if c.minutes < most && c.minutesGiven {
		return c.minutes
	}
	return most
}

// verdictOf returns the first promise that a report says was not kept.
func verdictOf(out []byte) string {
	lines, isVerdict := bufio.NewScanner(bytes.NewReader(out)), false
	for lines.Scan() {
		if name, at, ok := strings.Cut(lines.Text(), " at "); isVerdict && ok && strings.Contains(at, "s: ") {
			return name
		}
		isVerdict = isVerdict || strings.HasPrefix(lines.Text(), "verdict: NOT KEPT")
	}
	return ""
}
