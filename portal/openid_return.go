package portal

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// finishOpenID is where the provider sends the browser back to. It goes on to the portal: signed in, or with what went wrong in
// the fragment.
func (p *Portal) finishOpenID(w http.ResponseWriter, r *http.Request) error {
	if p.openID == nil {
		return model.NoSuch("way to sign in")
	}
	if r.Method != http.MethodGet {
		return notAllowed(w, "GET")
	}
	http.SetCookie(w, p.newFlowCookie("", -1)) // whatever comes of it, it is for once
	f, err := flowOf(r, p.flowCookie)
	var fragment string
	if err == nil {
		fragment, err = p.comeBack(w, r, f)
	}
	if err != nil {
		p.logFailure(r, err)
		fragment = f.errorOf(err)
	}
	http.Redirect(w, r, p.publicURL+"/"+fragment, http.StatusSeeOther)
	return nil
}

// comeBack answers where in the portal to go on.
func (p *Portal) comeBack(w http.ResponseWriter, r *http.Request, f flow) (fragment string, err error) {
	query := r.URL.Query()
	// SECURITY: only the browser that began the flow may end it: nobody is signed in by a link that somebody sent them.
	if !same(query.Get("state"), f.State) {
		return "", signInExpired()
	}
	if err := p.openID.checkAnswer(query); err != nil {
		return "", err
	}
	c, err := p.openID.redeem(r.Context(), query.Get("code"), f)
	if err != nil {
		return "", err
	}
	if f.Link != "" {
		return "#linked=true", p.link(r, f, c)
	}
	up, err := p.chat.SignInByIdentity(r.Context(), c.identity(p.openID.Issuer, f, p.client(r)))
	if err != nil {
		return "", err
	}
	p.begin(w, r, up.SignedIn)
	if up.ServerID != 0 {
		fragment = "#/servers/" + up.ServerID.String()
	}
	return fragment, nil
}

// checkAnswer refuses one without a code (OpenID Connect Core 1.0, section 3.1.2.6).
func (o *openID) checkAnswer(query url.Values) error {
	if err := o.checkIssuer(query); err != nil {
		return err
	}
	switch code := query.Get("error"); {
	case code == "access_denied":
		return model.Errorf(model.Cancelled, "The provider was told not to.")
	case code != "" || query.Get("code") == "":
		return providerFailed(fmt.Errorf("it answered with error %.60q: %.300q", code, query.Get("error_description")))
	}
	return nil
}

// link adds the provider's account to that of who began it, if they are signed in still.
func (p *Portal) link(r *http.Request, f flow, c *claims) error {
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	return p.chat.LinkIdentity(r.Context(), actor, chat.LinkIdentityInput{
		Issuer: p.openID.Issuer, Subject: c.Subject, Proof: f.Link,
	})
}

// logFailure notes what is the provider's fault or ours. The error holds neither code nor token.
func (p *Portal) logFailure(r *http.Request, err error) {
	var told *model.Error
	if errors.As(err, &told) && told.Unwrap() == nil {
		return
	}
	p.log.WarnContext(r.Context(), "a sign-in with the OpenID provider failed", "error", err)
}
