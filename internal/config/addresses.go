package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chattr/internal/caller"
)

func setListen(c *Config, v string) error {
	c.Listen = v
	return checkAddress(v, "8080")
}

func setMetricsListen(c *Config, v string) error {
	c.MetricsListen = v
	return checkAddress(v, "9090")
}

func checkAddress(v, usual string) error {
	_, port, err := net.SplitHostPort(v)
	if _, portErr := strconv.ParseUint(port, 10, 16); err != nil || portErr != nil {
		return fmt.Errorf("%q is not an address like 127.0.0.1:%s or :%s", v, usual, usual)
	}
	return nil
}

// setDatabaseURL leaves all but quotes to the database, which says more.
func setDatabaseURL(c *Config, v string) error {
	const quotes = "\"'`"
	_, rest, _ := strings.Cut(v, ":")
	if strings.Trim(rest, quotes) != rest || strings.Trim(v, quotes) != v {
		return errors.New("the URL has quotes in it, which would be part of a name: remove them")
	}
	c.DatabaseURL = v
	return nil
}

func setPublicURL(c *Config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		strings.ContainsFunc(v, isNoURLCharacter) {
		return fmt.Errorf("%q is not a URL like https://chattr.example.com", v)
	}
	if err := caller.CheckHost(u); err != nil {
		return fmt.Errorf("%q is not a URL like https://chattr.example.com: %w", v, err)
	}
	c.PublicURL = strings.TrimRight(v, "/")
	return nil
}

// wildcards are the asterisk and the characters that host names treat as one (UTS #46).
const wildcards = "*\uff0a\ufe61"

// setAllowedOrigins accepts origins in every spelling that names one, and keeps them as browsers send them. What can match no page is
// refused, otherwise it would be silently wrong.
func setAllowedOrigins(c *Config, v string) error {
	for _, origin := range strings.Split(v, ",") {
		origin = strings.TrimSpace(origin)
		if strings.ContainsAny(origin, wildcards) {
			return fmt.Errorf("%q has a wildcard, which would match no page: list each origin, like https://status.example.com", origin)
		}
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || !strings.EqualFold(u.Scheme+"://"+u.Host, origin) {
			return fmt.Errorf("%q is not an origin like https://status.example.com (without a path, without a slash at its end)", origin)
		}
		if !isPageScheme(u.Scheme) {
			return fmt.Errorf("%q is not an origin of web pages: it must begin with https:// or http://", origin)
		}
		if err := caller.CheckHost(u); err != nil {
			return fmt.Errorf("%q is not an origin: %w", origin, err)
		}
		c.AllowedOrigins = append(c.AllowedOrigins, caller.Origin(origin))
	}
	return nil
}

// isPageScheme reports whether the scheme is one of web pages, or of the pages of browser extensions and apps.
func isPageScheme(scheme string) bool {
	return slices.Contains([]string{"http", "https", "capacitor", "ionic", "tauri"}, scheme) || strings.HasSuffix(scheme, "-extension")
}

// isNoURLCharacter reports whether r cannot stand in a URL (RFC 3986, appendix A, and characters of other scripts).
func isNoURLCharacter(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("\"'<>`{}|\\^", r)
}

// baseURL is the public URL, or that of the address served.
func (c *Config) BaseURL(address string) string {
	if c.PublicURL != "" {
		return c.PublicURL
	}
	host, port, _ := net.SplitHostPort(address)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}
