package accountapi

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"chattr/internal/model"
)

func TestSignInLinkWorksOnce(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	if name := userName(t, w.send("GET", "/session", "")); name != "" {
		t.Errorf("signed in as %q before signing in", name)
	}
	if name := userName(t, w.signIn()); name != "owner" {
		t.Errorf("signed in as %q", name)
	}
	if name := userName(t, w.send("GET", "/session", "")); name != "owner" {
		t.Errorf("the cookie is of %q", name)
	}
	checkProblem(t, w.send("POST", "/session", `{"secret":"`+w.link+`"}`), 401, "UNAUTHENTICATED")
}

// TestSessionHasTheDocumentedFields checks the fields that docs/accounts.md documents for programs, also those that the portal's pages
// do not use.
func TestSessionHasTheDocumentedFields(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	body, err := io.ReadAll(w.send("GET", "/session", "").Body)
	if want := `{"user":null,"signUp":"invited","openId":false,"avatars":true}` + "\n"; err != nil || string(body) != want {
		t.Errorf("%s, %v", body, err)
	}
}

func TestSessionCookieIsHiddenFromScriptsAndOtherSites(t *testing.T) {
	t.Parallel()
	for publicURL, name := range map[string]string{
		"http://127.0.0.1": "chattr_session", "http://127.0.0.1:8081": "chattr_session_8081", "https://chattr.example": "__Host-chattr_session",
		"https://chattr.example:8443/path": "__Host-chattr_session_8443_379c9f23",
	} {
		w := newFixture(t, publicURL)
		w.signIn()
		c := w.cookie
		secure := strings.HasPrefix(publicURL, "https")
		if c.Name != name || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Secure != secure || c.Path != "/" || c.Domain != "" || c.Expires.IsZero() {
			t.Errorf("%s: %s", publicURL, c)
		}
		if got := userName(t, w.send("GET", "/session", "")); got != "owner" {
			t.Errorf("%s: the cookie is of %q", publicURL, got)
		}
		c.Name = "chattr_session" // another installation on the same host can set a cookie of this name
		if got := userName(t, w.send("GET", "/session", "")); (got == "") != secure {
			t.Errorf("%s: a neighbour's session is of %q", publicURL, got)
		}
	}
}

func TestSigningOutEndsTheSession(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	w.signIn()
	for range 2 { // the second time no user is signed in
		response := w.send("DELETE", "/session", "")
		if response.StatusCode != http.StatusNoContent || response.Cookies()[0].Value != "" {
			t.Errorf("signing out: %s, %v", response.Status, response.Cookies())
		}
	}
	if name := userName(t, w.send("GET", "/session", "")); name != "" {
		t.Errorf("the old cookie is still of %q", name)
	}
}

// TestSessionsUnderAFormerCookieNameEnd checks that a session under the cookie name of earlier versions ends, too, so that it does not
// become active when the cookie of the present name is deleted. The cookie of another installation on the same host, which uses that
// name, stays.
func TestSessionsUnderAFormerCookieNameEnd(t *testing.T) {
	t.Parallel()
	for _, everywhere := range []string{"", "?everywhere=true"} {
		for _, act := range []string{"signing in", "signing out"} {
			w := newFixture(t, "http://127.0.0.1:8080")
			link := func() string {
				url, err := w.chat.SignIn.OperatorSignInLink(t.Context(), model.OwnerName)
				if err != nil {
					t.Fatal(err)
				}
				_, secret, _ := strings.Cut(url, "#sign-in=")
				return secret
			}
			w.signIn()
			former := *w.cookie
			former.Name = "chattr_session"
			w.link, w.cookie = link(), nil
			w.signIn()
			present := *w.cookie
			w.cookie = nil
			both := former.Name + "=" + former.Value + "; " + present.Name + "=" + present.Value
			var response *http.Response
			if act == "signing in" {
				response = w.send("POST", "/session", `{"secret":"`+link()+`"}`, "Cookie", both)
			} else {
				response = w.send("DELETE", "/session"+everywhere, "", "Cookie", both)
			}
			if response.StatusCode >= 300 {
				t.Fatalf("%s: %s", act, response.Status)
			}
			for name, cookie := range map[string]http.Cookie{"former": former, "present": present} {
				if user := userName(t, w.send("GET", "/session", "", "Cookie", cookie.Name+"="+cookie.Value)); user != "" {
					t.Errorf("%s%s: the session of the %s cookie is still that of %q", act, everywhere, name, user)
				}
			}
			expired := func(name string, cookies []*http.Cookie) bool {
				return slices.ContainsFunc(cookies, func(c *http.Cookie) bool { return c.Name == name && c.Value == "" && c.Expires.Unix() == 1 })
			}
			if everywhere == "" && !expired(former.Name, response.Cookies()) {
				t.Errorf("%s: the former cookie does not expire: %v", act, response.Cookies())
			}
			neighbour := w.send("DELETE", "/session", "", "Cookie", former.Name+"="+former.Value)
			if expired(former.Name, neighbour.Cookies()) {
				t.Errorf("the cookie of a neighbour expires: %v", neighbour.Cookies())
			}
		}
	}
}

func TestOtherSitesCanNeitherSignInNorOut(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "https://chattr.example")
	secret := `{"secret":"` + w.link + `"}`
	checkProblem(t, w.send("POST", "/session", secret, "Sec-Fetch-Site", "cross-site"), 403, "FORBIDDEN")
	checkProblem(t, w.send("POST", "/session", secret, "Origin", "https://evil.example"), 403, "FORBIDDEN")
	checkProblem(t, w.send("DELETE", "/session", "", "Sec-Fetch-Site", "same-site"), 403, "FORBIDDEN")
	response := w.send("POST", "/session", secret, "Origin", "https://chattr.example")
	if response.StatusCode != http.StatusOK {
		t.Errorf("from the public origin, behind a proxy that changes the Host: %s", response.Status)
	}
}

// TestOriginsAreComparedInCanonicalForm checks the comparison of Origin and Host. Browsers omit the default port in Origin and write
// names in Punycode. Proxies replace the Host or add the port to it.
func TestOriginsAreComparedInCanonicalForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		publicURL, host, origin string
		status                  int
	}{
		{"http://chat.lan:80", "127.0.0.1:8080", "http://chat.lan", 204},
		{"https://chat.lan:443/chattr", "inside:8080", "https://chat.lan", 204},
		{"http://Chat.LAN", "127.0.0.1:8080", "http://chat.lan", 204},
		{"http://bücher.example", "127.0.0.1:8080", "http://xn--bcher-kva.example", 204},
		{"http://127.0.0.1:8080", "chat.lan:80", "http://chat.lan", 204},
		{"http://127.0.0.1:8080", "chat.lan:443", "https://chat.lan", 204},
		{"http://127.0.0.1:8080", "chat.lan", "http://chat.lan:80", 204},
		{"http://chat.lan:80", "127.0.0.1:8080", "http://chat.lan:8080", 403},
		{"http://chat.lan:80", "127.0.0.1:8080", "https://chat.lan", 403},
		{"http://chat.lan:80", "127.0.0.1:8080", "http://evil.lan", 403},
		{"http://chat.lan:80", "127.0.0.1:8080", "null", 403},
	} {
		w := newFixture(t, c.publicURL)
		response := w.send("DELETE", "/session", "", "Host", c.host, "Origin", c.origin)
		if response.StatusCode != c.status {
			t.Errorf("public URL %s, Host %s, Origin %s: got %s, want %d", c.publicURL, c.host, c.origin, response.Status, c.status)
		}
	}
}

func TestInvalidSessionRequestsAreRefused(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	for _, c := range []struct {
		method, body, kind string
		status             int
		code               string
	}{
		{"POST", `{"secret":"x"}`, "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"POST", `{"secret":"x"}`, "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"POST", `{"secret":"x"} {}`, "application/json", 400, "INVALID_JSON"},
		{"POST", `{"secret":7}`, "application/json; charset=utf-8", 400, "INVALID_JSON"},
		{"POST", `{}`, "application/json", 422, "VALIDATION_FAILED"},
		{"POST", `{"secret":"x"}`, "application/json", 401, "UNAUTHENTICATED"},
		{"POST", `"` + strings.Repeat("x", maxBody) + `"`, "application/json", 413, "BODY_TOO_LARGE"},
		{"PUT", `{}`, "application/json", 405, "METHOD_NOT_ALLOWED"},
	} {
		response := w.send(c.method, "/session", c.body, "Content-Type", c.kind)
		checkProblem(t, response, c.status, c.code)
		if len(response.Cookies()) != 0 {
			t.Errorf("%s %s set a cookie", c.method, c.body)
		}
	}
}
