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

// parseAddress parses an address to listen on. usual is a port for the error.
func parseAddress(v, usual string) (string, error) {
	_, port, err := net.SplitHostPort(v)
	if _, portErr := strconv.ParseUint(port, 10, 16); err != nil || portErr != nil {
		return "", fmt.Errorf("%q is not an address like 127.0.0.1:%s or :%s", v, usual, usual)
	}
	return v, nil
}

// parseDatabaseURL refuses quotes only. The database checks the rest, and its errors say more.
func parseDatabaseURL(v string) (string, error) {
	const quotes = "\"'`"
	_, rest, _ := strings.Cut(v, ":")
	if strings.Trim(rest, quotes) != rest || strings.Trim(v, quotes) != v {
		return "", errors.New("the URL has quotes in it, which would be part of a name: remove them")
	}
	return v, nil
}

// parsePublicURL returns the URL without a slash at its end.
func parsePublicURL(v string) (string, error) {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		strings.ContainsFunc(v, isInvalidInURL) {
		return "", fmt.Errorf("%q is not a URL like https://chattr.example.com", v)
	}
	if err := caller.CheckHost(u); err != nil {
		return "", fmt.Errorf("%q is not a URL like https://chattr.example.com: %w", v, err)
	}
	return strings.TrimRight(v, "/"), nil
}

// wildcards are the asterisk and the characters that host names treat as one (UTS #46).
const wildcards = "*\uff0a\ufe61"

// parseOrigins parses origins, separated by commas, in every spelling, and returns them as browsers send them. It refuses an origin that
// can match no page, which would be silently wrong.
func parseOrigins(v string) (origins []string, err error) {
	for origin := range strings.SplitSeq(v, ",") {
		origin = strings.TrimSpace(origin)
		if strings.ContainsAny(origin, wildcards) {
			return nil, fmt.Errorf("%q has a wildcard, which would match no page: list each origin, like https://status.example.com", origin)
		}
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || !strings.EqualFold(u.Scheme+"://"+u.Host, origin) {
			return nil, fmt.Errorf("%q is not an origin like https://status.example.com (without a path, without a slash at its end)", origin)
		}
		if !isPageScheme(u.Scheme) {
			return nil, fmt.Errorf("%q is not an origin of web pages: it must begin with https:// or http://", origin)
		}
		if err := caller.CheckHost(u); err != nil {
			return nil, fmt.Errorf("%q is not an origin: %w", origin, err)
		}
		origins = append(origins, caller.Origin(origin))
	}
	return origins, nil
}

// isPageScheme reports whether the scheme is one of web pages, or of the pages of browser extensions and apps.
func isPageScheme(scheme string) bool {
	return slices.Contains([]string{"http", "https", "capacitor", "ionic", "tauri"}, scheme) || strings.HasSuffix(scheme, "-extension")
}

// isInvalidInURL reports whether r cannot stand in a URL (RFC 3986, appendix A, and characters of other scripts).
func isInvalidInURL(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("\"'<>`{}|\\^", r)
}
