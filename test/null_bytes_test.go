package test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	gql "github.com/vektah/gqlparser/v2/ast"

	"chattr/db/dbtest"
)

// hostileTexts are texts as they stand in a string of JSON: some that no database takes, and one that all take, so that every
// look-up is reached.
var hostileTexts = []string{`\u0000`, `a\u0000b`, ` \u0000 `, `\u0001`, `\ufffd`, `a\ud800`, `no such thing`}

// No text that a client sends breaks a statement: whatever argument, field or header has a NUL character or invalid UTF-8 in it,
// the answer refuses it or finds nothing, and nothing is logged as an error.
func TestNoTextBreaksAStatement(t *testing.T) {
	t.Parallel()
	for name, env := range map[string]func(t *testing.T) []string{
		"sqlite":   func(*testing.T) []string { return nil },
		"postgres": func(t *testing.T) []string { return []string{"CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t)} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startServer(t, append(env(t), "CHATTR_SIGN_UP=open", "CHATTR_TRUSTED_PROXIES=127.0.0.1")...)
			h := newHostile(p)
			h.graphQL()
			h.routes()
			if log := p.stderr.text(); strings.Contains(log, "level=ERROR") {
				t.Error("an error was logged")
			}
		})
	}
}

// hostile sends texts to a server as the owner, who may do everything.
type hostile struct {
	*process
	cookie      string // of the owner's session
	schema      *gql.Schema
	ids         map[string]string // of things that exist, by the name of the argument that takes them
	reauthToken string            // that the owner has reauthenticated
	sent        int
}

func newHostile(p *process) *hostile {
	p.t.Helper()
	text, err := os.ReadFile("schema.graphqls")
	if err != nil {
		p.t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&gql.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		p.t.Fatal(err)
	}
	h := &hostile{process: p, schema: schema, ids: map[string]string{}}
	got := h.query(`{viewer{user{id} servers{edges{node{serverId:id channels{edges{node{channelId:id}}} webhooks{edges{node{webhookId:id}}} ` +
		`roles{edges{node{roleId:id}}} members{edges{node{memberId:id}}}}}}}}`)
	for _, found := range regexp.MustCompile(`"(\w+)":"(\d{15,})"`).FindAllStringSubmatch(got, -1) {
		h.ids[found[1]] = found[2]
	}
	for argument, like := range map[string]string{"id": "id", "appId": "webhookId", "userId": "id"} {
		h.ids[argument] = h.ids[like]
	}
	for _, argument := range []string{"serverId", "channelId", "webhookId", "roleId", "memberId", "id"} {
		if h.ids[argument] == "" {
			p.t.Fatalf("no %s in %s", argument, got)
		}
	}
	h.signIn()
	return h
}

// signIn follows a sign-in link: an access token and the owner token may not do everything.
func (h *hostile) signIn() {
	h.t.Helper()
	link := h.beside("sign-in-link", "owner").stdout
	_, secret, _ := strings.Cut(strings.TrimSpace(link), "#sign-in=")
	response := h.send("POST", "/session", `{"secret":"`+secret+`"}`)
	for _, c := range response.Cookies() {
		h.cookie = c.Name + "=" + c.Value
	}
	var reauthenticated struct {
		Token string `json:"proof"`
	}
	if err := json.NewDecoder(h.send("POST", "/proof", `{"current":null}`).Body).Decode(&reauthenticated); err != nil || reauthenticated.Token == "" {
		h.t.Fatalf("got no session or no reauthentication token (%v): %s after %q", err, response.Status, link)
	}
	h.reauthToken = reauthenticated.Token
}

// graphQL sends every text in the place of every text and id in the arguments of the schema.
func (h *hostile) graphQL() {
	for _, root := range []*gql.Definition{h.schema.Query, h.schema.Mutation, h.schema.Subscription} {
		for _, field := range root.Fields {
			for _, text := range hostileTexts {
				h.field(strings.ToLower(root.Name)+" { %s }", field, text)
			}
		}
	}
	for around, on := range map[string]string{
		"{ viewer { %s } }": "Viewer", `{ node(id: "` + h.ids["serverId"] + `") { ... on Server { %s } } }`: "Server",
		`{ node(id: "` + h.ids["channelId"] + `") { ... on Channel { %s } } }`: "Channel",
	} {
		for _, field := range h.schema.Types[on].Fields {
			for _, text := range hostileTexts {
				h.field(around, field, text)
			}
		}
	}
}

// field sends one text in the place of each argument of a field in turn.
func (h *hostile) field(around string, field *gql.FieldDefinition, text string) {
	for _, target := range field.Arguments {
		for _, value := range h.hostileValues(target.Name, target.Type, text) {
			var arguments []string
			for _, a := range field.Arguments {
				switch {
				case a == target:
					arguments = append(arguments, a.Name+": "+value)
				case a.Type.NonNull:
					arguments = append(arguments, a.Name+": "+h.harmless(a.Name, a.Type))
				}
			}
			call := field.Name + "(" + strings.Join(arguments, ", ") + ")"
			if h.schema.Types[field.Type.Name()].IsCompositeType() {
				call += " { __typename }"
			}
			h.check(call, h.query(fmt.Sprintf(around, call)))
		}
	}
}

// hostileValues are values of a type with the text in the place of each text in it in turn.
func (h *hostile) hostileValues(name string, t *gql.Type, text string) (values []string) {
	definition := h.schema.Types[t.Name()]
	switch {
	case definition.Kind == gql.Scalar && (t.Name() == "Int" || t.Name() == "Boolean" || t.Name() == "Float"), definition.Kind == gql.Enum:
		return nil
	case definition.Kind == gql.Scalar:
		values = []string{`"` + text + `"`}
	default:
		for _, target := range definition.Fields {
			for _, value := range h.hostileValues(target.Name, target.Type, text) {
				values = append(values, h.object(definition, target, value))
			}
		}
	}
	if t.Elem != nil {
		for i, v := range values {
			values[i] = "[" + v + "]"
		}
	}
	return values
}

// object is an input with a value for one field and harmless ones for what else it needs.
func (h *hostile) object(definition *gql.Definition, target *gql.FieldDefinition, value string) string {
	var fields []string
	for _, f := range definition.Fields {
		switch {
		case f == target:
			fields = append(fields, f.Name+": "+value)
		case f.Type.NonNull || f.Name == "proof":
			fields = append(fields, f.Name+": "+h.harmless(f.Name, f.Type))
		}
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

func (h *hostile) harmless(name string, t *gql.Type) string {
	definition := h.schema.Types[t.Name()]
	switch {
	case t.Elem != nil:
		return "[]"
	case definition.Kind == gql.Enum:
		return definition.EnumValues[0].Name
	case definition.Kind == gql.InputObject:
		return h.object(definition, nil, "")
	case t.Name() == "ID":
		return `"` + h.ids[name] + `"`
	case t.Name() == "Int":
		return "1"
	case t.Name() == "Boolean":
		return "true"
	case t.Name() == "DateTime":
		return `"2100-01-01T00:00:00Z"`
	}
	if name == "proof" {
		return `"` + h.reauthToken + `"`
	}
	return `"text"`
}

// ask sends a document and returns the answer, of a subscription that begins "" after its first bytes.
func (h *hostile) query(document string) string {
	h.t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		h.t.Fatal(err)
	}
	if !strings.HasPrefix(document, "subscription") {
		got, err := io.ReadAll(h.send("POST", "/graphql", string(body)).Body)
		if err != nil {
			h.t.Fatal(err)
		}
		return string(got)
	}
	lines := bufio.NewScanner(h.send("POST", "/graphql", string(body), "Accept", "text/event-stream").Body)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			return data
		}
	}
	return ""
}

func (h *hostile) check(what, got string) {
	h.t.Helper()
	if strings.Contains(got, `"INTERNAL"`) || strings.Contains(got, `"RATE_LIMITED"`) {
		h.t.Errorf("%s: got %s", what, got)
	}
}

// send makes a request as the owner from an address of its own, so that no limit for addresses hides what comes behind it.
func (h *hostile) send(method, path, body string, headers ...string) *http.Response {
	h.t.Helper()
	request, err := http.NewRequestWithContext(h.t.Context(), method, h.URL()+path, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	h.sent++
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", h.sent>>16&255, h.sent>>8&255, h.sent&255))
	if h.cookie != "" {
		request.Header.Set("Cookie", h.cookie)
	} else if path == "/graphql" {
		request.Header.Set("Authorization", "Bearer "+ownerToken)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

// routes sends every text in the place of each field of each route, in paths and in headers.
func (h *hostile) routes() {
	hook, err := url.Parse(h.WebhookURL())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, route := range []struct {
		method, path string
		fields       string // with harmless values
	}{
		{"POST", "/session", `{"secret":"x"}`},
		{"POST", "/session", `{"login":"owner","password":"x"}`},
		{"POST", "/sign-up", `{"name":"n","email":"n@example.com","password":"correct horse battery","invitation":"x"}`},
		{"POST", "/sign-up", `{"name":"n","email":"n@example.com","password":"correct horse battery"}`},
		{"PUT", "/password", `{"current":"x","new":"correct horse battery"}`},
		{"POST", "/proof", `{"current":"x"}`},
		{"POST", "/invitation", `{"secret":"x"}`},
		{"POST", hook.Path, `{"content":"c","name":"n","avatarUrl":"https://example.com/a.png"}`},
	} {
		for _, text := range hostileTexts[:6] { // "no such thing" would be a name
			for _, field := range regexp.MustCompile(`"(\w+)":"[^"]*"`).FindAllStringSubmatch(route.fields, -1) {
				body := strings.Replace(route.fields, field[0], `"`+field[1]+`":"`+text+`"`, 1)
				h.checkStatus(route.method+" "+route.path+" "+body, h.send(route.method, route.path, body))
			}
		}
	}
	for _, path := range []string{
		"/webhooks/%00/x", "/webhooks/1/%00", "/webhooks/%ff/%00", "/avatars/%00", "/oidc/start?invitation=%00&link=%ff", "/oidc/callback?state=%00&code=%00",
		"/graphql?query=%7Baccounts(search:%22%ff%22)%7B__typename%7D%7D", "/graphql?query=%7Baccounts(search:%22a%00%22)%7B__typename%7D%7D",
		"/graphql?query=%7B__typename%7D&operationName=%00&variables=%7B%7D", "/session?everywhere=%00", "/%00",
	} {
		h.checkStatus("GET "+path, h.send("GET", path, ""))
	}
	for name, value := range map[string]string{
		"Idempotency-Key": "\xff", "Authorization": "Bearer \xff", "Cookie": "chattr_session=\xff; chattr_known=\xff", "X-Request-Id": "\xff", "Last-Event-ID": "\xff",
	} {
		h.checkStatus(name, h.send("POST", "/graphql", `{"query":"{viewer{user{id}}}"}`, name, value))
		h.checkStatus(name, h.send("POST", hook.Path, `{"content":"c"}`, name, value))
	}
}

func (h *hostile) checkStatus(what string, response *http.Response) {
	h.t.Helper()
	if response.StatusCode >= 500 || response.StatusCode == http.StatusTooManyRequests {
		body, _ := io.ReadAll(response.Body)
		h.t.Errorf("%s: got %s %s", what, response.Status, body)
	}
}
