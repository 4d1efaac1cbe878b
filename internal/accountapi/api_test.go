package accountapi

import (
	"cmp"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/problem"
	"chattr/internal/pubsub"
)

// fixture is an API with a database of its own.
type fixture struct {
	t      *testing.T
	mux    *http.ServeMux
	chat   *chat.Chat
	api    *API
	link   string // the secret of an unused sign-in link
	cookie *http.Cookie
}

// newFixture returns a fixture whose owner is not signed in. Nothing is logged.
func newFixture(t *testing.T, publicURL string) *fixture {
	t.Helper()
	c := chat.New(dbtest.SQLite(t), &pubsub.Local{}, chat.Options{PublicURL: publicURL})
	start, err := c.Begin(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	_, secret, _ := strings.Cut(start.SignInLink, "#sign-in=")
	w := &fixture{
		t: t, mux: http.NewServeMux(), chat: c, link: secret,
		api: New(c, Options{PublicURL: publicURL, Avatars: true, Log: slog.New(slog.DiscardHandler)}),
	}
	w.api.Register(w.mux.Handle)
	return w
}

// send sends a request with w.cookie, if that is set, and returns the response. headers are pairs of name and value.
func (w *fixture) send(method, path, body string, headers ...string) *http.Response {
	w.t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	r.Host = cmp.Or(r.Header.Get("Host"), r.Host)
	if w.cookie != nil {
		r.AddCookie(w.cookie)
	}
	recorder := httptest.NewRecorder()
	w.mux.ServeHTTP(recorder, r)
	return recorder.Result()
}

// signIn signs the owner in with w.link, sets w.cookie and returns the response.
func (w *fixture) signIn() *http.Response {
	w.t.Helper()
	response := w.send("POST", "/session", `{"secret":"`+w.link+`"}`)
	if response.StatusCode != http.StatusOK {
		w.t.Fatalf("signing in: %s", response.Status)
	}
	w.cookie = response.Cookies()[0]
	return response
}

// userName returns the name of the user in a response of /session, or "" if no user is signed in.
func userName(t *testing.T, response *http.Response) string {
	t.Helper()
	var body struct{ User *struct{ ID, Name string } }
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	if body.User == nil {
		return ""
	}
	return body.User.Name
}

// checkProblem checks that the response is a problem document with this status and code.
func checkProblem(t *testing.T, response *http.Response, status int, code string) {
	t.Helper()
	var body problem.Document
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	kind := response.Header.Get("Content-Type")
	if id := response.Header.Get("X-Request-Id"); id == "" || body.RequestID != id {
		t.Errorf("%s: the header says request %q, the body %q", code, id, body.RequestID)
	}
	if response.StatusCode != status || body.Status != status || string(body.Code) != code || kind != "application/problem+json" {
		t.Errorf("%d %s %q as %s; want %d %s", response.StatusCode, body.Code, kind, kind, status, code)
	}
}
