package portal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/model"
)

const (
	flowCookie = "chattr_openid"
	flowLasts  = 10 * time.Minute
)

// flow is the state of a sign-in with the provider. It is stored in a cookie of the browser that started it.
type flow struct {
	State      string `json:"state"`
	Nonce      string `json:"nonce"`
	Verifier   string `json:"verifier"`             // the code verifier of PKCE (RFC 7636)
	Invitation string `json:"invitation,omitempty"` // the secret of the invitation to use, if any
	Link       string `json:"link,omitempty"`       // the token of chat.BeginLink: the provider's account is linked to the user who started the flow
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
func (p *Portal) startOpenID(w http.ResponseWriter, r *http.Request) error {
	if p.openID == nil {
		return model.NoSuch("way to sign in")
	}
	// SECURITY: against login cross-site request forgery. If another site could start the flow, a person with a session at the
	// provider would be signed in with that account, and signed out of the account in use here. So such links lead to the portal,
	// where the person must press the button.
	if r.Method == http.MethodGet && isFromElsewhere(r) {
		http.Redirect(w, r, p.publicURL+"/", http.StatusFound)
		return nil
	}
	f := flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	switch r.Method {
	case http.MethodGet:
	case http.MethodPost:
		if err := p.readFlow(w, r, &f); err != nil {
			return err
		}
	default:
		return notAllowed(w, "GET, POST")
	}
	_, config, err := p.openID.discover()
	if err != nil {
		return err
	}
	text, _ := json.Marshal(f)
	http.SetCookie(w, p.newFlowCookie(base64.RawURLEncoding.EncodeToString(text), int(flowLasts/time.Second)))
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

// isFromElsewhere reports whether a page of another site has caused r (Fetch Metadata, section 2.3). It returns false for browsers
// that do not send this header.
func isFromElsewhere(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "cross-site" || site == "same-site"
}

// readFlow reads the body of POST /oidc/start into f. To link an account, it reauthenticates the signed-in user and returns the errors
// of chat.BeginLink.
func (p *Portal) readFlow(w http.ResponseWriter, r *http.Request, f *flow) error {
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
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	f.Link, err = p.chat.BeginLink(r.Context(), actor, chat.ProveInput{Current: in.Current, Client: p.client(r)})
	return err
}

// newFlowCookie returns the cookie that stores a flow for this many seconds; -1 deletes it.
//
// SECURITY: scripts cannot read the cookie (cross-site scripting). It is SameSite=Lax and not Strict, because the provider, another
// site, redirects the browser back.
func (p *Portal) newFlowCookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{
		Name: p.flowCookie.Name, Value: value, MaxAge: seconds, Path: "/", HttpOnly: true, Secure: p.secure, SameSite: http.SameSiteLaxMode,
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

// same reports whether a and b are equal.
//
// SECURITY: it compares in constant time, against timing attacks.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
