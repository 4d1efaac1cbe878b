package test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

func (s *story) graphQL(ts *testscript.TestScript, refused bool, args []string) {
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
	case args[0] != "nobody":
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

func (s *story) post(ts *testscript.TestScript, neg bool, args []string) {
	s.http(ts, neg, append([]string{http.MethodPost}, args...))
}

func (s *story) http(ts *testscript.TestScript, neg bool, args []string) {
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

// client follows no redirect: a webhook's door never answers one.
var client = &http.Client{
	Timeout:       patience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// send prints the answer, with its status and headers if they are asked for, and is its body.
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

func (s *story) chattrd(ts *testscript.TestScript, fails bool, args []string) {
	file, err := buildServer()
	ts.Check(err)
	cmd := exec.Command(file, args...)
	cmd.Dir, cmd.Env = s.server.dir, environment(s.server.env)
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	if err := cmd.Run(); (err != nil) != fails {
		ts.Fatalf("it ended with %v", err)
	}
}

func (s *story) restart(*testscript.TestScript, bool, []string) {
	s.server.Terminate()
	s.server.Restart()
}
