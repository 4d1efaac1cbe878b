package e2e

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"chattr/e2e/provider"
)

const (
	openIDToken   = "an-owner-token-for-the-openid-tests"
	openIDPhrase  = "a phrase of some words"
	openIDAddress = "test-user@zitadel.ch" // the verified address of the provider's first user
)

// openIDFixture is an instance of Chattr and a real provider, whose users are test-user@127.0.0.1 and test-user2.
type openIDFixture struct {
	*testing.T
	chattr *instance
	server string // the id of a server
}

func newOpenIDFixture(t *testing.T) *openIDFixture {
	t.Helper()
	var idp http.Handler
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { idp.ServeHTTP(w, r) }))
	t.Cleanup(host.Close)
	w := &openIDFixture{T: t, chattr: start(t,
		"CHATTR_OWNER_TOKEN="+openIDToken, "CHATTR_OIDC_ISSUER="+host.URL+"/", "CHATTR_OIDC_CLIENT_ID="+provider.ClientID,
		"CHATTR_OIDC_CLIENT_SECRET="+provider.ClientSecret, "CHATTR_DATABASE_URL=sqlite:chattr.db",
	)}
	idp = provider.New(host.URL+"/", w.chattr.url+"/oidc/callback")
	var created struct {
		CreateServer struct{ Server struct{ ID string } }
	}
	w.asOwner(&created, `mutation { createServer(input: {name: "Ours"}) { server { id } } }`)
	w.server = created.CreateServer.Server.ID
	return w
}

// asOwner executes a document as the owner.
func (w *openIDFixture) asOwner(out any, document string) {
	w.Helper()
	w.graphQL(http.DefaultClient, out, document, "Bearer "+openIDToken)
}

func (w *openIDFixture) graphQL(client *http.Client, out any, document, authorization string) {
	w.Helper()
	body, _ := json.Marshal(map[string]string{"query": document})
	request, _ := http.NewRequest("POST", w.chattr.url+"/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	if authorization != "" {
		request.Header.Set("Authorization", authorization)
	}
	decoded := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: out}
	w.exchange(client, request, &decoded)
	if len(decoded.Errors) > 0 {
		w.Fatal(decoded.Errors)
	}
}

func (w *openIDFixture) exchange(client *http.Client, request *http.Request, out any) {
	w.Helper()
	response, err := client.Do(request)
	if err != nil {
		w.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(out); err != nil || response.StatusCode != http.StatusOK {
		w.Fatalf("%s: %v", response.Status, err)
	}
}

// invite creates an invitation and returns its secret.
func (w *openIDFixture) invite() string {
	w.Helper()
	var created struct{ CreateInvitation struct{ URL string } }
	w.asOwner(&created, `mutation { createInvitation(input: {serverId: "`+w.server+`"}) { url } }`)
	_, secret, _ := strings.Cut(created.CreateInvitation.URL, "#invite=")
	return secret
}

// browser keeps cookies and follows redirects, except to the path hold.
type browser struct {
	*openIDFixture
	http.Client
	hold string // a redirect to this path is not followed; "": all are
}

func (w *openIDFixture) browser() *browser {
	b := &browser{openIDFixture: w}
	b.Jar, _ = cookiejar.New(nil)
	b.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if b.hold != "" && r.URL.Path == b.hold {
			return http.ErrUseLastResponse
		}
		return nil
	}
	return b
}

// post sends JSON to one of the portal's routes.
func (b *browser) post(path string, body, out any) {
	b.Helper()
	text, _ := json.Marshal(body)
	request, _ := http.NewRequest("POST", b.chattr.url+path, bytes.NewReader(text))
	request.Header.Set("Content-Type", "application/json")
	b.exchange(&b.Client, request, out)
}

// open requests a URL, follows its redirects and returns the last response.
func (b *browser) open(address string) *http.Response {
	b.Helper()
	response, err := b.Get(address)
	if err != nil {
		b.Fatal(err)
	}
	_ = response.Body.Close()
	return response
}

// logIn opens the login page of the provider, logs in as user, and returns the last response after all redirects.
func (b *browser) logIn(address, user string) *http.Response {
	b.Helper()
	page := b.open(address).Request.URL
	response, err := b.PostForm(page.Scheme+"://"+page.Host+page.Path, url.Values{
		"id": {page.Query().Get("authRequestID")}, "username": {user}, "password": {"verysecure"},
	})
	if err != nil {
		b.Fatal(err)
	}
	_ = response.Body.Close()
	return response
}

// start sends POST /oidc/start and returns the URL of the provider in the response.
func (b *browser) start(body map[string]any) string {
	b.Helper()
	var started struct{ URL string }
	b.post("/oidc/start", body, &started)
	return started.URL
}

type signedInUser struct{ ID, Name string }

// user returns the user who is signed in in this browser, or the zero signedInUser.
func (b *browser) user() signedInUser {
	b.Helper()
	var session struct {
		User   signedInUser
		OpenID bool `json:"openId"`
	}
	request, _ := http.NewRequest("GET", b.chattr.url+"/session", nil)
	b.exchange(&b.Client, request, &session)
	if !session.OpenID {
		b.Error("got no openId from /session, want true")
	}
	return session.User
}

// endsAt fails the test unless the browser arrived at the portal with that error code or that fragment; "" for none.
func (b *browser) endsAt(response *http.Response, code string) {
	b.Helper()
	at := response.Request.URL
	want := code
	if code != "" && !strings.ContainsAny(code, "=/") {
		want = "sign-in-error=" + code
	}
	if at.Scheme+"://"+at.Host != b.chattr.url || at.Path != "/" || at.Fragment != want || response.StatusCode != http.StatusOK {
		b.Fatalf("got %s with %s, want the portal and %q\n%s", at, response.Status, want, b.chattr.out)
	}
}

func TestSignInWithAnOpenIDProvider(t *testing.T) {
	w := newOpenIDFixture(t)
	const first = "test-user@127.0.0.1"

	// An account with the same address, which is not verified, must not be linked to the user of the provider.
	holder := w.browser()
	var account struct{ User signedInUser }
	holder.post("/sign-up", map[string]any{
		"name": "test-user", "email": openIDAddress, "password": openIDPhrase, "invitation": w.invite(),
	}, &account)

	uninvited := w.browser()
	uninvited.endsAt(uninvited.logIn(w.chattr.url+"/oidc/start", first), "FORBIDDEN")

	invited := w.browser()
	invited.endsAt(invited.logIn(invited.start(map[string]any{"invitation": w.invite()}), first), "/servers/"+w.server)
	user := invited.user()
	if user.Name != "test-user 2" || user.ID == account.User.ID {
		t.Errorf("got the user %+v, want another one than %+v, which has the address", user, account.User)
	}
	var viewer struct {
		Viewer struct {
			Email         *string
			SignInMethods []string
			Servers       struct {
				Edges []struct{ Node struct{ ID string } }
			}
		}
	}
	const viewerQuery = `{ viewer { email signInMethods servers { edges { node { id } } } } }`
	w.graphQL(&invited.Client, &viewer, viewerQuery, "")
	if v := viewer.Viewer; len(v.Servers.Edges) != 1 || v.Servers.Edges[0].Node.ID != w.server || v.Email != nil ||
		len(v.SignInMethods) != 1 || v.SignInMethods[0] != "OPENID" {
		t.Errorf("got %+v, want one server, no address and the sign-in method OPENID", v)
	}

	second := w.browser()
	second.endsAt(second.logIn(w.chattr.url+"/oidc/start", first), "")
	if again := second.user(); again != user {
		t.Errorf("the second sign-in: got %+v, want %+v", again, user)
	}

	linking := map[string]any{"link": true, "current": openIDPhrase}
	holder.endsAt(holder.logIn(holder.start(linking), first), "sign-in-error=CONFLICT&flow=link")
	holder.endsAt(holder.logIn(holder.start(linking), "test-user2"), "linked=true")
	linked := w.browser()
	linked.endsAt(linked.logIn(w.chattr.url+"/oidc/start", "test-user2"), "")
	if user := linked.user(); user != account.User {
		t.Errorf("sign-in with a linked identity: got %+v, want %+v", user, account.User)
	}
}

// The redirect back from the provider works only in the browser that started the flow, and only once.
func TestOpenIDFlowsBelongToTheirBrowser(t *testing.T) {
	w := newOpenIDFixture(t)
	secret := w.invite()
	attacker, victim := w.browser(), w.browser()
	attacker.hold = "/oidc/callback"
	redirect := attacker.logIn(attacker.start(map[string]any{"invitation": secret}), "test-user2")
	back := redirect.Header.Get("Location")
	victim.endsAt(victim.open(back), "UNAUTHENTICATED") // without a flow of its own
	victim.open(w.chattr.url + "/oidc/start")
	victim.endsAt(victim.open(back), "UNAUTHENTICATED") // with another flow
	if user := victim.user(); user != (signedInUser{}) {
		t.Errorf("the victim is signed in as %+v, want no user", user)
	}
	attacker.hold = ""
	attacker.endsAt(attacker.open(back), "/servers/"+w.server)
	attacker.endsAt(attacker.open(back), "UNAUTHENTICATED")
	if user := attacker.user(); user.Name != "test-user2" {
		t.Errorf("the browser that started the flow: got %+v, want test-user2", user)
	}
	at, _ := url.Parse(back)
	for name, hidden := range map[string]string{"code": at.Query().Get("code"), "client's secret": provider.ClientSecret, "invitation": secret} {
		if hidden == "" || strings.Contains(w.chattr.out.String(), hidden) {
			t.Errorf("the log contains the %s", name)
		}
	}
}

// If another user is signed in when the browser returns from the provider, no identity is linked.
func TestLinkingNeedsTheUserWhoStartedIt(t *testing.T) {
	w := newOpenIDFixture(t)
	b := w.browser()
	signUp := func(name string) {
		var created struct{ User signedInUser }
		b.post("/sign-up", map[string]any{"name": name, "password": openIDPhrase, "invitation": w.invite()}, &created)
	}
	signUp("Anna")
	b.hold = "/oidc/callback"
	redirect := b.logIn(b.start(map[string]any{"link": true, "current": openIDPhrase}), "test-user2")
	b.hold = ""
	signUp("Bo")
	b.endsAt(b.open(redirect.Header.Get("Location")), "sign-in-error=UNAUTHENTICATED&flow=link")
	uninvited := w.browser()
	uninvited.endsAt(uninvited.logIn(w.chattr.url+"/oidc/start", "test-user2"), "FORBIDDEN")
}
