package accountapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/token"
)

// OpenID configures the provider with which people may sign in (OpenID Connect Core 1.0).
type OpenID struct {
	Issuer, ClientID, ClientSecret string

	Name string // the name that the portal shows; "": the issuer's host
}

// name returns the name that the portal shows for the provider.
func (o OpenID) name() string {
	if u, err := url.Parse(o.Issuer); err == nil && o.Name == "" {
		return u.Hostname()
	}
	return o.Name
}

// provider is the client of an OpenID provider. It fetches the provider's discovery document at the first sign-in, and again until that
// succeeds. So the provider need not be available when Chattr starts.
type provider struct {
	OpenID
	callback string // the URL to which the provider redirects browsers
	http     *http.Client

	mu         sync.Mutex
	discovered *oidc.Provider // nil: the discovery has not succeeded
	failure    error          // the error of the last discovery
	retryAt    time.Time      // when the discovery may be tried again
}

const (
	providerTimeout = 10 * time.Second
	providerPause   = time.Second // after a failed discovery; requests that waited for it return its error
)

// newProvider returns the client of the provider, or nil if o has no issuer. It sends no request.
func newProvider(o OpenID, publicURL string) *provider {
	if o.Issuer == "" {
		return nil
	}
	return &provider{OpenID: o, callback: publicURL + "/oidc/callback", http: &http.Client{Timeout: providerTimeout}}
}

// discover returns the provider and the OAuth 2.0 configuration of Chattr as its client. It returns PROVIDER_UNAVAILABLE if the
// discovery fails.
func (p *provider) discover() (*oidc.Provider, *oauth2.Config, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.discovered == nil {
		if err := p.fetchDiscovery(); err != nil {
			return nil, nil, err
		}
	}
	return p.discovered, &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: p.discovered.Endpoint(), RedirectURL: p.callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}, nil
}

// fetchDiscovery fetches the provider's discovery document and sets p.discovered. It returns PROVIDER_UNAVAILABLE if that fails, and
// without a request if the last request failed less than providerPause ago. p.mu must be held.
func (p *provider) fetchDiscovery() error {
	if time.Now().Before(p.retryAt) {
		return p.failure
	}
	// Not the context of a request: the provider fetches its keys in this context for as long as the program runs.
	discovered, err := oidc.NewProvider(oidc.ClientContext(context.Background(), p.http), p.Issuer)
	if err == nil {
		err = checkEndpoints(p.Issuer, discovered)
	}
	if err != nil {
		p.failure, p.retryAt = providerFailed(err), time.Now().Add(providerPause)
		return p.failure
	}
	p.discovered = discovered
	return nil
}

// providerFailed returns PROVIDER_UNAVAILABLE with this cause, which is logged and not shown.
func providerFailed(cause error) error {
	return model.Errorf(model.ProviderUnavailable, "The OpenID provider did not respond as expected; try again in a moment.").Because(cause)
}

// signInExpired returns UNAUTHENTICATED for a flow that has expired or was started in another browser.
func signInExpired() error {
	return model.Errorf(model.Unauthenticated, "The sign-in took too long, or started in another browser; sign in again.")
}

// metadata is the part of a provider's discovery document that is checked here (OpenID Connect Discovery 1.0, section 3; RFC 9207,
// section 3).
type metadata struct {
	Authorization string `json:"authorization_endpoint"`
	Token         string `json:"token_endpoint"`
	Keys          string `json:"jwks_uri"`
	UserInfo      string `json:"userinfo_endpoint"`
	NamesIssuer   bool   `json:"authorization_response_iss_parameter_supported"`
}

// checkEndpoints returns an error if an endpoint of the provider is not an absolute URL with https, or with http for an issuer with
// http. The userinfo endpoint may be absent.
//
// SECURITY: against eavesdropping. The client secret and the identity of people must be encrypted in transit, so an issuer with https
// must not announce endpoints without https.
func checkEndpoints(issuer string, discovered *oidc.Provider) error {
	var m metadata
	if err := discovered.Claims(&m); err != nil {
		return err
	}
	for name, address := range map[string]string{
		"authorization_endpoint": m.Authorization, "token_endpoint": m.Token, "jwks_uri": m.Keys, "userinfo_endpoint": m.UserInfo,
	} {
		u, err := url.Parse(address)
		switch {
		case address == "" && name == "userinfo_endpoint":
		case err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || strings.HasPrefix(issuer, "https:")):
			return fmt.Errorf("the provider's discovery document has no https:// URL as %s but %.200q", name, address)
		}
	}
	return nil
}

// checkIssuer returns PROVIDER_UNAVAILABLE if the authorization response comes from another provider (RFC 9207, section 2.4).
func (p *provider) checkIssuer(response url.Values) error {
	var m metadata
	discovered, _, err := p.discover()
	if err == nil {
		err = discovered.Claims(&m)
	}
	if err != nil {
		return err
	}
	if got := response.Get("iss"); got != p.Issuer && (m.NamesIssuer || response.Has("iss")) {
		return providerFailed(fmt.Errorf("the authorization response names the issuer %.200q", got))
	}
	return nil
}

// checkResponse returns an error if the authorization response has no code (OpenID Connect Core 1.0, section 3.1.2.6): CANCELLED if the
// person denied access, else PROVIDER_UNAVAILABLE. It also checks the issuer.
func (p *provider) checkResponse(response url.Values) error {
	if err := p.checkIssuer(response); err != nil {
		return err
	}
	switch code := response.Get("error"); {
	case code == "access_denied":
		return model.Errorf(model.Cancelled, "The sign-in was cancelled at the provider.")
	case code != "" || response.Get("code") == "":
		return providerFailed(fmt.Errorf("the authorization response has the error %.60q: %.300q", code, response.Get("error_description")))
	}
	return nil
}

// claims are the provider's claims about a person (OpenID Connect Core 1.0, section 5.1).
type claims struct {
	Subject       string      `json:"sub"`
	Name          string      `json:"name"`
	Preferred     string      `json:"preferred_username"`
	Email         string      `json:"email"`
	EmailVerified claimedBool `json:"email_verified"`
}

// claimedBool is a boolean claim. It is true for the JSON true and for "true", which some providers send; all other values are false.
type claimedBool bool

// UnmarshalJSON sets b. It returns no error.
func (b *claimedBool) UnmarshalJSON(text []byte) error {
	*b = string(text) == "true" || string(text) == `"true"`
	return nil
}

// maxSubject is the largest length of a subject, in bytes (OpenID Connect Core 1.0, section 2).
const maxSubject = 255

// redeem exchanges an authorization code for the claims about the person who signed in at the provider. It returns UNAUTHENTICATED if
// the code is not valid, and PROVIDER_UNAVAILABLE for all other failures.
func (p *provider) redeem(ctx context.Context, code string, f flow) (*claims, error) {
	discovered, config, err := p.discover()
	if err != nil {
		return nil, err
	}
	ctx = oidc.ClientContext(ctx, p.http)
	granted, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return nil, exchangeFailed(err)
	}
	raw, _ := granted.Extra("id_token").(string)
	id, err := discovered.Verifier(&oidc.Config{ClientID: p.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, providerFailed(err)
	}
	// SECURITY: against replay. The token must belong to this flow, not to another.
	if !token.Equal([]byte(id.Nonce), []byte(f.Nonce)) {
		return nil, providerFailed(errors.New("the ID token has another nonce"))
	}
	// SECURITY: against account takeover. All persons without a subject would be the same user.
	if id.Subject == "" || len(id.Subject) > maxSubject || strings.ContainsFunc(id.Subject, unicode.IsControl) {
		return nil, providerFailed(errors.New("the ID token has no subject of 1 to 255 characters"))
	}
	c := new(claims)
	if err := id.Claims(c); err != nil {
		return nil, providerFailed(err)
	}
	return c, c.complete(ctx, discovered, granted)
}

// complete fetches claims from the userinfo endpoint if the ID token has none but the subject: providers need not put the others into
// the token (OpenID Connect Core 1.0, section 5.4). It returns PROVIDER_UNAVAILABLE if that fails.
func (c *claims) complete(ctx context.Context, discovered *oidc.Provider, granted *oauth2.Token) error {
	if c.Name+c.Preferred+c.Email != "" || discovered.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := discovered.UserInfo(ctx, oauth2.StaticTokenSource(granted))
	if err != nil {
		return providerFailed(err)
	}
	more := *c
	if err := info.Claims(&more); err != nil {
		return providerFailed(err)
	}
	// SECURITY: against token substitution. The response must be about the subject of the ID token (section 5.3.2); the subject does
	// not change.
	if info.Subject != c.Subject {
		return providerFailed(errors.New("the userinfo endpoint returned another subject"))
	}
	*c = more
	return nil
}

// exchangeFailed returns UNAUTHENTICATED if the provider refused the code, which the browser sent, and PROVIDER_UNAVAILABLE for all
// other errors of the token endpoint.
func exchangeFailed(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		// SECURITY: the provider's response is not logged completely, because it may repeat a secret.
		if refused.ErrorCode == "invalid_grant" {
			return signInExpired()
		}
		return providerFailed(errors.New("the token endpoint responded " + refused.Response.Status + " " + refused.ErrorCode))
	}
	return providerFailed(err)
}

// identity returns the input of chat.SignInByIdentity. It contains the email address only if the provider has verified it.
func (c *claims) identity(issuer string, f flow, client netip.Addr) chat.IdentityInput {
	in := chat.IdentityInput{
		Issuer: issuer, Subject: c.Subject, Names: []string{c.Preferred, c.Name, c.Email}, Invitation: f.Invitation, Client: client,
	}
	if c.EmailVerified {
		in.Email = &c.Email
	}
	return in
}
