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

// hostileTexts are the contents of JSON strings: some that no database accepts, and one that all accept, so that every query is
// executed.
var hostileTexts = []string{`\u0000`, `a\u0000b`, ` \u0000 `, `\u0001`, `\ufffd`, `a\ud800`, `no such thing`}

// No text that a client sends breaks a statement. If an argument, a field or a header contains a NUL character or invalid UTF-8, the
// request is refused or finds nothing, and no error is logged.
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
				t.Error("got a line with level=ERROR in the log")
			}
		})
	}
}

// hostile sends texts to a server as the owner, who has all permissions.
type hostile struct {
	*process
	cookie      string // of the owner's session
	schema      *gql.Schema
	ids         map[string]string // ids of entities that exist; the key is the name of the argument for them
	reauthToken string            // shows that the owner has reauthenticated
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

// signIn signs in with a sign-in link, because some mutations need a session.
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

// graphQL sends each text in each argument of the schema that is a text or an id.
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

// field sends one text in each argument of a field, one argument at a time.
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

// hostileValues returns values of a type. Each has the text in another place.
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

// object returns an input with a value for one field and harmless values for the other required fields.
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

// harmless returns a valid value of a type.
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

// query sends a document and returns the response. For a subscription it returns the first event, or "".
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

// send sends a request as the owner. Each request has another client address, so that no limit for addresses refuses it.
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

// routes sends each text in each field of each route, in paths and in headers.
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
