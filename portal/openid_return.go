package portal

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// finishOpenID handles GET /oidc/callback, to which the provider redirects the browser. It signs the user in or links the account, and
// redirects the browser to the portal. If that fails, the fragment of the portal's URL contains the error code. It returns NOT_FOUND
// if there is no provider.
func (p *Portal) finishOpenID(w http.ResponseWriter, r *http.Request) error {
	if p.openID == nil {
		return model.NoSuch("way to sign in")
	}
	if r.Method != http.MethodGet {
		return notAllowed(w, "GET")
	}
	http.SetCookie(w, p.newFlowCookie("", -1)) // a flow can be used only once, also if it fails
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

// comeBack completes the flow. It returns the fragment of the portal's URL to redirect to: the page of the server that the user joined
// by an invitation, or "#linked=true" after linking.
func (p *Portal) comeBack(w http.ResponseWriter, r *http.Request, f flow) (fragment string, err error) {
	query := r.URL.Query()
	// SECURITY: against login cross-site request forgery. Only the browser that started the flow may complete it, so that an
	// attacker's link cannot sign a person in to the attacker's account.
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
	p.startSession(w, r, up.SignedIn)
	if up.ServerID != 0 {
		fragment = "#/servers/" + up.ServerID.String()
	}
	return fragment, nil
}

// checkAnswer returns an error if the authorization response has no code (OpenID Connect Core 1.0, section 3.1.2.6): CANCELLED if the
// person denied access, else PROVIDER_UNAVAILABLE. It also checks the issuer.
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

// link links the provider's account to the user who started the flow. That user must still be signed in. It returns the errors of
// chat.LinkIdentity.
func (p *Portal) link(r *http.Request, f flow, c *claims) error {
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	return p.chat.LinkIdentity(r.Context(), actor, chat.LinkIdentityInput{
		Issuer: p.openID.Issuer, Subject: c.Subject, Proof: f.Link,
	})
}

// logFailure logs err if the provider or Chattr caused it, and not the person. Such an error has a cause, or is not a model.Error. It
// contains neither the code nor a token.
func (p *Portal) logFailure(r *http.Request, err error) {
	var told *model.Error
	if errors.As(err, &told) && told.Unwrap() == nil {
		return
	}
	p.log.WarnContext(r.Context(), "a sign-in with the OpenID provider failed", "error", err)
}
