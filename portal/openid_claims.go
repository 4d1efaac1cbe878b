package portal

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"unicode"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/internal/chat"
)

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
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return nil, exchangeFailed(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: o.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, providerFailed(err)
	}
	// SECURITY: against replay. The token must belong to this flow, not to another.
	if !same(id.Nonce, f.Nonce) {
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
	return c, c.complete(ctx, provider, token)
}

// complete fetches claims from the userinfo endpoint if the ID token has none but the subject: providers need not put the others into
// the token (OpenID Connect Core 1.0, section 5.4). It returns PROVIDER_UNAVAILABLE if that fails.
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
