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

// setOpenIDIssuer takes plain http only for a provider on this machine, as one that is tried out.
func setOpenIDIssuer(c *Config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		return fmt.Errorf("%q is not the https:// URL of an OpenID provider", v)
	}
	c.OpenID.Issuer = v
	return nil
}

const openIDNameLimit = 60

// setOpenIDName takes what fits on a button.
func setOpenIDName(c *Config, v string) error {
	if n := utf8.RuneCountInString(v); n > openIDNameLimit || !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
		return fmt.Errorf("%q is no name of 1 to %d characters on one line", v, openIDNameLimit)
	}
	c.OpenID.Name = strings.TrimSpace(v)
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// checkOpenID refuses a provider that is only half configured.
func (c *Config) checkOpenID() error {
	o := c.OpenID
	if o.Issuer == "" && o.Name != "" {
		return errors.New("CHATTR_OIDC_NAME names a provider; set CHATTR_OIDC_ISSUER too")
	}
	if all, none := o.Issuer != "" && o.ClientID != "" && o.ClientSecret != "", o.Issuer+o.ClientID+o.ClientSecret == ""; all || none {
		return nil
	}
	return errors.New("CHATTR_OIDC_ISSUER, CHATTR_OIDC_CLIENT_ID and CHATTR_OIDC_CLIENT_SECRET belong together; set all three or none")
}
