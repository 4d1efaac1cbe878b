package graph

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const whoAmI = "{ viewer { user { name } } }"

func TestRequestsThatAreNoOperation(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const asJSON = "application/json"
	for _, c := range []struct {
		name, method, target, media, body string
		status                            int
		code                              string
	}{
		{"no body", "POST", "", asJSON, "", 400, "INVALID_JSON"},
		{"no JSON", "POST", "", asJSON, "{secret", 400, "INVALID_JSON"},
		{"trailing data", "POST", "", asJSON, `{"query":"{__typename}"} x`, 400, "INVALID_JSON"},
		{"batch", "POST", "", asJSON, `[{"query":"{__typename}"}]`, 400, "BAD_USER_INPUT"},
		{"no query", "POST", "", asJSON, `{}`, 400, "BAD_USER_INPUT"},
		{"query of no string", "POST", "", asJSON, `{"query":1}`, 400, "BAD_USER_INPUT"},
		{"variables of no object", "POST", "", asJSON, `{"query":"{__typename}","variables":[1]}`, 400, "BAD_USER_INPUT"},
		{"invalid UTF-8", "POST", "", asJSON, "{\"query\":\"{__typename} #\xff\"}", 400, "INVALID_UTF8"},
		{"duplicate name", "POST", "", asJSON, `{"query":"{__typename}","query":"{__typename}"}`, 400, "DUPLICATE_KEY"},
		{"duplicate in variables", "POST", "", asJSON, `{"query":"{__typename}","variables":{"a":{"b":1,"b":2}}}`, 400, "DUPLICATE_KEY"},
		{"half a surrogate pair", "POST", "", asJSON, `{"query":"{__typename}","variables":{"a":"\ud800"}}`, 400, "INVALID_UTF8"},
		{"half in the name of a variable", "POST", "", asJSON, `{"query":"{__typename}","variables":{"\udc00":1}}`, 400, "INVALID_UTF8"},
		{"too deep", "POST", "", asJSON, `{"query":"{__typename}","variables":{"a":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}}`, 400, "JSON_TOO_DEEP"},
		{"too large", "POST", "", asJSON, strings.Repeat(" ", maxBody+1), 413, "BODY_TOO_LARGE"},
		{"a form", "POST", "", "application/x-www-form-urlencoded", "query={__typename}", 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"a multipart form", "POST", "", "multipart/form-data; boundary=x", "--x--", 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"plain text", "POST", "", "text/plain", `{"query":"{__typename}"}`, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"no content type", "POST", "", "", `{"query":"{__typename}"}`, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"other charset", "POST", "", asJSON + "; charset=latin1", `{"query":"{__typename}"}`, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"mutation by GET", "GET", "?query=" + url.QueryEscape(`mutation{createServer(input:{name:"x"}){server{id}}}`), "", "", 405, "METHOD_NOT_ALLOWED"},
		{"subscription by GET", "GET", "?query=" + url.QueryEscape(w.watch("")), "", "", 400, "BAD_USER_INPUT"},
		{"nothing asked by GET", "GET", "", "", "", 400, "BAD_USER_INPUT"},
		{"malformed variables", "GET", "?query={__typename}&variables=[1]", "", "", 400, "BAD_USER_INPUT"},
		{"other method", "DELETE", "", "", "", 405, "METHOD_NOT_ALLOWED"},
	} {
		response := w.send(c.method, w.url+c.target, c.body, "Content-Type", c.media, "Authorization", bearerOwner)
		a := w.read(response)
		if response.StatusCode != c.status || a.code() != c.code {
			t.Errorf("%s: %d %s, want %d %s", c.name, response.StatusCode, a.raw, c.status, c.code)
		}
		if strings.Contains(a.raw, "secret") || strings.Contains(a.raw, `"data"`) {
			t.Errorf("%s: %s", c.name, a.raw)
		}
		if c.status == 405 && response.Header.Get("Allow") == "" {
			t.Errorf("%s: no Allow", c.name)
		}
	}
}

func TestMediaTypeAndStatusFollowAccept(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, c := range []struct {
		accept, media string
		status        int // of a document that is not valid
	}{
		{"", "application/json", 200},
		{"*/*", "application/json", 200},
		{"application/json", "application/json", 200},
		{"application/graphql-response+json", "application/graphql-response+json", 400},
		{"application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json", 400},
		{"application/json;q=0.5, application/graphql-response+json", "application/graphql-response+json", 400},
		{"application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "application/graphql-response+json", 400},
		{"text/html, */*;q=0.8", "application/json", 200},
	} {
		headers := []string{"Authorization", bearerOwner}
		if c.accept != "" {
			headers = append(headers, "Accept", c.accept)
		}
		response, a := w.ask(whoAmI, headers...)
		if got := response.Header.Get("Content-Type"); got != c.media+"; charset=utf-8" || response.StatusCode != 200 || a.code() != "" {
			t.Errorf("Accept %q: %d %s %s", c.accept, response.StatusCode, got, a.raw)
		}
		if response, a = w.ask("{ nonsense }", headers...); response.StatusCode != c.status || a.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("Accept %q: %d %s", c.accept, response.StatusCode, a.raw)
		}
	}
}

func TestCredentialsOfRequests(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	cookie := sessionCookie + w.session()
	for _, c := range []struct {
		name    string
		method  string
		headers []string
		status  int
		code    string // "": it is the owner
	}{
		{"nobody", "POST", nil, 200, "UNAUTHENTICATED"},
		{"token", "POST", []string{"Authorization", bearerOwner}, 200, ""},
		{"token, other case", "POST", []string{"Authorization", "bearer " + ownerToken}, 200, ""},
		{"wrong token", "POST", []string{"Authorization", "Bearer x"}, 401, "UNAUTHENTICATED"},
		{"wrong token beside a cookie", "POST", []string{"Authorization", "Bearer x", "Cookie", cookie}, 401, "UNAUTHENTICATED"},
		{"token, BEARER and blanks", "POST", []string{"Authorization", "BEARER  \t" + ownerToken + " "}, 200, ""},
		{"no token", "POST", []string{"Authorization", "Bearer"}, 401, "UNAUTHENTICATED"},
		{"no token beside a cookie", "POST", []string{"Authorization", "Bearer ", "Cookie", cookie}, 401, "UNAUTHENTICATED"},
		{"two words", "POST", []string{"Authorization", bearerOwner + " x"}, 401, "UNAUTHENTICATED"},
		{"no scheme", "POST", []string{"Authorization", ownerToken}, 200, "UNAUTHENTICATED"},
		{"empty", "POST", []string{"Authorization", "", "Cookie", cookie}, 200, ""},
		{"password of a proxy", "POST", []string{"Authorization", "Basic dTpw"}, 200, "UNAUTHENTICATED"},
		{"password beside a cookie", "POST", []string{"Authorization", "Basic dTpw", "Cookie", cookie}, 200, ""},
		{"password beside an ended session", "POST", []string{"Authorization", "Basic dTpw", "Cookie", sessionCookie + "x"}, 200, "UNAUTHENTICATED"},
		{"password, session, GET", "GET", []string{"Authorization", "Digest username=\"u\", realm=\"r\"", "Cookie", cookie}, 200, ""},
		{"password, session, other origin", "POST", []string{"Authorization", "Basic dTpw", "Cookie", cookie, "Origin", otherOrigin}, 403, "FORBIDDEN"},
		{"password, session, other site", "POST", []string{"Authorization", "Negotiate x", "Cookie", cookie, "Sec-Fetch-Site", "cross-site"}, 403, "FORBIDDEN"},
		{"password, then token", "POST", []string{"Authorization", "Basic dTpw", "Authorization", bearerOwner}, 200, ""},
		{"token, then password", "POST", []string{"Authorization", bearerOwner, "Authorization", "Basic dTpw", "Cookie", cookie}, 200, ""},
		{"joined by a proxy", "POST", []string{"Authorization", "Basic dTpw, " + bearerOwner}, 200, ""},
		{"wrong token beside a password", "POST", []string{"Authorization", "Basic dTpw", "Authorization", "Bearer x", "Cookie", cookie}, 401, "UNAUTHENTICATED"},
		{"one token twice", "POST", []string{"Authorization", bearerOwner, "Authorization", bearerOwner}, 200, ""},
		{"two tokens", "POST", []string{"Authorization", bearerOwner, "Authorization", "Bearer x"}, 401, "UNAUTHENTICATED"},
		{"session", "POST", []string{"Cookie", cookie}, 200, ""},
		{"session of our page", "POST", []string{"Cookie", cookie, "Origin", w.url, "Sec-Fetch-Site", "same-origin"}, 200, ""},
		{"session behind a proxy", "POST", []string{"Cookie", cookie, "Origin", "https://chat.example"}, 200, ""},
		{"session behind a proxy that names the port", "POST", []string{"Cookie", cookie, "Origin", "https://other.example", "Host", "other.example:443"}, 200, ""},
		{"session as a neighbour can set it", "POST", []string{"Cookie", "chattr_session=" + w.session()}, 200, "UNAUTHENTICATED"},
		{"ended session", "POST", []string{"Cookie", sessionCookie + "x"}, 200, "UNAUTHENTICATED"},
		{"session, other origin", "POST", []string{"Cookie", cookie, "Origin", otherOrigin}, 403, "FORBIDDEN"},
		{"session, listed origin", "POST", []string{"Cookie", cookie, "Origin", friend}, 403, "FORBIDDEN"},
		{"session, other site", "POST", []string{"Cookie", cookie, "Sec-Fetch-Site", "cross-site"}, 403, "FORBIDDEN"},
		{"token, other origin", "POST", []string{"Authorization", bearerOwner, "Origin", otherOrigin}, 200, ""},
		{"session by GET", "GET", []string{"Cookie", cookie}, 200, ""},
		{"session by GET, other origin", "GET", []string{"Cookie", cookie, "Origin", otherOrigin}, 200, "UNAUTHENTICATED"},
		{"session by GET, other site", "GET", []string{"Cookie", cookie, "Sec-Fetch-Site", "same-site"}, 200, "UNAUTHENTICATED"},
	} {
		target, body := w.url, `{"query":"`+whoAmI+`"}`
		if c.method == "GET" {
			target, body = w.url+"?query="+url.QueryEscape(whoAmI), ""
		}
		response := w.send(c.method, target, body, append([]string{"Content-Type", "application/json"}, c.headers...)...)
		a := w.read(response)
		if response.StatusCode != c.status || a.code() != c.code {
			t.Errorf("%s: %d %s, want %d %q", c.name, response.StatusCode, a.raw, c.status, c.code)
		}
		if c.status == 401 && response.Header.Get("WWW-Authenticate") != "Bearer" {
			t.Errorf("%s: no WWW-Authenticate", c.name)
		}
	}
}

func TestOnlyListedOriginsMayReadResponses(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for origin, allowed := range map[string]string{friend: friend, otherOrigin: "", "null": "", "https://friend.example.evil": ""} {
		for _, method := range []string{http.MethodOptions, http.MethodPost} {
			response := w.send(method, w.url, `{"query":"{__typename}"}`, "Content-Type", "application/json", "Origin", origin,
				"Access-Control-Request-Method", "POST")
			header := response.Header
			if header.Get("Access-Control-Allow-Origin") != allowed || header.Get("Vary") != "Origin" {
				t.Errorf("%s of %s: %v", method, origin, header)
			}
			if header.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s of %s may send cookies", method, origin)
			}
			if response.StatusCode > 299 {
				t.Errorf("%s of %s: %d", method, origin, response.StatusCode)
			}
		}
	}
}

func TestPersistedDocuments(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const hash = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38" // of {__typename}
	extension := `"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash + `"}}`
	for _, step := range []struct{ body, code string }{
		{`{` + extension + `}`, "PERSISTED_QUERY_NOT_FOUND"},
		{`{"query":"{ __typename }",` + extension + `}`, "BAD_USER_INPUT"},
		{`{"query":"{__typename}",` + extension + `}`, ""},
		{`{` + extension + `}`, ""},
	} {
		a := w.read(w.send("POST", w.url, step.body, "Content-Type", "application/json"))
		if a.code() != step.code {
			t.Errorf("%s: %s", step.body, a.raw)
		}
	}
}

func TestHalvesOfSurrogatePairsInDocuments(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for argument, code := range map[string]string{
		`"\ud83d\ude00"`: "", `"\\ud83d"`: "", `"\u{1F600}"`: "", `"\ufffd"`: "", "\"\"\"\\ud83d\"\"\"": "", "\"x\" # \\ud83d\n": "",
		`"\ud83d"`: "INVALID_UTF8", `"\ude00\ud83d"`: "INVALID_UTF8", `"\\\ud83dx"`: "INVALID_UTF8", `"é\u{41}\uDBFF\u0041"`: "INVALID_UTF8",
	} {
		query := "{ node(id: " + argument + ") { id } }"
		response, a := w.ask(query, "Authorization", bearerOwner, "Accept", responseType)
		if a.code() != code || (response.StatusCode == http.StatusBadRequest) != (code != "") {
			t.Errorf("%s: %d %s, want %q", query, response.StatusCode, a.raw, code)
		}
	}
}
