package portal

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
)

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
