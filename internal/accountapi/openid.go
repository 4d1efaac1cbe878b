package accountapi

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/token"
)

const (
	flowCookie   = "chattr_openid"
	flowLifetime = 10 * time.Minute
)

// flow is the state of a sign-in with the provider. It is stored in a cookie of the browser that started it.
type flow struct {
	State      string `json:"state"`
	Nonce      string `json:"nonce"`
	Verifier   string `json:"verifier"`             // the code verifier of PKCE (RFC 7636)
	Invitation string `json:"invitation,omitempty"` // the secret of the invitation to use, if any
	Link       string `json:"link,omitempty"`       // the token of chat.ReauthenticateToLink: the provider's account is linked to the user who started the flow
}

// errorOf returns the fragment of the portal's URL that contains the code of err and the kind of the flow.
func (f flow) errorOf(err error) string {
	fragment := "#sign-in-error=" + url.QueryEscape(string(model.ErrorCode(err)))
	switch {
	case f.Link != "":
		return fragment + "&flow=link"
	case f.Invitation != "":
		return fragment + "&flow=invitation"
	}
	return fragment
}

// startOpenID handles /oidc/start, which starts a sign-in with the provider. GET redirects the browser to the provider. If another
// site caused the GET, it redirects to the portal instead. POST responds with the URL of the provider; its body may contain an
// invitation, or state that the provider's account is to be linked to the signed-in user. It returns NOT_FOUND if there is no
// provider, and PROVIDER_UNAVAILABLE if the discovery fails.
func (a *API) startOpenID(w http.ResponseWriter, r *http.Request) error {
	if a.provider == nil {
		return model.NoSuch("way to sign in")
	}
	// SECURITY: against login cross-site request forgery. If another site could start the flow, a person with a session at the
	// provider would be signed in with that account, and signed out of the account in use here. So such links lead to the portal,
	// where the person must press the button.
	if r.Method == http.MethodGet && !a.origins.IsSameOrigin(r) {
		http.Redirect(w, r, a.publicURL+"/", http.StatusFound)
		return nil
	}
	f := flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	switch r.Method {
	case http.MethodGet:
	case http.MethodPost:
		if err := a.readFlow(w, r, &f); err != nil {
			return err
		}
	default:
		return notAllowed(w, "GET, POST")
	}
	_, config, err := a.provider.discover()
	if err != nil {
		return err
	}
	text, _ := json.Marshal(f)
	http.SetCookie(w, a.newFlowCookie(base64.RawURLEncoding.EncodeToString(text), int(flowLifetime/time.Second)))
	address := config.AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier))
	if r.Method == http.MethodGet {
		http.Redirect(w, r, address, http.StatusFound)
		return nil
	}
	respond(w, struct {
		URL string `json:"url"`
	}{address})
	return nil
}

// readFlow reads the body of POST /oidc/start into f. To link an account, it reauthenticates the signed-in user and returns the errors
// of chat.ReauthenticateToLink.
func (a *API) readFlow(w http.ResponseWriter, r *http.Request, f *flow) error {
	var in struct {
		Invitation string  `json:"invitation"`
		Link       bool    `json:"link"`
		Current    *string `json:"current"`
	}
	if err := readJSON(r, `{"invitation": "…"} or {"link": true, "current": "…"}`, &in); err != nil {
		return err
	}
	f.Invitation = in.Invitation
	if !in.Link {
		return nil
	}
	actor, err := a.Actor(r)
	if err != nil {
		return err
	}
	f.Link, err = a.chat.Identities.ReauthenticateToLink(r.Context(), actor, chat.ReauthenticateInput{Current: in.Current, Client: a.client(r)})
	return err
}

// newFlowCookie returns the cookie that stores a flow for this many seconds; -1 deletes it.
//
// SECURITY: scripts cannot read the cookie (cross-site scripting). It is SameSite=Lax and not Strict, because the provider, another
// site, redirects the browser back.
func (a *API) newFlowCookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{
		Name: a.flowCookie.Name, Value: value, MaxAge: seconds, Path: "/", HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteLaxMode,
	}
}

// flowOf returns the flow in the cookie of r. It returns UNAUTHENTICATED if the cookie is absent or malformed.
func flowOf(r *http.Request, cookie caller.Cookie) (f flow, err error) {
	text, err := base64.RawURLEncoding.DecodeString(cookie.In(r))
	if err != nil || json.Unmarshal(text, &f) != nil || f.State == "" || f.Nonce == "" || f.Verifier == "" {
		return flow{}, signInExpired()
	}
	return f, nil
}

// finishOpenID handles GET /oidc/callback, to which the provider redirects the browser. It signs the user in or links the account, and
// redirects the browser to the portal. If that fails, the fragment of the portal's URL contains the error code. It returns NOT_FOUND
// if there is no provider.
func (a *API) finishOpenID(w http.ResponseWriter, r *http.Request) error {
	if a.provider == nil {
		return model.NoSuch("way to sign in")
	}
	if r.Method != http.MethodGet {
		return notAllowed(w, "GET")
	}
	http.SetCookie(w, a.newFlowCookie("", -1)) // a flow can be used only once, also if it fails
	f, err := flowOf(r, a.flowCookie)
	var fragment string
	if err == nil {
		fragment, err = a.completeFlow(w, r, f)
	}
	if err != nil {
		a.logFailure(r, err)
		fragment = f.errorOf(err)
	}
	http.Redirect(w, r, a.publicURL+"/"+fragment, http.StatusSeeOther)
	return nil
}

// completeFlow completes the flow. It returns the fragment of the portal's URL to redirect to: the page of the server that the user joined
// by an invitation, or "#linked=true" after linking.
func (a *API) completeFlow(w http.ResponseWriter, r *http.Request, f flow) (fragment string, err error) {
	query := r.URL.Query()
	// SECURITY: against login cross-site request forgery. Only the browser that started the flow may complete it, so that an
	// attacker's link cannot sign a person in to the attacker's account.
	if !token.Equal([]byte(query.Get("state")), []byte(f.State)) {
		return "", signInExpired()
	}
	if err := a.provider.checkResponse(query); err != nil {
		return "", err
	}
	c, err := a.provider.redeem(r.Context(), query.Get("code"), f)
	if err != nil {
		return "", err
	}
	if f.Link != "" {
		return "#linked=true", a.link(r, f, c)
	}
	up, err := a.chat.SignIn.SignInByIdentity(r.Context(), c.identity(a.provider.Issuer, f, a.client(r)))
	if err != nil {
		return "", err
	}
	a.startSession(w, r, up.SignedIn)
	if up.ServerID != 0 {
		fragment = "#/servers/" + up.ServerID.String()
	}
	return fragment, nil
}

// link links the provider's account to the user who started the flow. That user must still be signed in. It returns the errors of
// chat.Identities.Link.
func (a *API) link(r *http.Request, f flow, c *claims) error {
	actor, err := a.Actor(r)
	if err != nil {
		return err
	}
	return a.chat.Identities.Link(r.Context(), actor, chat.LinkIdentityInput{
		Issuer: a.provider.Issuer, Subject: c.Subject, Reauthentication: f.Link,
	})
}

// logFailure logs err if the provider or Chattr caused it, and not the person. Such an error has a cause, or is not a model.Error. It
// contains neither the code nor a token.
func (a *API) logFailure(r *http.Request, err error) {
	var refusal *model.Error
	if errors.As(err, &refusal) && refusal.Unwrap() == nil {
		return
	}
	a.log.WarnContext(r.Context(), "a sign-in with the OpenID provider failed", "error", err)
}
