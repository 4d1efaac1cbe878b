package caller

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
)

// Cookie is the name of one cookie of this installation. Create one with NewCookie.
type Cookie struct {
	// Name is the name of new cookies.
	Name string
	// former is the name that earlier versions used, or "" if it is the same. Cookies with that name are accepted until they
	// expire.
	former string
}

// NewCookie returns the cookie called base ("chattr_session") for an installation at publicURL.
//
// Browsers send the cookies of a host to all its ports. Therefore the name contains a port that is not the default of the scheme,
// and a hash of the path. Otherwise two installations on one host would sign out each other's users.
//
// SECURITY: with https the name has the prefix __Host-. Another site under the same domain cannot set such a cookie, so it cannot
// make a user act in a session of the attacker (session fixation; RFC 6265bis, section 4.1.3.2). A cookie without the prefix is
// ignored there.
func NewCookie(publicURL, base string) Cookie {
	u, err := url.Parse(publicURL)
	if err != nil {
		return Cookie{Name: base}
	}
	former := base
	if u.Scheme == "https" {
		former = "__Host-" + base
	}
	c := Cookie{Name: former}
	if port := u.Port(); port != "" && port != defaultPorts[u.Scheme] {
		c.Name += "_" + port
	}
	if path := strings.TrimRight(u.Path, "/"); path != "" {
		sum := sha256.Sum256([]byte(path))
		c.Name += "_" + hex.EncodeToString(sum[:4])
	}
	if c.Name != former {
		c.former = former
	}
	return c
}

// In returns the value of the cookie in r, or "" if r has none. A cookie with the current name has priority over one with the
// former name.
func (c Cookie) In(r *http.Request) string {
	if all := c.AllIn(r); len(all) > 0 {
		return all[0].Value
	}
	return ""
}

// AllIn returns the cookies in r with the current and the former name, at most one for each name.
func (c Cookie) AllIn(r *http.Request) (cookies []*http.Cookie) {
	for _, name := range c.names() {
		if cookie, err := r.Cookie(name); err == nil {
			cookies = append(cookies, cookie)
		}
	}
	return cookies
}

// names returns the accepted names, the name of new cookies first.
func (c Cookie) names() []string {
	if c.former == "" {
		return []string{c.Name}
	}
	return []string{c.Name, c.former}
}

// sessionCookie is the base name of the cookie that contains a session. Package accountapi sets it, and every transport reads it.
const sessionCookie = "chattr_session"

// SessionCookie returns the cookie that contains a session of an installation at publicURL.
func SessionCookie(publicURL string) Cookie { return NewCookie(publicURL, sessionCookie) }
