package portal

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/model"
)

// OpenID says which provider people may sign in with (OpenID Connect Core 1.0).
type OpenID struct{ Issuer, ClientID, ClientSecret string }

// openID speaks with the provider. It is asked about itself when somebody first signs in, and again until it answers: it need
// not be there when Chattr starts.
type openID struct {
	OpenID
	callback string // where the provider sends browsers back to
	http     *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
}

const providerTimeout = 10 * time.Second

func newOpenID(o OpenID, publicURL string) *openID {
	if o.Issuer == "" {
		return nil
	}
	return &openID{OpenID: o, callback: publicURL + "/oidc/callback", http: &http.Client{Timeout: providerTimeout}}
}

// discover is the provider with our client. PROVIDER_UNAVAILABLE when it does not answer.
func (o *openID) discover() (*oidc.Provider, *oauth2.Config, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider == nil {
		// Its keys are fetched in this context for as long as the program runs.
		provider, err := oidc.NewProvider(oidc.ClientContext(context.Background(), o.http), o.Issuer)
		if err != nil {
			return nil, nil, providerFailed(err)
		}
		o.provider = provider
	}
	return o.provider, &oauth2.Config{
		ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: o.provider.Endpoint(), RedirectURL: o.callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}, nil
}

// claims are what the provider says of somebody.
type claims struct {
	Issuer        string `json:"iss"`
	Subject       string `json:"sub"`
	Name          string `json:"name"`
	Preferred     string `json:"preferred_username"`
	Email         string `json:"email"`
	EmailVerified bool   `json:"email_verified"`
}

// redeem exchanges a code for what the provider says of who came back with it.
func (o *openID) redeem(ctx context.Context, code string, f flow) (*claims, error) {
	provider, config, err := o.discover()
	if err != nil {
		return nil, err
	}
	ctx = oidc.ClientContext(ctx, o.http)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return nil, exchangeFailed(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: o.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, providerFailed(err)
	}
	// SECURITY: the token was made for this flow, not replayed from another.
	if !same(id.Nonce, f.Nonce) {
		return nil, signInExpired()
	}
	c := new(claims)
	if err := id.Claims(c); err != nil {
		return nil, providerFailed(err)
	}
	return c, c.complete(ctx, provider, token)
}

// complete asks for what providers need not put into the token (section 5.4).
func (c *claims) complete(ctx context.Context, provider *oidc.Provider, token *oauth2.Token) error {
	if c.Name+c.Preferred+c.Email != "" || provider.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return providerFailed(err)
	}
	more := *c
	if err := info.Claims(&more); err != nil {
		return providerFailed(err)
	}
	// SECURITY: the answer is about the one the token is about (section 5.3.2), and says nothing new of who that is.
	if info.Subject != c.Subject {
		return providerFailed(errors.New("the userinfo endpoint speaks of another subject"))
	}
	more.Issuer, more.Subject = c.Issuer, c.Subject
	*c = more
	return nil
}

// exchangeFailed tells a code that is no good, which is the browser's matter, from a provider that is none.
func exchangeFailed(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		// SECURITY: the provider's answer is not logged whole: nobody knows what it repeats.
		if refused.ErrorCode == "invalid_grant" {
			return signInExpired()
		}
		return providerFailed(errors.New("the token endpoint answered " + refused.Response.Status + " " + refused.ErrorCode))
	}
	return providerFailed(err)
}

func providerFailed(cause error) error {
	return model.Errorf(model.ProviderUnavailable, "The OpenID provider does not answer as it should; try again in a moment.").Because(cause)
}

func signInExpired() error {
	return model.Errorf(model.Unauthenticated, "This took too long, or began in another browser; sign in again.")
}
