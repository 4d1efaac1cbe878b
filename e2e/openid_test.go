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
	openIDAddress = "test-user@zitadel.ch" // what the provider has verified of its first user
)

// openIDWorld is Chattr beside a real provider, whose users are test-user@127.0.0.1 and test-user2.
type openIDWorld struct {
	*testing.T
	chattr *instance
	server string // the id of a server
}

func newOpenIDWorld(t *testing.T) *openIDWorld {
	t.Helper()
	var idp http.Handler
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { idp.ServeHTTP(w, r) }))
	t.Cleanup(host.Close)
	w := &openIDWorld{T: t, chattr: start(t,
		"CHATTR_OWNER_TOKEN="+openIDToken, "CHATTR_OIDC_ISSUER="+host.URL+"/", "CHATTR_OIDC_CLIENT_ID="+provider.ClientID,
		"CHATTR_OIDC_CLIENT_SECRET="+provider.ClientSecret, "CHATTR_DATABASE_URL=sqlite:chattr.db",
	)}
	idp = provider.New(host.URL+"/", w.chattr.url+"/oidc/callback")
	var made struct {
		CreateServer struct{ Server struct{ ID string } }
	}
	w.asOwner(&made, `mutation { createServer(input: {name: "Ours"}) { server { id } } }`)
	w.server = made.CreateServer.Server.ID
	return w
}

// asOwner runs a document as the owner.
func (w *openIDWorld) asOwner(out any, document string) {
	w.Helper()
	w.graphQL(http.DefaultClient, out, document, "Bearer "+openIDToken)
}

func (w *openIDWorld) graphQL(client *http.Client, out any, document, authorization string) {
	w.Helper()
	body, _ := json.Marshal(map[string]string{"query": document})
	request, _ := http.NewRequest("POST", w.chattr.url+"/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	if authorization != "" {
		request.Header.Set("Authorization", authorization)
	}
	answer := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: out}
	w.exchange(client, request, &answer)
	if len(answer.Errors) > 0 {
		w.Fatal(answer.Errors)
	}
}

func (w *openIDWorld) exchange(client *http.Client, request *http.Request, out any) {
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

// invite is the secret of a new invitation.
func (w *openIDWorld) invite() string {
	w.Helper()
	var made struct{ CreateInvitation struct{ URL string } }
	w.asOwner(&made, `mutation { createInvitation(input: {serverId: "`+w.server+`"}) { url } }`)
	_, secret, _ := strings.Cut(made.CreateInvitation.URL, "#invite=")
	return secret
}

// browser keeps cookies, and follows redirects but the one to hold.
type browser struct {
	*openIDWorld
	http.Client
	hold string // the path of a redirect that is not followed
}

func (w *openIDWorld) browser() *browser {
	b := &browser{openIDWorld: w}
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

// open follows a URL to where it leads.
func (b *browser) open(address string) *http.Response {
	b.Helper()
	response, err := b.Get(address)
	if err != nil {
		b.Fatal(err)
	}
	_ = response.Body.Close()
	return response
}

// logIn goes to the provider, says there who one is, and ends where that leads.
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

// begin is where POST /oidc/start says to go.
func (b *browser) begin(body map[string]any) string {
	b.Helper()
	var started struct{ URL string }
	b.post("/oidc/start", body, &started)
	return started.URL
}

type whoIs struct{ ID, Name string }

// who is signed in in this browser, the zero whoIs when nobody is.
func (b *browser) who() whoIs {
	b.Helper()
	var session struct {
		User   whoIs
		OpenID bool `json:"openId"`
	}
	request, _ := http.NewRequest("GET", b.chattr.url+"/session", nil)
	b.exchange(&b.Client, request, &session)
	if !session.OpenID {
		b.Error("/session does not tell of the provider")
	}
	return session.User
}

// endsAt fails unless the browser came to the portal with that error, or that fragment; "" for none.
func (b *browser) endsAt(response *http.Response, code string) {
	b.Helper()
	at := response.Request.URL
	want := code
	if code != "" && !strings.ContainsAny(code, "=/") {
		want = "sign-in-error=" + code
	}
	if at.Scheme+"://"+at.Host != b.chattr.url || at.Path != "/" || at.Fragment != want || response.StatusCode != http.StatusOK {
		b.Fatalf("ended at %s with %s, want the portal and %q\n%s", at, response.Status, want, b.chattr.out)
	}
}

func TestSignInWithAnOpenIDProvider(t *testing.T) {
	w := newOpenIDWorld(t)
	const first = "test-user@127.0.0.1"

	// The address alone is nobody: an account that has it is not handed to whom the provider vouches for.
	squatter := w.browser()
	var squatting struct{ User whoIs }
	squatter.post("/sign-up", map[string]any{
		"name": "test-user", "email": openIDAddress, "password": openIDPhrase, "invitation": w.invite(),
	}, &squatting)

	stranger := w.browser()
	stranger.endsAt(stranger.logIn(w.chattr.url+"/oidc/start", first), "FORBIDDEN")

	invited := w.browser()
	invited.endsAt(invited.logIn(invited.begin(map[string]any{"invitation": w.invite()}), first), "/servers/"+w.server)
	user := invited.who()
	if user.Name != "test-user 2" || user.ID == squatting.User.ID {
		t.Errorf("signed in as %+v; the account of that address is %+v", user, squatting.User)
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
	const whoAmI = `{ viewer { email signInMethods servers { edges { node { id } } } } }`
	w.graphQL(&invited.Client, &viewer, whoAmI, "")
	if v := viewer.Viewer; len(v.Servers.Edges) != 1 || v.Servers.Edges[0].Node.ID != w.server || v.Email != nil ||
		len(v.SignInMethods) != 1 || v.SignInMethods[0] != "OPENID" {
		t.Errorf("%+v", v)
	}

	elsewhere := w.browser()
	elsewhere.endsAt(elsewhere.logIn(w.chattr.url+"/oidc/start", first), "")
	if again := elsewhere.who(); again != user {
		t.Errorf("the second time one is %+v, not %+v", again, user)
	}

	linking := map[string]any{"link": true, "current": openIDPhrase}
	squatter.endsAt(squatter.logIn(squatter.begin(linking), first), "sign-in-error=CONFLICT&flow=link")
	squatter.endsAt(squatter.logIn(squatter.begin(linking), "test-user2"), "linked=true")
	linked := w.browser()
	linked.endsAt(linked.logIn(w.chattr.url+"/oidc/start", "test-user2"), "")
	if who := linked.who(); who != squatting.User {
		t.Errorf("a linked account signs in %+v, not %+v", who, squatting.User)
	}
}

// The way back from the provider is for the browser that began, and for once.
func TestOpenIDFlowsBelongToTheirBrowser(t *testing.T) {
	w := newOpenIDWorld(t)
	secret := w.invite()
	attacker, victim := w.browser(), w.browser()
	attacker.hold = "/oidc/callback"
	held := attacker.logIn(attacker.begin(map[string]any{"invitation": secret}), "test-user2")
	back := held.Header.Get("Location")
	victim.endsAt(victim.open(back), "UNAUTHENTICATED") // began nothing
	victim.open(w.chattr.url + "/oidc/start")
	victim.endsAt(victim.open(back), "UNAUTHENTICATED") // began something else
	if who := victim.who(); who != (whoIs{}) {
		t.Errorf("the victim is signed in as %+v", who)
	}
	attacker.hold = ""
	attacker.endsAt(attacker.open(back), "/servers/"+w.server)
	attacker.endsAt(attacker.open(back), "UNAUTHENTICATED")
	if who := attacker.who(); who.Name != "test-user2" {
		t.Errorf("the one who began is %+v", who)
	}
	at, _ := url.Parse(back)
	for name, hidden := range map[string]string{"code": at.Query().Get("code"), "client's secret": provider.ClientSecret, "invitation": secret} {
		if hidden == "" || strings.Contains(w.chattr.out.String(), hidden) {
			t.Errorf("the log holds the %s", name)
		}
	}
}

// Who begins to link an account and is signed in as somebody else when they come back, links nothing.
func TestLinkingEndsAsWhoBegan(t *testing.T) {
	w := newOpenIDWorld(t)
	b := w.browser()
	signUp := func(name string) {
		var made struct{ User whoIs }
		b.post("/sign-up", map[string]any{"name": name, "password": openIDPhrase, "invitation": w.invite()}, &made)
	}
	signUp("Anna")
	b.hold = "/oidc/callback"
	held := b.logIn(b.begin(map[string]any{"link": true, "current": openIDPhrase}), "test-user2")
	b.hold = ""
	signUp("Bo")
	b.endsAt(b.open(held.Header.Get("Location")), "sign-in-error=UNAUTHENTICATED&flow=link")
	stranger := w.browser()
	stranger.endsAt(stranger.logIn(w.chattr.url+"/oidc/start", "test-user2"), "FORBIDDEN")
}
