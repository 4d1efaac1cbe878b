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

// claims are what the provider says of somebody.
type claims struct {
	Subject       string `json:"sub"`
	Name          string `json:"name"`
	Preferred     string `json:"preferred_username"`
	Email         string `json:"email"`
	EmailVerified truth  `json:"email_verified"`
}

// truth is true or "true", as some providers say it; everything else is false.
type truth bool

func (t *truth) UnmarshalJSON(text []byte) error {
	*t = string(text) == "true" || string(text) == `"true"`
	return nil
}

// maxSubject is in bytes (section 2).
const maxSubject = 255

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
		return nil, providerFailed(errors.New("the ID token has another nonce"))
	}
	// SECURITY: without a subject all would be the same person.
	if id.Subject == "" || len(id.Subject) > maxSubject || strings.ContainsFunc(id.Subject, unicode.IsControl) {
		return nil, providerFailed(errors.New("the ID token has no subject of 1 to 255 characters"))
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

func (c *claims) identity(issuer string, f flow, client netip.Addr) chat.IdentityInput {
	in := chat.IdentityInput{
		Issuer: issuer, Subject: c.Subject, Names: []string{c.Preferred, c.Name, c.Email}, Invitation: f.Invitation, Client: client,
	}
	if c.EmailVerified {
		in.Email = &c.Email
	}
	return in
}
