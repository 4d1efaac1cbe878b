package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parseIssuer parses the URL of a provider. It accepts plain http only for a provider on this machine, for trying one out.
func parseIssuer(v string) (string, error) {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		return "", fmt.Errorf("%q is not the https:// URL of an OpenID provider", v)
	}
	return v, nil
}

const providerNameLimit = 60

// parseProviderName accepts names that fit on a button.
func parseProviderName(v string) (string, error) {
	if n := utf8.RuneCountInString(v); n > providerNameLimit || !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
		return "", fmt.Errorf("%q is no name of 1 to %d characters on one line", v, providerNameLimit)
	}
	return strings.TrimSpace(v), nil
}

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// check returns an error if the provider is only half configured.
func (o OpenID) check() error {
	if o.Issuer == "" && o.Name != "" {
		return errors.New("CHATTR_OIDC_NAME names a provider; set CHATTR_OIDC_ISSUER too")
	}
	if all, none := o.Issuer != "" && o.ClientID != "" && o.ClientSecret != "", o.Issuer+o.ClientID+o.ClientSecret == ""; all || none {
		return nil
	}
	return errors.New("CHATTR_OIDC_ISSUER, CHATTR_OIDC_CLIENT_ID and CHATTR_OIDC_CLIENT_SECRET belong together; set all three or none")
}
