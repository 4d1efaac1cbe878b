package test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"chattr/db/dbtest"
)

// Every block of the documentation that is marked as sh or graphql is run. Blocks of other kinds are not: transcripts of a terminal, the
// programs of docs/webhooks.md and docs/subscriptions.md (see TestQuickstart… and e2e/clients.test.mjs) and responses.
var exampleBlock = regexp.MustCompile("(?ms)^```(sh|graphql)\n(.*?)^```$")

// shellExamples says what the sh blocks of each page print, run one after another in one shell.
var shellExamples = map[string]struct {
	want        string // a pattern: the script is ended when its output matches, and it must not fail before
	server      bool   // a server with the demo runs beside it
	posts       bool   // the test posts meanwhile
	postgresURL bool   // it needs PostgreSQL
}{
	"README.md":             {want: `(?s)"author":.*"content":"while the example runs"`, server: true, posts: true},
	"docs/configuration.md": {want: `(?s)up to date.*up to date`},
	"docs/install.md":       {want: `"url": *"http.*/webhooks/\d+/chattr_wh_`, server: true},
	"docs/metrics.md":       {want: `(?m)^chattr_queue_posts 0$`},
	"docs/operations.md":    {want: `(?s)The backup is complete.*ok +numbering`, server: true},
	"docs/portal.md":        {want: `/#sign-in=chattr_si_`, server: true},
	"docs/postgresql.md":    {want: `up to date`, postgresURL: true},
	"docs/security.md":      {want: `ok +durability`, server: true},
	"docs/subscriptions.md": {want: `"content":"while the example runs"`, server: true, posts: true},
	"docs/webhooks.md":      {want: `(?s)"author":`, server: true},
}

// examplesOf returns the blocks of a kind in a page.
func examplesOf(t *testing.T, page, kind string) (blocks []string) {
	t.Helper()
	for _, match := range exampleBlock.FindAllStringSubmatch(readText(t, page), -1) {
		if match[1] == kind {
			blocks = append(blocks, match[2])
		}
	}
	return blocks
}

func documentationPages(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return append(pages, "README.md")
}

func TestShellExamplesOfTheDocumentationRun(t *testing.T) {
	t.Parallel()
	for _, page := range documentationPages(t) {
		blocks, example := examplesOf(t, page, "sh"), shellExamples[page]
		if len(blocks) == 0 && example.want == "" {
			continue
		}
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			if len(blocks) == 0 || example.want == "" {
				t.Fatalf("got %d sh blocks and the expected output %q, want both or none", len(blocks), example.want)
			}
			requirePrograms(t, "sh", "curl", "sed")
			script := strings.Join(blocks, "\n")
			env := []string{
				"CHATTR_LISTEN=" + freeAddress(t), newSQLite(t), "CHATTR_OWNER_TOKEN=" + ownerToken, "CHATTR_TOKEN=" + ownerToken,
			}
			var server *process
			if example.server {
				server = startServer(t)
				env = append(env, server.env...)
				env = append(env, "WEBHOOK_URL="+server.WebhookURL())
				script = strings.ReplaceAll(script, "http://127.0.0.1:8080/webhooks/…/chattr_wh_…", server.WebhookURL())
				script = strings.ReplaceAll(script, "http://127.0.0.1:8080", server.URL())
			}
			if example.postgresURL {
				script = strings.ReplaceAll(script, "postgres://user:password@host/database", dbtest.PostgresURL(t))
				env = append(env, "CHATTR_UNSAFE_DURABILITY=on")
			}
			script = strings.ReplaceAll(script, "127.0.0.1:9090", freeAddress(t))
			script = strings.ReplaceAll(script, "chattr_at_…", ownerToken)
			output := startScript(t, script, env)
			if example.posts {
				go postUntilDone(t.Context(), server.WebhookURL())
			}
			if _, err := output.wait(regexp.MustCompile(`(` + example.want + `)`)); err != nil {
				t.Errorf("%v; the script:\n%s\nprinted:\n%s", err, script, output.text())
			}
		})
	}
}

// startScript runs a script of a shell in a directory of its own, with the built program in its PATH. The test fails if the script fails.
// All its processes end with the test.
func startScript(t *testing.T, script string, env []string) *output {
	t.Helper()
	file, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-euc", script)
	cmd.Dir = t.TempDir()
	cmd.Env = append(outsideEnvironment(), env...)
	cmd.Env = append(cmd.Env, "PATH="+filepath.Dir(file)+":"+os.Getenv("PATH"))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	printed := newOutput()
	cmd.Stdout, cmd.Stderr = printed, printed
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan error, 1)
	go func() { exited <- cmd.Wait() }()
	t.Cleanup(func() {
		select {
		case err := <-exited:
			if err != nil {
				t.Errorf("the script failed: %v\n%s", err, printed.text())
			}
		case <-time.After(100 * time.Millisecond): // it runs until it is ended, as a stream does
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			<-exited
		}
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // what it left in the background
	})
	return printed
}

// postUntilDone posts five times a second until ctx is done, so that a stream that has just begun receives an event.
func postUntilDone(ctx context.Context, url string) {
	for ctx.Err() == nil {
		body := strings.NewReader(`{"content":"while the example runs"}`)
		if request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, body); err == nil {
			request.Header.Set("Content-Type", "application/json")
			if response, err := http.DefaultClient.Do(request); err == nil {
				_ = response.Body.Close()
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(200 * time.Millisecond):
		}
	}
}

var operationName = regexp.MustCompile(`(?m)^(query|mutation|subscription) (\w+)`)

func TestGraphQLExamplesOfTheDocumentationRun(t *testing.T) {
	t.Parallel()
	examples := 0
	for _, page := range documentationPages(t) {
		blocks := examplesOf(t, page, "graphql")
		if len(blocks) == 0 {
			continue
		}
		examples += len(blocks)
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			server := startServer(t)
			ids := idsOfDemo(server)
			after := postAndCursor(t, server)
			for _, document := range blocks {
				for name, id := range ids {
					document = strings.ReplaceAll(document, name+`: "…"`, fmt.Sprintf("%s: %q", name, id))
					document = strings.ReplaceAll(document, name+`s: ["…"]`, fmt.Sprintf("%ss: [%q]", name, id))
				}
				variables := map[string]any{"id": ids["serverId"], "after": after}
				if strings.Contains(document, "hannel(id: $id)") {
					variables["id"] = ids["channelId"]
				}
				runOperations(t, server, document, variables)
			}
		})
	}
	if examples < 5 {
		t.Errorf("got %d examples, want at least 5: are they still found?", examples)
	}
}

// runOperations runs every operation of a document, and a subscription until its first event.
func runOperations(t *testing.T, server *process, document string, variables map[string]any) {
	t.Helper()
	names := operationName.FindAllStringSubmatch(document, -1)
	if len(names) == 0 {
		server.GraphQL(new(any), document, variables)
	}
	for _, name := range names {
		body := map[string]any{"query": document, "operationName": name[2], "variables": variables}
		request := jsonRequest(t, server.URL()+"/graphql", body)
		request.Header.Set("Authorization", "Bearer "+ownerToken)
		if name[1] == "subscription" {
			request.Header.Set("Accept", "text/event-stream")
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text := make([]byte, 1024)
		n, err := io.ReadAtLeast(response.Body, text, len(`{"data":{`))
		got := string(text[:n])
		for name[1] == "subscription" && err == nil && !strings.Contains(got, "\n\n") {
			n, err = response.Body.Read(text)
			got += string(text[:n])
		}
		if response.StatusCode != http.StatusOK || !strings.Contains(got, `"data":{`) || strings.Contains(got, `"errors"`) {
			t.Errorf("%s: got %s, %q, %v, want data without errors", name[0], response.Status, got, err)
		}
	}
}

// idsOfDemo returns the ids of the demo's objects under the names of the input fields that take them.
func idsOfDemo(server *process) map[string]string {
	server.t.Helper()
	var data struct {
		Webhook struct {
			Channel struct {
				ID     string
				Server struct{ ID string }
			}
		}
	}
	server.GraphQL(&data, `query ($id: ID!) { webhook(id: $id) { channel { id server { id } } } }`, map[string]any{"id": webhookID(server)})
	channel := data.Webhook.Channel
	return map[string]string{"webhookId": webhookID(server), "channelId": channel.ID, "serverId": channel.Server.ID}
}

// postAndCursor posts two messages and returns the cursor of the first: a stream after it has an event.
func postAndCursor(t *testing.T, server *process) string {
	t.Helper()
	var first struct{ Message struct{ Cursor string } }
	exchange(t, jsonRequest(t, server.WebhookURL(), map[string]string{"content": "first"}), &first)
	exchange(t, jsonRequest(t, server.WebhookURL(), map[string]string{"content": "second"}), new(any))
	return first.Message.Cursor
}

// blockStarting returns the first block of code of a page that starts with text.
func blockStarting(t *testing.T, page, start string) string {
	t.Helper()
	for _, block := range strings.Split(readText(t, page), "\n```")[1:] {
		if _, body, _ := strings.Cut(block, "\n"); strings.HasPrefix(body, start) {
			return body
		}
	}
	t.Fatalf("%s: got no block that starts with %q, want one", page, start)
	return ""
}

func TestDocumentedFirstStartIsWhatIsPrinted(t *testing.T) {
	t.Parallel()
	server := startServer(t, "CHATTR_OWNER_TOKEN=")
	server.printed(`(Playground: .*)\n`)
	for _, page := range []string{"README.md", "docs/install.md"} {
		text := strings.TrimPrefix(blockStarting(t, page, "$ go run .\n"), "$ go run .\n")
		text = regexp.QuoteMeta(strings.ReplaceAll(text, "http://127.0.0.1:8080", server.URL()))
		text = strings.ReplaceAll(text, "1441815214882553856", `\d{19}`)
		text = strings.ReplaceAll(text, "_…", `_[A-Za-z0-9_-]+`)
		if got := server.first.text(); !regexp.MustCompile("^" + text + "\n$").MatchString(got) {
			t.Errorf("%s: got %q, want a match of %q", page, got, text)
		}
	}
}

func TestDocumentedResponsesAreReal(t *testing.T) {
	t.Parallel()
	server := startServer(t)
	for _, example := range []struct{ start, content string }{
		{`200 {`, "Deploy completed successfully."},
		{`{ "type": "about:blank"`, strings.Repeat("a", 4213)},
	} {
		var want, got any
		text := strings.TrimPrefix(blockStarting(t, "docs/webhooks.md", example.start), "200 ")
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		body := map[string]any{"content": example.content, "name": "CI Bot", "avatarUrl": nil}
		exchange(t, jsonRequest(t, server.WebhookURL(), body), &got)
		compareShapes(t, "response", got, want)
	}
}

// compareShapes fails the test if two JSON values have different members, or different values where the documentation names one.
func compareShapes(t *testing.T, path string, got, want any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		object, _ := got.(map[string]any)
		for name := range object {
			if _, isDocumented := want[name]; !isDocumented {
				t.Errorf("%s: got the member %s, want only those of the documentation", path, name)
			}
		}
		for name, value := range want {
			if _, exists := object[name]; !exists {
				t.Errorf("%s: got no member %s, want the one of the documentation", path, name)
			}
			compareShapes(t, path+"."+name, object[name], value)
		}
	case []any:
		list, _ := got.([]any)
		if len(list) != len(want) {
			t.Fatalf("%s: got %d elements, want %d", path, len(list), len(want))
		}
		for i := range want {
			compareShapes(t, fmt.Sprintf("%s[%d]", path, i), list[i], want[i])
		}
	case string:
		text, isText := got.(string)
		if !isText || want != text && !strings.Contains(want, "…") && want != "<appId>" && !strings.HasPrefix(want, "2026-") {
			t.Errorf("%s: got %#v, want %q", path, got, want)
		}
	default:
		if got != want {
			t.Errorf("%s: got %#v, want %#v", path, got, want)
		}
	}
}
