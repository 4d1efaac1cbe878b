package test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// launch starts a server and does not wait for it. Unlike startServer it sets no more than the address: a fresh folder, and
// what env says.
func launch(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	file, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	address, exited := freeAddress(t), make(chan struct{})
	p := &process{t: t, dir: t.TempDir(), url: "http://" + address, stdout: newOutput(), stderr: newLog(t), exited: exited}
	p.env = append([]string{"CHATTR_LISTEN=" + address}, env...)
	p.first = p.stdout
	p.cmd = exec.Command(file, args...)
	p.cmd.Dir, p.cmd.Env = p.dir, environment(p.env)
	p.cmd.Stdout, p.cmd.Stderr = p.stdout, p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.err = p.cmd.Wait(); close(exited) }()
	t.Cleanup(func() { p.stop(syscall.SIGKILL) })
	return p
}

// launchReady starts a server and waits until it is ready.
func launchReady(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	p := launch(t, env, args...)
	p.waitUntilReady()
	return p
}

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
	tellsNoSecret(t, stderr.String())
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

// signIn uses a link up, at this server, and is the cookie of the session.
func (p *process) signIn(t *testing.T, link string) string {
	t.Helper()
	_, secret, _ := strings.Cut(strings.TrimSpace(link), "#sign-in=")
	response, err := client.Do(jsonRequest(t, p.url+"/session", map[string]string{"secret": secret}))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	for _, cookie := range response.Cookies() {
		if response.StatusCode == http.StatusOK && cookie.Value != "" {
			return cookie.Value
		}
	}
	t.Fatalf("%s to the link %q", response.Status, link)
	return ""
}

// asSession runs a document with the cookie of a session and reads the data into out.
func (p *process) asSession(t *testing.T, cookie string, out any, document string) {
	t.Helper()
	request := jsonRequest(t, p.url+"/graphql", map[string]string{"query": document})
	request.Header.Set("Cookie", "chattr_session="+cookie)
	answer := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: out}
	exchange(t, request, &answer)
	if len(answer.Errors) > 0 {
		t.Fatal(answer.Errors)
	}
}

// newSQLite is the setting for a database that is not there yet.
func newSQLite(t *testing.T) string {
	return "CHATTR_DATABASE_URL=sqlite:" + filepath.Join(t.TempDir(), "chattr.db")
}

// post posts to a webhook and is the id of the message.
func post(t *testing.T, url string) string {
	t.Helper()
	response, err := client.Post(url, "application/json", strings.NewReader(firstPost))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Message struct{ ID string } }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Message.ID == "" {
		t.Fatalf("%s, %v", response.Status, err)
	}
	return answer.Message.ID
}
