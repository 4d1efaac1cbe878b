package accountapi

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/pubsub"
)

// openIDFixture is an API with an OpenID provider and open sign-up.
type openIDFixture struct {
	*fixture
	provider *fakeProvider
	log      bytes.Buffer
}

// newOpenIDFixture returns an openIDFixture with a database of its own. Its log is kept in w.log.
func newOpenIDFixture(t *testing.T, publicURL string) *openIDFixture {
	t.Helper()
	w := &openIDFixture{provider: newFakeProvider(t)}
	c := chat.New(dbtest.SQLite(t), &pubsub.Local{}, chat.Options{PublicURL: publicURL, OpenSignUp: true, OpenIDIssuer: w.provider.URL})
	w.fixture = &fixture{t: t, mux: http.NewServeMux(), chat: c}
	w.api = New(c, Options{
		PublicURL: publicURL, OpenSignUp: true, Log: slog.New(slog.NewTextHandler(&w.log, nil)),
		OpenID: OpenID{Issuer: w.provider.URL, ClientID: "chattr", ClientSecret: "the secret of the client"},
	})
	w.api.Register(w.mux.Handle)
	return w
}

// startFlow starts a flow. It returns the cookie of the flow and the parameters of the authorization request.
func (w *openIDFixture) startFlow() (*http.Cookie, url.Values) {
	w.t.Helper()
	response := w.send("GET", "/oidc/start", "")
	if response.StatusCode != http.StatusFound {
		w.t.Fatalf("starting the flow: got %s, want 302\n%s", response.Status, w.log.String())
	}
	at, err := url.Parse(response.Header.Get("Location"))
	if err != nil {
		w.t.Fatal(err)
	}
	return response.Cookies()[0], at.Query()
}

// back sends the authorization response, as the provider's redirect does. It returns the response, and its Location without the
// portal's URL.
func (w *openIDFixture) back(flow *http.Cookie, parameters url.Values) (*http.Response, string) {
	w.t.Helper()
	w.cookie = flow
	response := w.send("GET", "/oidc/callback?"+parameters.Encode(), "")
	w.cookie = nil
	_, fragment, _ := strings.Cut(response.Header.Get("Location"), "http://127.0.0.1:8080/")
	return response, fragment
}

// roundTrip starts and completes a flow. change, if it is not nil, changes the authorization response. It returns the results of back.
func (w *openIDFixture) roundTrip(change func(url.Values)) (*http.Response, string) {
	w.t.Helper()
	flow, asked := w.startFlow()
	parameters := url.Values{"state": {asked.Get("state")}, "code": {asked.Get("nonce")}}
	if change != nil {
		change(parameters)
	}
	return w.back(flow, parameters)
}

// TestInvalidIDTokensSignInNoUser checks that invalid ID tokens, as of a misconfigured provider or a proxy that changes responses, do not
// sign a user in, and that the log states the reason.
func TestInvalidIDTokensSignInNoUser(t *testing.T) {
	t.Parallel()
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	claim := func(name string, value any) func(*fakeProvider) {
		return func(p *fakeProvider) { p.claims = func(c object) { c[name] = value } }
	}
	for name, c := range map[string]struct {
		change func(*fakeProvider)
		logged string
	}{
		"of another audience": {claim("aud", "another"), "expected audience"},
		"of another issuer":   {claim("iss", "https://evil.example"), "issued by a different provider"},
		"of no issuer":        {claim("iss", ""), "issued by a different provider"},
		"expired":             {claim("exp", time.Now().Add(-time.Minute).Unix()), "expired"},
		"not valid yet":       {claim("nbf", time.Now().Add(time.Hour).Unix()), "nbf"},
		"of another flow":     {claim("nonce", "another"), "nonce"},
		"of no flow":          {claim("nonce", nil), "nonce"},
		"of no subject":       {claim("sub", nil), "no subject"},
		"of a long subject":   {claim("sub", strings.Repeat("1", 256)), "no subject"},
		"of NUL":              {claim("sub", "1\x00"), "no subject"},
		"not signed":          {func(p *fakeProvider) { p.header = object{"alg": "none"} }, "none"},
		"of another key":      {func(p *fakeProvider) { p.key = other }, "verif"},
		"of another method":   {func(p *fakeProvider) { p.header = object{"alg": "HS256", "kid": "1"} }, "HS256"},
		"not there": {func(p *fakeProvider) {
			p.token = func(w http.ResponseWriter) bool {
				writeJSON(w, object{"access_token": "x", "token_type": "Bearer"})
				return true
			}
		}, "malformed"},
		"not given to a wrong secret": {func(p *fakeProvider) {
			p.token = func(w http.ResponseWriter) bool {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusUnauthorized)
				writeJSON(w, object{"error": "invalid_client", "error_description": "the secret of the client"})
				return true
			}
		}, "invalid_client"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newOpenIDFixture(t, "http://127.0.0.1:8080")
			c.change(w.provider)
			response, fragment := w.roundTrip(nil)
			if fragment != "#sign-in-error=PROVIDER_UNAVAILABLE" || len(response.Cookies()) != 1 {
				t.Errorf("got the fragment %q and the cookies %v, want PROVIDER_UNAVAILABLE and one cookie", fragment, response.Cookies())
			}
			if log := w.log.String(); !strings.Contains(log, c.logged) || strings.Contains(log, "the secret of the client") {
				t.Errorf("got the log %s, want %q in it and no secret", log, c.logged)
			}
		})
	}
}

// TestEmailIsUsedOnlyIfVerified checks how the claims of the provider are used. An email address that the provider has not verified is
// ignored.
func TestEmailIsUsedOnlyIfVerified(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		verified any
		email    bool
	}{
		"verified": {true, true}, "verified, as text": {"true", true}, "not verified": {false, false},
		"not verified, as text": {"false", false}, "nothing said": {nil, false}, "a number": {1, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newOpenIDFixture(t, "http://127.0.0.1:8080")
			w.provider.claims = func(o object) { maps.Copy(o, object{"email": "anna@example.com", "email_verified": c.verified}) }
			response, fragment := w.roundTrip(nil)
			if fragment != "" || len(response.Cookies()) != 2 {
				t.Fatalf("got the fragment %q, want none: %s", fragment, w.log.String())
			}
			actor, err := w.chat.SignIn.AuthenticateSession(t.Context(), response.Cookies()[1].Value)
			if err != nil || actor.User.Name != "anna" || (actor.User.Email != nil) != c.email {
				t.Errorf("got %+v, %v, want the user anna with an email: %v", actor.User, err, c.email)
			}
		})
	}
}

func TestUserInfoOfAnotherSubjectIsRefused(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string]string{"1": "", "2": "#sign-in-error=PROVIDER_UNAVAILABLE"} {
		w := newOpenIDFixture(t, "http://127.0.0.1:8080")
		w.provider.claims = func(c object) { delete(c, "preferred_username") }
		w.provider.userInfo = object{"sub": subject, "name": "Anna"}
		if _, fragment := w.roundTrip(nil); fragment != want {
			t.Errorf("subject %s: got the fragment %q, want %q: %s", subject, fragment, want, w.log.String())
		}
	}
}

// TestAuthorizationResponses checks authorization responses. Their parameters must not change the target of the redirect, must not be
// shown, and must be escaped in the log.
func TestAuthorizationResponses(t *testing.T) {
	t.Parallel()
	const script = "<script>alert(1)</script>\nlevel=INFO"
	for name, c := range map[string]struct {
		change func(url.Values)
		want   string
		logged string
	}{
		"denied": {func(v url.Values) {
			v.Del("code")
			v.Set("error", "access_denied")
			v.Set("error_description", script)
		}, "CANCELLED", ""},
		"another error": {func(v url.Values) {
			v.Set("error", "invalid_scope")
			v.Set("error_description", script)
		}, "PROVIDER_UNAVAILABLE", `invalid_scope`},
		"a long text":    {func(v url.Values) { v.Set("error", strings.Repeat(script, 99)) }, "PROVIDER_UNAVAILABLE", "script"},
		"nothing":        {func(v url.Values) { v.Del("code") }, "PROVIDER_UNAVAILABLE", "error"},
		"another state":  {func(v url.Values) { v.Set("state", "x") }, "UNAUTHENTICATED", ""},
		"no state":       {func(v url.Values) { v.Del("state") }, "UNAUTHENTICATED", ""},
		"another issuer": {func(v url.Values) { v.Set("iss", "https://evil.example") }, "PROVIDER_UNAVAILABLE", "evil.example"},
		"no issuer":      {func(v url.Values) { v.Set("iss", "") }, "PROVIDER_UNAVAILABLE", "issuer"},
		"a redirect elsewhere": {func(v url.Values) {
			v.Set("redirect_uri", "https://evil.example")
			v.Set("next", "https://evil.example")
		}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newOpenIDFixture(t, "http://127.0.0.1:8080")
			response, fragment := w.roundTrip(c.change)
			want := ""
			if c.want != "" {
				want = "#sign-in-error=" + c.want
			}
			if to := response.Header.Get("Location"); to != "http://127.0.0.1:8080/"+want {
				t.Errorf("got %q (%q), want %q", to, fragment, want)
			}
			if log := w.log.String(); strings.Count(log, "\n") > 1 || len(log) > 1000 || !strings.Contains(log, c.logged) || c.logged == "" && log != "" {
				t.Errorf("got the log %q, want one short line with %q", log, c.logged)
			}
		})
	}
}

// TestAnnouncedIssuerIsRequired checks that the parameter iss is required if the provider announces that it sends it (RFC 9207).
func TestAnnouncedIssuerIsRequired(t *testing.T) {
	t.Parallel()
	w := newOpenIDFixture(t, "http://127.0.0.1:8080")
	w.provider.metadata = func(m object) { m["authorization_response_iss_parameter_supported"] = true }
	if _, fragment := w.roundTrip(nil); fragment != "#sign-in-error=PROVIDER_UNAVAILABLE" {
		t.Errorf("without iss: got the fragment %q, want PROVIDER_UNAVAILABLE", fragment)
	}
	if _, fragment := w.roundTrip(func(v url.Values) { v.Set("iss", w.provider.URL) }); fragment != "" {
		t.Errorf("with iss: got the fragment %q, want none: %s", fragment, w.log.String())
	}
}

// TestFlowCompletesOnceInItsBrowser checks that a flow can be completed only in the browser that started it, and only once.
func TestFlowCompletesOnceInItsBrowser(t *testing.T) {
	t.Parallel()
	w := newOpenIDFixture(t, "http://127.0.0.1:8080")
	mine, asked := w.startFlow()
	theirs, _ := w.startFlow()
	parameters := url.Values{"state": {asked.Get("state")}, "code": {asked.Get("nonce")}}
	for _, cookie := range []*http.Cookie{nil, theirs} {
		if _, fragment := w.back(cookie, parameters); fragment != "#sign-in-error=UNAUTHENTICATED" {
			t.Errorf("with the cookie %v: got the fragment %q, want UNAUTHENTICATED", cookie, fragment)
		}
	}
	response, fragment := w.back(mine, parameters)
	if fragment != "" {
		t.Fatalf("got the fragment %q, want none", fragment)
	}
	if cleared := response.Cookies()[0]; cleared.Name != mine.Name || cleared.MaxAge >= 0 {
		t.Errorf("got the cookie %s, want it deleted", cleared)
	}
}

// TestSignInReplacesPlantedSession checks that signing in replaces a session that an attacker has planted in the browser (session
// fixation).
func TestSignInReplacesPlantedSession(t *testing.T) {
	t.Parallel()
	w := newOpenIDFixture(t, "http://127.0.0.1:8080")
	planted := w.keepCookie(w.send("POST", "/sign-up", anna)).Cookies()[0]
	w.cookie = nil
	flow, asked := w.startFlow()
	r := httptest.NewRequest("GET", "http://127.0.0.1:8080/oidc/callback?state="+asked.Get("state")+"&code="+asked.Get("nonce"), nil)
	r.AddCookie(flow)
	r.AddCookie(planted)
	recorder := httptest.NewRecorder()
	w.mux.ServeHTTP(recorder, r)
	w.cookie = recorder.Result().Cookies()[1]
	if name := userName(t, w.send("GET", "/session", "")); name != "anna 2" || w.cookie.Value == planted.Value {
		t.Errorf("got the user %q, want anna 2 in a new session", name)
	}
	w.cookie = planted
	if name := userName(t, w.send("GET", "/session", "")); name != "" {
		t.Errorf("got the user %q for the planted session, want none", name)
	}
}

func TestFlowCookieIsHiddenFromScriptsAndOtherInstallations(t *testing.T) {
	t.Parallel()
	for publicURL, name := range map[string]string{"http://127.0.0.1:8080": flowCookie + "_8080", "https://chattr.example": "__Host-" + flowCookie} {
		w := newOpenIDFixture(t, publicURL)
		c, asked := w.startFlow()
		secure := strings.HasPrefix(publicURL, "https")
		if c.Name != name || !c.HttpOnly || c.Secure != secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 600 {
			t.Errorf("%s: %s", publicURL, c)
		}
		w.back(c, url.Values{"state": {asked.Get("state")}, "code": {asked.Get("nonce")}})
		if asked.Get("redirect_uri") != publicURL+"/oidc/callback" || asked.Get("code_challenge_method") != "S256" || asked.Get("response_type") != "code" {
			t.Errorf("got the authorization request %v", asked)
		}
		if strings.Contains(w.log.String(), "failed") {
			t.Errorf("%s: %s", publicURL, w.log.String())
		}
		c.Name = flowCookie // another installation on the same host can set a cookie of this name
		response, _ := w.back(c, url.Values{"state": {asked.Get("state")}, "code": {asked.Get("nonce")}})
		if secure && !strings.HasSuffix(response.Header.Get("Location"), "UNAUTHENTICATED") {
			t.Errorf("flow of another installation: got %s, want UNAUTHENTICATED", response.Header.Get("Location"))
		}
	}
}

// TestOtherSitesStartNoSignIn checks that a page of another site cannot start a sign-in: that would sign people out of the account
// that they use here.
func TestOtherSitesStartNoSignIn(t *testing.T) {
	t.Parallel()
	w := newOpenIDFixture(t, "http://127.0.0.1:8080")
	for site, starts := range map[string]bool{"cross-site": false, "same-site": false, "same-origin": true, "none": true, "": true} {
		response := w.send("GET", "/oidc/start", "", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate")
		to := response.Header.Get("Location")
		if response.StatusCode != http.StatusFound || strings.HasPrefix(to, w.provider.URL) != starts || (len(response.Cookies()) == 1) != starts {
			t.Errorf("%s: got %s to %s with %v, want a start: %v", site, response.Status, to, response.Cookies(), starts)
		}
		if !starts && to != "http://127.0.0.1:8080/" {
			t.Errorf("%s: got %s, want the portal", site, to)
		}
	}
}

// TestEndpointsWithoutHTTPSAreRefused checks that an issuer with https must not announce endpoints without https.
func TestEndpointsWithoutHTTPSAreRefused(t *testing.T) {
	t.Parallel()
	for _, endpoint := range []string{"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"} {
		for _, address := range []string{"http://id.example.com/x", "javascript:alert(1)", "/x"} {
			p := newFakeProvider(t)
			secure := httptest.NewTLSServer(p.Config.Handler)
			t.Cleanup(secure.Close)
			p.URL = secure.URL
			p.metadata = func(m object) { m[endpoint] = address }
			client := newProvider(OpenID{Issuer: secure.URL}, "https://chattr.example")
			client.http = secure.Client()
			if _, _, err := client.discover(); err == nil || !strings.Contains(unwrapped(err), endpoint) {
				t.Errorf("%s at %s: got %v, want an error that names it", endpoint, address, unwrapped(err))
			}
			p.metadata, client.retryAt = nil, time.Time{}
			if _, _, err := client.discover(); err != nil {
				t.Errorf("after the repair: got %v, want no error", unwrapped(err))
			}
		}
	}
}

// TestHangingProviderIsAskedOnce checks that concurrent sign-ins wait for one discovery of a provider that hangs, and do not each try in turn.
func TestHangingProviderIsAskedOnce(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 100)
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	client := newProvider(OpenID{Issuer: hanging.URL}, "http://127.0.0.1:8080")
	client.http.Timeout = 200 * time.Millisecond
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, _, err := client.discover(); err == nil {
				t.Error("got no error, want PROVIDER_UNAVAILABLE")
			}
		})
	}
	all.Wait()
	if n := len(asked); n > 2 {
		t.Errorf("got %d requests, want at most 2", n)
	}
}

func TestProviderNameDefaultsToItsHost(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]OpenID{
		"Acme": {Issuer: "https://id.acme.example", Name: "Acme"}, "id.acme.example": {Issuer: "https://id.acme.example:8443/realms/a"},
	} {
		if got := o.name(); got != want {
			t.Errorf("%+v: got the name %q, want %q", o, got, want)
		}
	}
}

// unwrapped returns the text of the cause of err.
func unwrapped(err error) string {
	type wrapper interface{ Unwrap() error }
	if w, ok := err.(wrapper); ok && w.Unwrap() != nil {
		return w.Unwrap().Error()
	}
	return "no cause"
}
