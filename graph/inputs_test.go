package graph

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

func TestVariablesAreReadByTheirTypes(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const page = `query($n: Int) { viewer { servers(first: $n) { edges { cursor } } } }`
	const create = `mutation($i: CreateInvitationInput!) { createInvitation(input: $i) { invitation { maxUses } } }`
	const rename = `mutation($name: String!) { createServer(input: {name: $name}) { server { name } } }`
	const token = `mutation($i: CreateAccessTokenInput!) { createAccessToken(input: $i) { accessToken { readOnly channels { id } } } }`
	const role = `mutation($i: CreateRoleInput!) { createRole(input: $i) { role { permissions } } }`
	const node = `query($id: ID!) { node(id: $id) { id } }`
	channel, missing := w.channel.String(), `"data":{"node":null}`
	server := w.serverID()
	for _, c := range []struct{ name, query, variables, want string }{
		{"integral float", page, `{"n":2.0}`, `"edges":[`},
		{"exponent", page, `{"n":1e1}`, `"edges":[`},
		{"minus zero", page, `{"n":-0.0}`, `"edges":[]`},
		{"fraction", page, `{"n":2.5}`, "$n must be a whole number of 32 bits; got the number 2.5."},
		{"beyond 32 bits", page, `{"n":2147483648}`, "$n must be a whole number of 32 bits; got the number 2147483648."},
		{"beyond a float", page, `{"n":1e999}`, "$n must be a whole number of 32 bits"},
		{"text for a number", page, `{"n":"2"}`, "$n must be a whole number of 32 bits; got a string."},
		{"boolean for a number", page, `{"n":true}`, "$n must be a whole number of 32 bits; got true."},
		{"list for a number", page, `{"n":[2]}`, "$n must be a whole number of 32 bits; got a list."},
		{"integral float in an input", create, `{"i":{"serverId":"` + server + `","maxUses":3.0}}`, `"maxUses":3`},
		{"text in an input", create, `{"i":{"serverId":"` + server + `","maxUses":"3"}}`, "$i.maxUses must be a whole number of 32 bits; got a string."},
		{"number for a text", rename, `{"name":5}`, "$name must be a string; got the number 5."},
		{"boolean for a text", rename, `{"name":true}`, "$name must be a string; got true."},
		{"text for a boolean", token, `{"i":{"name":"x","readOnly":"true"}}`, "$i.readOnly must be true or false; got a string."},
		{"number for a boolean", token, `{"i":{"name":"x","readOnly":1}}`, "$i.readOnly must be true or false; got the number 1."},
		{"one for a list", token, `{"i":{"name":"x","channelIds":"` + channel + `"}}`, `"channels":[{"id":"` + channel + `"}]`},
		{"one number for a list", token, `{"i":{"name":"x","channelIds":` + channel + `}}`, `"channels":[{"id":"` + channel + `"}]`},
		{"enum", role, `{"i":{"serverId":"` + server + `","name":"r","permissions":["POST_MESSAGES"]}}`, `["POST_MESSAGES"]`},
		{"one enum for a list", role, `{"i":{"serverId":"` + server + `","name":"s","permissions":"POST_MESSAGES"}}`, `["POST_MESSAGES"]`},
		{"enum in lower case", role, `{"i":{"serverId":"` + server + `","name":"q","permissions":["post_messages"]}}`, "$i.permissions.0 must be a value of the enum Permission; got a string."},
		{"number for an enum", role, `{"i":{"serverId":"` + server + `","name":"q","permissions":[0]}}`, "$i.permissions.0 must be a value of the enum Permission; got the number 0."},
		{"text for an object", create, `{"i":"x"}`, "$i must be an object; got a string."},
		{"list for an object", create, `{"i":[]}`, "$i must be an object; got a list."},
		{"id as a text", node, `{"id":"` + channel + `"}`, `{"id":"` + channel + `"}`},
		{"id as a number", node, `{"id":` + channel + `}`, `{"id":"` + channel + `"}`},
		{"id as a float", node, `{"id":2.0}`, missing},
		{"id as a fraction", node, `{"id":2.5}`, "$id must be an ID: a string or a whole number; got the number 2.5."},
		{"id beyond 64 bits", node, `{"id":99999999999999999999}`, missing},
		{"id as a boolean", node, `{"id":true}`, "$id must be an ID: a string or a whole number; got true."},
		{"time in lower case", strings.Replace(token, "channels { id }", "expiresAt", 1), `{"i":{"name":"x","expiresAt":"2099-01-31t12:00:00z"}}`, `"expiresAt":"2099-01-31T12:00:00.000000Z"`},
		{"impossible time", token, `{"i":{"name":"x","expiresAt":"2099-02-30T12:00:00Z"}}`, "is not a time of RFC 3339"},
		{"time as a number", token, `{"i":{"name":"x","expiresAt":4073500800}}`, "is not a time of RFC 3339"},
	} {
		body := `{"query":` + strconv.Quote(c.query) + `,"variables":` + c.variables + `}`
		a := w.read(w.send("POST", w.url, body, "Content-Type", jsonType, "Authorization", bearerOwner))
		if !strings.Contains(a.raw, c.want) {
			t.Errorf("%s: got %s, want %s", c.name, a.raw, c.want)
		}
		if strings.HasPrefix(c.want, "$") && a.code() != "BAD_USER_INPUT" {
			t.Errorf("%s: got %s, want BAD_USER_INPUT", c.name, a.raw)
		}
	}
	if w.log.String() != "" {
		t.Errorf("got %s in the log, want nothing", w.log)
	}
}

func (w *fixture) serverID() string {
	w.Helper()
	var data struct {
		Channel struct{ Server struct{ ID string } }
	}
	w.must(json.Unmarshal(w.askWith(`query($id: ID!) { channel(id: $id) { server { id } } }`, map[string]any{"id": w.channel}).Data, &data))
	return data.Channel.Server.ID
}

func TestNumbersInDocumentsAreInRange(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for query, want := range map[string]string{
		`{ viewer { servers(first: 99999999999999999999) { edges { cursor } } } }`:                            "GRAPHQL_VALIDATION_FAILED",
		`{ viewer { servers(first: 2147483648) { edges { cursor } } } }`:                                      "GRAPHQL_VALIDATION_FAILED",
		`query($n: Int = 99999999999999999999) { viewer { servers(first: $n) { edges { cursor } } } }`:        "GRAPHQL_VALIDATION_FAILED",
		`query($n: Int = 2147483648) { viewer { servers(first: $n) { edges { cursor } } } }`:                  "GRAPHQL_VALIDATION_FAILED",
		`{ viewer { servers(first: 2.0) { edges { cursor } } } }`:                                             "GRAPHQL_VALIDATION_FAILED",
		`{ node(id: 99999999999999999999) { id } }`:                                                           "",
		`{ node(id: ` + w.channel.String() + `) { id } }`:                                                     "",
		`query($id: ID = 99999999999999999999) { node(id: "1") { id } channel(id: "1") { id } }`:              "GRAPHQL_VALIDATION_FAILED", // $id is not used
		`mutation { createAccessToken(input: {name: "x", expiresAt: 99999999999999999999}) { secret } }`:      "GRAPHQL_VALIDATION_FAILED",
		`mutation { createAccessToken(input: {name: "x", expiresAt: 1e999}) { secret } }`:                     "GRAPHQL_VALIDATION_FAILED",
		`mutation { createAccessToken(input: {name: "x", expiresAt: {a: 99999999999999999999}}) { secret } }`: "GRAPHQL_VALIDATION_FAILED",
		`mutation { createAccessToken(input: {name: "x", expiresAt: [99999999999999999999]}) { secret } }`:    "GRAPHQL_VALIDATION_FAILED",
		`mutation { createInvitation(input: {serverId: "1", maxUses: 99999999999999999999}) { url } }`:        "GRAPHQL_VALIDATION_FAILED",
		`mutation { createAccessToken(input: {name: "x", channelIds: [99999999999999999999]}) { secret } }`:   "NOT_FOUND",
		`query($id: ID = "1") { __type(name: "Query") { name } node(id: $id) { id } }`:                        "",
		`query($n: String = "Query") { __type(name: $n) { name } }`:                                           "",
		`{ __type(name: 5) { name } }`: "GRAPHQL_VALIDATION_FAILED",
		`{ __type(name: "Query") { fields(includeDeprecated: 99999999999999999999) { name } } }`:         "GRAPHQL_VALIDATION_FAILED",
		`query($v: Boolean = true) { __type(name: "Query") { fields(includeDeprecated: $v) { name } } }`: "",
	} {
		a := w.askWith(query, nil)
		if a.code() != want {
			t.Errorf("%s: got %s, want %q", query, a.raw, want)
		}
	}
	if w.log.String() != "" {
		t.Errorf("got %s in the log, want nothing", w.log)
	}
}

func TestNullForArgumentsWithDefaultIsNoPanic(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, query := range []string{
		`query($v: ID = "1") { node(id: $v) { id } }`,
		`query($v: String = "Query") { __type(name: $v) { name } }`,
		`query($v: String = "x") { __typename } `,
		`mutation($v: String = "x") { createServer(input: {name: $v}) { server { id } } }`,
		`mutation($v: CreateServerInput = {name: "x"}) { createServer(input: $v) { server { id } } }`,
		`mutation($v: [Permission!] = [POST_MESSAGES]) { createRole(input: {serverId: 1, name: "x", permissions: $v}) { role { id } } }`,
		`mutation($v: Permission = POST_MESSAGES) { createRole(input: {serverId: 1, name: "x", permissions: [$v]}) { role { id } } }`,
		`mutation($v: ID = "1") { createAccessToken(input: {name: "x", channelIds: [$v]}) { secret } }`,
	} {
		a := w.askWith(query, nullForDefault)
		if code := a.code(); code != "BAD_USER_INPUT" && code != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s: got %s, want BAD_USER_INPUT", query, a.raw)
		}
	}
	if strings.Contains(w.log.String(), "panic") {
		t.Errorf("got %s in the log, want no panic", w.log)
	}
}

func TestOperationThatCannotBeDetermined(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	two := `query A { __typename } query B { __typename }`
	for body, want := range map[string]string{
		`{"query":"` + two + `"}`:                        "The document has 2 operations. Set operationName to the one to execute.",
		`{"query":"` + two + `","operationName":""}`:     "The document has 2 operations. Set operationName to the one to execute.",
		`{"query":"` + two + `","operationName":null}`:   "The document has 2 operations. Set operationName to the one to execute.",
		`{"query":"` + two + `","operationName":"C"}`:    `The document has no operation with the name \"C\" that operationName has.`,
		`{"query":"` + two + `","operationName":"B"}`:    `"data":{"__typename":"Query"}`,
		`{"query":"query A { nonsense } query B { x }"}`: "Cannot query field",
		`{"query":"fragment F on Query { __typename }"}`: "no operation provided",
	} {
		a := w.read(w.send("POST", w.url, body, "Content-Type", jsonType))
		if !strings.Contains(a.raw, want) {
			t.Errorf("%s: got %s, want %s", body, a.raw, want)
		}
	}
}

func TestRequestsAreReadToTheLetter(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, c := range []struct {
		name, method, target, body string
		headers                    []string
		status                     int
	}{
		{"utf8", "POST", "", `{"query":"{__typename}"}`, []string{"Content-Type", "application/json; charset=utf8"}, 200},
		{"quoted UTF-8", "POST", "", `{"query":"{__typename}"}`, []string{"Content-Type", `Application/JSON; Charset="UTF-8"`}, 200},
		{"identity", "POST", "", `{"query":"{__typename}"}`, []string{"Content-Type", jsonType, "Content-Encoding", "identity"}, 200},
		{"gzip", "POST", "", `{"query":"{__typename}"}`, []string{"Content-Type", jsonType, "Content-Encoding", "gzip"}, 415},
		{"member in upper case", "POST", "", `{"Query":"{__typename}"}`, []string{"Content-Type", jsonType}, 400},
		{"member in two cases", "POST", "", `{"query":"{__typename}","QUERY":"{nonsense}"}`, []string{"Content-Type", jsonType}, 200},
		{"null members", "POST", "", `{"query":"{__typename}","operationName":null,"variables":null,"extensions":null}`, []string{"Content-Type", jsonType}, 200},
		{"null", "POST", "", `null`, []string{"Content-Type", jsonType}, 400},
		{"text", "POST", "", `"{__typename}"`, []string{"Content-Type", jsonType}, 400},
		{"query twice", "GET", "?query={__typename}&query={nonsense}", "", nil, 400},
		{"variables twice", "GET", "?query={__typename}&variables={}&variables={}", "", nil, 400},
		{"query once", "GET", "?query={__typename}&variables={}", "", nil, 200},
	} {
		response := w.send(c.method, w.url+c.target, c.body, c.headers...)
		if a := w.read(response); response.StatusCode != c.status {
			t.Errorf("%s: got %d %s, want %d", c.name, response.StatusCode, a.raw, c.status)
		}
	}
}

func TestAcceptPrefersTheMostSpecificRange(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]string{
		"":                                    jsonType,
		" ":                                   jsonType,
		"*/*":                                 jsonType,
		"application/*":                       jsonType,
		"text/html":                           "",
		"APPLICATION/JSON":                    jsonType,
		"application/json;q=0, */*":           responseType,
		"application/json;q=0, application/*": responseType,
		"*/*;q=0":                             "",
		"*/*;q=0.1, application/graphql-response+json;q=0.2":                                responseType,
		"application/json;Q=0.1, application/graphql-response+json;q=0.2":                   responseType,
		`text/html;x="a,application/json,b", application/graphql-response+json`:             responseType,
		"application/graphql-response+json; charset=utf-8, application/json; charset=utf-8": responseType,
		"application/json;q=2": jsonType,
		"text/event-stream":    eventType,
		"text/*":               eventType,
	} {
		r := httptest.NewRequest(http.MethodGet, "/?query="+url.QueryEscape("{__typename}"), nil)
		r.Header.Set("Accept", accept)
		if got := preferred(r, jsonType, responseType, eventType); got != want {
			t.Errorf("%s: got %q, want %q", accept, got, want)
		}
	}
}
