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

// flow is a sign-in with the provider that is under way. It lives in a cookie of the browser that began it.
type flow struct {
	State      string `json:"state"`
	Nonce      string `json:"nonce"`
	Verifier   string `json:"verifier"`             // of PKCE (RFC 7636)
	Invitation string `json:"invitation,omitempty"` // the secret of one to come in by
	Link       string `json:"link,omitempty"`       // of chat.BeginLink: the provider's account is added to that of who began
}

// errorOf is the fragment that tells the portal what went wrong, and with what.
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

// startOpenID begins a sign-in: GET sends the browser to the provider, unless another site has sent it here; POST answers where to send it, and takes an invitation,
// or that the account of who is signed in is to be linked.
func (p *Portal) startOpenID(w http.ResponseWriter, r *http.Request) error {
	if p.openID == nil {
		return model.NoSuch("way to sign in")
	}
	// SECURITY: another site may lead people to the door, but not through it: who is known to the provider would be signed in,
	// and out of the account they use here. Its links lead to the portal, whose button asks them.
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
	answer(w, struct {
		URL string `json:"url"`
	}{address})
	return nil
}

// isFromElsewhere says whether a page of another site has caused r (Fetch Metadata, section 2.3). Browsers without these headers
// cannot be asked.
func isFromElsewhere(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "cross-site" || site == "same-site"
}

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

// SECURITY: scripts cannot read the cookie. Lax, since the browser comes back from another site.
func (p *Portal) newFlowCookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{
		Name: p.flowCookie.Name, Value: value, MaxAge: seconds, Path: "/", HttpOnly: true, Secure: p.secure, SameSite: http.SameSiteLaxMode,
	}
}

// flowOf reads the flow in the cookie of r. An absent cookie decodes to nothing, which is no flow.
func flowOf(r *http.Request, cookie caller.Cookie) (f flow, err error) {
	text, err := base64.RawURLEncoding.DecodeString(cookie.In(r))
	if err != nil || json.Unmarshal(text, &f) != nil || f.State == "" || f.Nonce == "" || f.Verifier == "" {
		return flow{}, signInExpired()
	}
	return f, nil
}

// SECURITY: compared in constant time.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
