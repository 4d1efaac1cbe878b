package test

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// chattr runs the program in a directory until it ends.
func chattr(t *testing.T, dir string, env []string, args ...string) result {
	t.Helper()
	file, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	return run(t, dir, env, append([]string{file}, args...)...)
}

// run runs a command line in a directory, with the environment of a program under test, until it ends.
func run(t *testing.T, dir string, env []string, line ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, line[0], line[1:]...)
	var stdout, stderr strings.Builder
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, environment(env), &stdout, &stderr
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatalf("%v did not end\n%s", line, stderr.String())
	}
	containsNoSecret(t, stderr.String())
	return result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// beside runs the program with the settings of a server.
func (p *process) beside(args ...string) result {
	p.t.Helper()
	return chattr(p.t, p.dir, p.env, args...)
}

// refusedIn fails the test unless the program has ended with exit code 1 and one line on stderr that contains all words, besides
// lines of the log.
func refusedIn(t *testing.T, r result, words ...string) {
	t.Helper()
	if r.code != 1 || r.stdout != "" {
		t.Errorf("got exit code %d and printed %q, want exit code 1 and no output", r.code, r.stdout)
	}
	var lines []string
	for line := range strings.Lines(r.stderr) {
		if !strings.HasPrefix(line, "time=") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "chattrd: ") {
		t.Fatalf("got %d lines of errors, want one:\n%s", len(lines), r.stderr)
	}
	for _, word := range words {
		if !strings.Contains(lines[0], word) {
			t.Errorf("got %q, want it to contain %q", lines[0], word)
		}
	}
}

// newSQLite returns the setting for a database that does not exist yet.
func newSQLite(t *testing.T) string {
	return "CHATTR_DATABASE_URL=sqlite:" + filepath.Join(t.TempDir(), "chattr.db")
}

// result is the exit code and the output of a program that has ended.
type result struct {
	code           int
	stdout, stderr string
}
