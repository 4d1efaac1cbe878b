package main

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"chattr/caller"
)

func setListen(c *config, v string) error {
	c.listen = v
	return checkAddress(v, "8080")
}

func setMetricsListen(c *config, v string) error {
	c.metricsListen = v
	return checkAddress(v, "9090")
}

func checkAddress(v, usual string) error {
	_, port, err := net.SplitHostPort(v)
	if _, portErr := strconv.ParseUint(port, 10, 16); err != nil || portErr != nil {
		return fmt.Errorf("%q is not an address like 127.0.0.1:%s or :%s", v, usual, usual)
	}
	return nil
}

func setPublicURL(c *config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		strings.ContainsFunc(u.Host, isNoHostCharacter) {
		return fmt.Errorf("%q is not a URL like https://chattr.example.com", v)
	}
	c.publicURL = strings.TrimRight(v, "/")
	return nil
}

func setAllowedOrigins(c *config, v string) error {
	for _, origin := range strings.Split(v, ",") {
		origin = strings.TrimSpace(origin)
		if strings.Contains(origin, "*") {
			return fmt.Errorf("%q has a wildcard, which would match no page: list each origin, like https://status.example.com", origin)
		}
		u, err := url.Parse(origin)
		if err != nil || u.Scheme == "" || u.Host == "" || u.Scheme+"://"+u.Host != origin {
			return fmt.Errorf("%q is not an origin like https://status.example.com (without a path, without a slash at its end)", origin)
		}
		if strings.ContainsFunc(u.Host, isNoHostCharacter) {
			return fmt.Errorf("%q is not an origin: its host %q cannot be the name of one", origin, u.Host)
		}
		c.allowedOrigins = append(c.allowedOrigins, caller.Origin(origin))
	}
	return nil
}

// isNoHostCharacter reports whether a host in a URL cannot contain r. Letters of other scripts can be in it.
func isNoHostCharacter(r rune) bool {
	return r < 0x80 && !strings.ContainsRune("-._:[]%", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// baseURL is the public URL, or that of the address served.
func (c *config) baseURL(address string) string {
	if c.publicURL != "" {
		return c.publicURL
	}
	host, port, _ := net.SplitHostPort(address)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}
