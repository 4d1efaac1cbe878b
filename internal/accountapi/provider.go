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

// openID is the client of the provider. It fetches the provider's discovery document at the first sign-in, and again until that
// succeeds. So the provider need not be available when Chattr starts.
type openID struct {
	OpenID
	callback string // the URL to which the provider redirects browsers
	http     *http.Client

	mu       sync.Mutex
	provider *oidc.Provider // nil: the discovery has not succeeded
	failed   error          // the error of the last discovery
	again    time.Time      // when the discovery is tried again
}

const (
	providerTimeout = 10 * time.Second
	providerPause   = time.Second // after a failed discovery; requests that waited for it return its error
)

// newOpenID returns the client of the provider, or nil if o has no issuer. It sends no request.
func newOpenID(o OpenID, publicURL string) *openID {
	if o.Issuer == "" {
		return nil
	}
	return &openID{OpenID: o, callback: publicURL + "/oidc/callback", http: &http.Client{Timeout: providerTimeout}}
}

// discover returns the provider and the OAuth 2.0 configuration of Chattr as its client. It returns PROVIDER_UNAVAILABLE if the
// discovery fails.
func (o *openID) discover() (*oidc.Provider, *oauth2.Config, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider == nil {
		if err := o.ask(); err != nil {
			return nil, nil, err
		}
	}
	return o.provider, &oauth2.Config{
		ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: o.provider.Endpoint(), RedirectURL: o.callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}, nil
}

// ask fetches the provider's discovery document and sets o.provider. It returns PROVIDER_UNAVAILABLE if that fails. o.mu must be held.
func (o *openID) ask() error {
	if time.Now().Before(o.again) {
		return o.failed
	}
	// Not the context of a request: the provider fetches its keys in this context for as long as the program runs.
	provider, err := oidc.NewProvider(oidc.ClientContext(context.Background(), o.http), o.Issuer)
	if err == nil {
		err = checkEndpoints(o.Issuer, provider)
	}
	if err != nil {
		o.failed, o.again = providerFailed(err), time.Now().Add(providerPause)
		return o.failed
	}
	o.provider = provider
	return nil
}

// providerFailed returns PROVIDER_UNAVAILABLE with this cause, which is logged and not shown.
func providerFailed(cause error) error {
	return model.Errorf(model.ProviderUnavailable, "The OpenID provider does not answer as it should; try again in a moment.").Because(cause)
}

// signInExpired returns UNAUTHENTICATED for a flow that has expired or was started in another browser.
func signInExpired() error {
	return model.Errorf(model.Unauthenticated, "This took too long, or began in another browser; sign in again.")
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
func checkEndpoints(issuer string, provider *oidc.Provider) error {
	var m metadata
	if err := provider.Claims(&m); err != nil {
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
func (o *openID) checkIssuer(answer url.Values) error {
	var m metadata
	provider, _, err := o.discover()
	if err == nil {
		err = provider.Claims(&m)
	}
	if err != nil {
		return err
	}
	if got := answer.Get("iss"); got != o.Issuer && (m.NamesIssuer || answer.Has("iss")) {
		return providerFailed(fmt.Errorf("the answer is of the issuer %.200q", got))
	}
	return nil
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

// claims are the provider's claims about a person (OpenID Connect Core 1.0, section 5.1).
type claims struct {
	Subject       string `json:"sub"`
	Name          string `json:"name"`
	Preferred     string `json:"preferred_username"`
	Email         string `json:"email"`
	EmailVerified truth  `json:"email_verified"`
}

// truth is a boolean claim. It is true for the JSON true and for "true", which some providers send; all other values are false.
type truth bool

// UnmarshalJSON sets t. It returns no error.
func (t *truth) UnmarshalJSON(text []byte) error {
	*t = string(text) == "true" || string(text) == `"true"`
	return nil
}

// maxSubject is the largest length of a subject, in bytes (OpenID Connect Core 1.0, section 2).
const maxSubject = 255

// redeem exchanges an authorization code for the claims about the person who signed in at the provider. It returns UNAUTHENTICATED if
// the code is not valid, and PROVIDER_UNAVAILABLE for all other failures.
func (o *openID) redeem(ctx context.Context, code string, f flow) (*claims, error) {
	provider, config, err := o.discover()
	if err != nil {
		return nil, err
	}
	ctx = oidc.ClientContext(ctx, o.http)
	granted, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return nil, exchangeFailed(err)
	}
	raw, _ := granted.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: o.ClientID}).Verify(ctx, raw)
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
	return c, c.complete(ctx, provider, granted)
}

// complete fetches claims from the userinfo endpoint if the ID token has none but the subject: providers need not put the others into
// the token (OpenID Connect Core 1.0, section 5.4). It returns PROVIDER_UNAVAILABLE if that fails.
func (c *claims) complete(ctx context.Context, provider *oidc.Provider, granted *oauth2.Token) error {
	if c.Name+c.Preferred+c.Email != "" || provider.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(granted))
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
		return providerFailed(errors.New("the userinfo endpoint speaks of another subject"))
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
		return providerFailed(errors.New("the token endpoint answered " + refused.Response.Status + " " + refused.ErrorCode))
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
