package test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Each scenario in testdata/scenarios runs on its own server: a real process on a new database with the demo. Besides the commands of
// testscript there are:
//
//	graphql WHO DOCUMENT [NAME=VALUE]…  prints the response; with ! it must have errors, without ! none
//	http METHOD URL [BODY] [HEADER:VALUE]…  prints status, headers and body; post is http POST
//	is PATH VALUE      fails unless that part of the last response is the value
//	save NAME PATH     stores that part of the last response in $NAME
//	capture NAME RE    stores what the group of the expression matches in the last response in $NAME
//	chattr ARGUMENT…   runs the program beside the server, on its database
//	restart            shuts the server down and starts it again
//
// WHO is owner, anonymous, session:COOKIE or a token. A DOCUMENT or BODY is written in place or in a file. NAME=VALUE
// sets a variable to a text, NAME:=VALUE to a JSON value. A PATH consists of names and numbers joined by dots; the name length at the
// end returns the length of a list.
func TestScenarios(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("test/testdata/scenarios/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("found no scenarios: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			s := &scenario{server: startServer(t)}
			testscript.Run(t, testscript.Params{
				Files: []string{file}, Setup: s.setup, RequireUniqueNames: true,
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"graphql": s.graphQL, "http": s.http, "post": s.post, "chattrd": s.chattrd, "restart": s.restart,
					"is": is, "save": save, "capture": capture,
				},
			})
		})
	}
}

type scenario struct{ server *process }

// setup sets variables of a scenario to the URLs and ids of the server and the demo.
func (s *scenario) setup(env *testscript.Env) error {
	var demo struct {
		Webhook struct {
			Channel struct {
				ID     string
				Server struct {
					ID       string
					Channels struct {
						Edges []struct{ Node struct{ ID string } }
					}
				}
			}
		}
	}
	webhook := webhookID(s.server)
	s.server.GraphQL(&demo, `query($id:ID!){webhook(id:$id){channel{id server{id channels(first:1){edges{node{id}}}}}}}`,
		map[string]any{"id": webhook})
	channel := demo.Webhook.Channel
	for name, value := range map[string]string{
		"URL": s.server.URL(), "WEBHOOK_URL": s.server.WebhookURL(), "WEBHOOK": webhook, "TOKEN": path.Base(s.server.WebhookURL()),
		"DEPLOYS": channel.ID, "GENERAL": channel.Server.Channels.Edges[0].Node.ID, "SERVER": channel.Server.ID,
	} {
		env.Setenv(name, value)
	}
	return nil
}

func (s *scenario) graphQL(ts *testscript.TestScript, refused bool, args []string) {
	need(ts, len(args) >= 2, "graphql WHO DOCUMENT [NAME=VALUE]…")
	body, err := json.Marshal(map[string]any{"query": textOf(ts, args[1]), "variables": variables(ts, args[2:])})
	ts.Check(err)
	request, err := http.NewRequest(http.MethodPost, s.server.URL()+"/graphql", strings.NewReader(string(body)))
	ts.Check(err)
	request.Header.Set("Content-Type", "application/json")
	switch cookie, session := strings.CutPrefix(args[0], "session:"); {
	case session:
		request.Header.Set("Cookie", "chattr_session="+cookie)
	case args[0] == "owner":
		request.Header.Set("Authorization", "Bearer "+ownerToken)
	case args[0] != "anonymous":
		request.Header.Set("Authorization", "Bearer "+args[0])
	}
	text := send(ts, request, false)
	if errors := lookUp(ts, text, "errors"); (errors != nil) != refused {
		ts.Fatalf("errors: %v", errors)
	}
}

func variables(ts *testscript.TestScript, args []string) map[string]any {
	all := map[string]any{}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		need(ts, ok, "NAME=VALUE")
		all[name] = value
		if name, isJSON := strings.CutSuffix(name, ":"); isJSON {
			delete(all, name+":")
			all[name] = json.RawMessage(value)
		}
	}
	return all
}

func (s *scenario) post(ts *testscript.TestScript, neg bool, args []string) {
	s.http(ts, neg, append([]string{http.MethodPost}, args...))
}

func (s *scenario) http(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) >= 2, "http METHOD URL [BODY] [HEADER:VALUE]…")
	method, url, args := args[0], args[1], args[2:]
	if strings.HasPrefix(url, "/") {
		url = s.server.URL() + url
	}
	var body io.Reader
	if len(args) > 0 && !header.MatchString(args[0]) {
		body, args = strings.NewReader(textOf(ts, args[0])), args[1:]
	}
	request, err := http.NewRequest(method, url, body)
	ts.Check(err)
	request.Header.Set("Content-Type", "application/json")
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, ":")
		request.Header.Set(name, strings.TrimSpace(value))
	}
	send(ts, request, true)
}

var header = regexp.MustCompile(`^[A-Za-z-]+:`)

// send prints the response, with its status and headers if withHead is set, and returns its body.
func send(ts *testscript.TestScript, request *http.Request, withHead bool) string {
	response, err := client.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	if withHead {
		fmt.Fprintln(ts.Stdout(), response.Status)
		ts.Check(response.Header.Write(ts.Stdout()))
		fmt.Fprintln(ts.Stdout())
	}
	fmt.Fprintf(ts.Stdout(), "%s\n", body)
	return string(body)
}

func (s *scenario) chattrd(ts *testscript.TestScript, fails bool, args []string) {
	file, err := buildServer()
	ts.Check(err)
	cmd := exec.Command(file, args...)
	cmd.Dir, cmd.Env = s.server.dir, environment(s.server.env)
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	if err := cmd.Run(); (err != nil) != fails {
		ts.Fatalf("chattrd ended with %v", err)
	}
}

func (s *scenario) restart(*testscript.TestScript, bool, []string) {
	s.server.Terminate()
	s.server.Restart()
}

func is(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, len(args) == 2, "is PATH VALUE")
	if got := written(lookUp(ts, ts.ReadFile("stdout"), args[0])); (got == args[1]) == neg {
		ts.Fatalf("%s: got %s", args[0], got)
	}
}

func save(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 2, "save NAME PATH")
	value := lookUp(ts, ts.ReadFile("stdout"), args[1])
	need(ts, value != nil, args[1]+" is not in the response")
	ts.Setenv(args[0], written(value))
}

func capture(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 2, "capture NAME REGEXP")
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	need(ts, len(found) == 2, "no match")
	ts.Setenv(args[0], found[1])
}

// lookUp returns a part of a response, or nil if it does not exist.
func lookUp(ts *testscript.TestScript, response, path string) (value any) {
	if _, body, ok := strings.Cut(response, "\r\n\n"); ok { // the body
		response = body
	}
	ts.Check(json.Unmarshal([]byte(response), &value))
	for name := range strings.SplitSeq(path, ".") {
		switch in := value.(type) {
		case map[string]any:
			value = in[name]
		case []any:
			i, err := strconv.Atoi(name)
			switch {
			case name == "length":
				value = len(in)
			case err == nil && i < len(in):
				value = in[i]
			default:
				return nil
			}
		default:
			return nil
		}
	}
	return value
}

// written returns a text unchanged and any other value as JSON.
func written(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // the value comes from JSON
	}
	return string(text)
}

// textOf returns the contents of the file that arg names, or arg itself if it names no file.
func textOf(ts *testscript.TestScript, arg string) string {
	if ext := filepath.Ext(arg); ext == ".graphql" || ext == ".json" {
		return ts.ReadFile(arg)
	}
	return arg
}

func need(ts *testscript.TestScript, ok bool, what string) {
	if !ok {
		ts.Fatalf("%s", what)
	}
}
