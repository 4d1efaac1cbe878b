package test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quickstart is a program of examples/quickstart, the programs that it needs, the interpreter first, and a pattern of its output whose
// group is the id of the message.
type quickstart struct {
	name   string
	file   string
	needs  []string
	prints string
}

const printsID = `^Message ID: (\d{19})\n$`

var quickstarts = []quickstart{
	{"curl", "examples/quickstart/curl.sh", []string{"sh", "curl"}, `^{"message":{"id":"(\d{19})",.*}\n$`},
	{"node", "examples/quickstart/node.mjs", []string{"node"}, printsID},
	{"python", "examples/quickstart/python.py", []string{"python3"}, printsID},
	{"php", "examples/quickstart/php.php", []string{"php"}, printsID},
	{"go", "examples/quickstart/go/main.go", []string{"go"}, printsID},
}

func TestQuickstartPostsTheMessage(t *testing.T) {
	t.Parallel()
	server := startServer(t)
	for _, example := range quickstarts {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			result := example.run(t, server.WebhookURL())
			id := regexp.MustCompile(example.prints).FindStringSubmatch(result.stdout)
			if result.code != 0 || id == nil {
				t.Fatalf("got exit code %d, stdout %q, stderr %q; want 0 and a match of %s", result.code, result.stdout, result.stderr, example.prints)
			}
			checkQuickstartMessage(t, server, id[1])
		})
	}
}

func TestQuickstartPrintsTheReasonOfARefusal(t *testing.T) {
	t.Parallel()
	server := startServer(t)
	wrong := server.URL() + path.Join("/webhooks", webhookID(server), "no-such-token")
	detail := refusal(t, wrong)
	for _, example := range quickstarts {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			result := example.run(t, wrong)
			if result.code == 0 || !strings.Contains(result.stdout+result.stderr, detail) {
				t.Errorf("got exit code %d, stdout %q, stderr %q; want another exit code than 0, and %q",
					result.code, result.stdout, result.stderr, detail)
			}
		})
	}
}

func TestQuickstartFailsWithoutItsURL(t *testing.T) {
	t.Parallel()
	for _, example := range quickstarts {
		t.Run(example.name, func(t *testing.T) {
			t.Parallel()
			if result := example.run(t, ""); result.code == 0 || result.stdout != "" || result.stderr == "" {
				t.Errorf("got exit code %d, stdout %q, stderr %q; want another exit code than 0, and only an error", result.code, result.stdout, result.stderr)
			}
		})
	}
}

func TestDocumentationHasTheProgramsOfQuickstart(t *testing.T) {
	t.Parallel()
	page := readLines(t, "docs/webhooks.md")
	for _, example := range quickstarts {
		name := strings.TrimPrefix(example.file, "examples/quickstart/")
		at := slices.IndexFunc(page, func(line string) bool { return strings.HasSuffix(line, "(["+name+"](../"+example.file+"))") })
		if at < 0 {
			t.Errorf("docs/webhooks.md: got no link to %s, want its text below one", example.file)
			continue
		}
		for i, line := range append(readLines(t, example.file), "```") {
			if n := at + 3 + i; page[n] != line { // the name, an empty line, the fence
				t.Errorf("docs/webhooks.md:%d: got %q, want %q as in %s:%d", n+1, page[n], line, example.file, i+1)
				break
			}
		}
	}
}

func readLines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// checkQuickstartMessage fails the test unless the message is in the channel of the demo's webhook.
func checkQuickstartMessage(t *testing.T, server *process, id string) {
	t.Helper()
	type message struct {
		ID, Content string
		Author      struct {
			Kind, ID, Name string
			AvatarURL      *string
		}
	}
	var data struct {
		Webhook struct {
			Channel struct {
				Messages struct{ Edges []struct{ Node message } }
			}
		}
	}
	server.GraphQL(&data, `query ($id: ID!) { webhook(id: $id) { channel { messages(last: 100) { edges { node {
		id content author { kind id name avatarUrl } } } } } } }`, map[string]any{"id": webhookID(server)})
	want := message{ID: id, Content: "Deploy completed successfully."}
	want.Author.Kind, want.Author.ID, want.Author.Name = "WEBHOOK", webhookID(server), "CI Bot"
	for _, edge := range data.Webhook.Channel.Messages.Edges {
		if edge.Node == want {
			return
		}
	}
	t.Errorf("got the messages %+v, want one of them to be %+v", data.Webhook.Channel.Messages.Edges, want)
}

// webhookID returns the id of the demo's webhook: the second last element of its URL.
func webhookID(server *process) string {
	server.t.Helper()
	return path.Base(path.Dir(regexp.MustCompile(`/webhooks/.*`).FindString(server.WebhookURL())))
}

// refusal returns the detail of the response to a post to the URL, which the server must refuse.
func refusal(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Post(url, "application/json", strings.NewReader(`{"content":"hello"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var problem struct{ Detail string }
	if err := json.NewDecoder(response.Body).Decode(&problem); err != nil || problem.Detail == "" {
		t.Fatalf("%s with detail %q, %v", response.Status, problem.Detail, err)
	}
	return problem.Detail
}

// run runs the program with the URL of a webhook, or skips the test where its interpreter is missing.
func (q quickstart) run(t *testing.T, webhookURL string) result {
	t.Helper()
	requirePrograms(t, q.needs...)
	if _, err := os.Stat(q.file); err != nil { // so that go test does not use a cached result when the file has changed
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), q.needs[0], q.file)
	if q.name == "go" { // built first: `go run` hides the exit code
		cmd = exec.CommandContext(t.Context(), buildExample(t, q.file))
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = append(os.Environ(), "WEBHOOK_URL="+webhookURL)
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

func buildExample(t *testing.T, source string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "example")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", file, source).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return file
}

// requirePrograms skips the test where a program is not installed; with CHATTR_TEST_REQUIRE=1 that is a failure.
func requirePrograms(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err == nil {
			continue
		}
		skip(t, name+" is not installed")
	}
}

// skip skips the test. With CHATTR_TEST_REQUIRE=1 it fails the test.
func skip(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CHATTR_TEST_REQUIRE") == "1" {
		t.Fatalf("%s, and CHATTR_TEST_REQUIRE is set", why)
	}
	t.Skip("skipped: " + why)
}
