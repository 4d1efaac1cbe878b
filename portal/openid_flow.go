package portal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/chat"
	"chattr/model"
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
	Link       string `json:"link,omitempty"`       // the id of the user whose account the provider's is added to
}

// startOpenID begins a sign-in: GET sends the browser to the provider, POST answers where to send it, and takes an invitation,
// or that the account of who is signed in is to be linked.
func (p *Portal) startOpenID(w http.ResponseWriter, r *http.Request) error {
	if p.openID == nil {
		return model.NoSuch("way to sign in")
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
	http.SetCookie(w, p.flowCookie(base64.RawURLEncoding.EncodeToString(text), int(flowLasts/time.Second)))
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

func (p *Portal) readFlow(w http.ResponseWriter, r *http.Request, f *flow) error {
	var in struct {
		Invitation string `json:"invitation"`
		Link       bool   `json:"link"`
	}
	if err := p.readJSON(w, r, `{"invitation": "…", "link": false}`, &in); err != nil {
		return err
	}
	f.Invitation = in.Invitation
	if !in.Link {
		return nil
	}
	actor, err := p.actor(r)
	if err == nil && actor.User == nil {
		err = model.Errorf(model.Unauthenticated, "Sign in first.")
	}
	f.Link = actor.UserID().String()
	return err
}

// SECURITY: scripts cannot read the cookie. Lax, since the browser comes back from another site.
func (p *Portal) flowCookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{
		Name: flowCookie, Value: value, MaxAge: seconds, Path: "/", HttpOnly: true, Secure: p.secure, SameSite: http.SameSiteLaxMode,
	}
}

// finishOpenID is where the provider sends the browser back to. It goes on to the portal: signed in, or with what went wrong in
// the fragment.
func (p *Portal) finishOpenID(w http.ResponseWriter, r *http.Request) error {
	if p.openID == nil {
		return model.NoSuch("way to sign in")
	}
	if r.Method != http.MethodGet {
		return notAllowed(w, "GET")
	}
	http.SetCookie(w, p.flowCookie("", -1)) // whatever comes of it, it is for once
	next := p.publicURL + "/"
	if err := p.comeBack(w, r); err != nil {
		p.logFailure(r, err)
		next += "#sign-in-error=" + url.QueryEscape(string(model.ErrorCode(err)))
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (p *Portal) comeBack(w http.ResponseWriter, r *http.Request) error {
	f, err := flowOf(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	// SECURITY: only the browser that began the flow may end it: nobody is signed in by a link that somebody sent them.
	if !same(query.Get("state"), f.State) {
		return signInExpired()
	}
	if query.Get("error") == "access_denied" {
		return model.Errorf(model.Cancelled, "The provider was told not to.")
	}
	if query.Get("code") == "" {
		return providerFailed(nil)
	}
	c, err := p.openID.redeem(r.Context(), query.Get("code"), f)
	if err != nil {
		return err
	}
	if f.Link != "" {
		return p.link(r, f, c)
	}
	up, err := p.chat.SignInByIdentity(r.Context(), c.identity(f, p.client(r)))
	if err == nil {
		p.begin(w, r, up.SignedIn)
	}
	return err
}

// link adds the provider's account to that of who began it, if they are signed in still.
func (p *Portal) link(r *http.Request, f flow, c *claims) error {
	actor, err := p.actor(r)
	if err == nil && actor.UserID().String() != f.Link {
		err = signInExpired()
	}
	if err != nil {
		return err
	}
	return p.chat.LinkIdentity(r.Context(), actor, c.Issuer, c.Subject)
}

func (c *claims) identity(f flow, client netip.Addr) chat.IdentityInput {
	in := chat.IdentityInput{
		Issuer: c.Issuer, Subject: c.Subject, Names: []string{c.Preferred, c.Name, c.Email}, Invitation: f.Invitation, Client: client,
	}
	if c.EmailVerified {
		in.Email = &c.Email
	}
	return in
}

func flowOf(r *http.Request) (f flow, err error) {
	cookie, err := r.Cookie(flowCookie)
	if err != nil {
		return f, signInExpired()
	}
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(text, &f) != nil || f.State == "" || f.Nonce == "" || f.Verifier == "" {
		return flow{}, signInExpired()
	}
	return f, nil
}

// SECURITY: compared in constant time.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// logFailure notes what is the provider's fault or ours. The error holds neither code nor token.
func (p *Portal) logFailure(r *http.Request, err error) {
	var told *model.Error
	if errors.As(err, &told) && told.Unwrap() == nil {
		return
	}
	p.log.WarnContext(r.Context(), "a sign-in with the OpenID provider failed", "error", err)
}
