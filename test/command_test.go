package test

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// chattr runs the program in a folder until it ends.
func chattr(t *testing.T, dir string, env []string, args ...string) result {
	t.Helper()
	file, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	return run(t, dir, env, append([]string{file}, args...)...)
}

// run runs a command line in a folder, with the environment of a program under test, until it ends.
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

// refusedIn says whether the program has ended with one clear line that holds all of the words, and has said nothing else but
// what it logged before.
func refusedIn(t *testing.T, r result, words ...string) {
	t.Helper()
	if r.code != 1 || r.stdout != "" {
		t.Errorf("exit code %d, printed %q", r.code, r.stdout)
	}
	var lines []string
	for line := range strings.Lines(r.stderr) {
		if !strings.HasPrefix(line, "time=") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "chattrd: ") {
		t.Fatalf("complained in %d lines:\n%s", len(lines), r.stderr)
	}
	for _, word := range words {
		if !strings.Contains(lines[0], word) {
			t.Errorf("%q does not say %q", lines[0], word)
		}
	}
}

// newSQLite is the setting for a database that is not there yet.
func newSQLite(t *testing.T) string {
	return "CHATTR_DATABASE_URL=sqlite:" + filepath.Join(t.TempDir(), "chattr.db")
}

// result is how a program ended.
type result struct {
	code           int
	stdout, stderr string
}
