package caller

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
)

// Cookie names one cookie of this installation. Make one with NewCookie.
type Cookie struct {
	// Name is what a new cookie is called.
	Name string
	// former is the name that earlier versions used, if it is another: their cookies count until they expire.
	former string
}

// NewCookie returns the cookie called base ("chattr_session") for an installation at publicURL.
//
// Browsers keep the cookies of one host together, whatever the port, so the name contains a port that is not the scheme's default
// and a hash of the path: two installations on one host do not sign each other's users out.
//
// SECURITY: with https the name has the prefix __Host-. A neighbour under the same domain cannot set such a cookie, and so cannot
// have somebody act in a session of the neighbour's (RFC 6265bis, section 4.1.3.2). The name without the prefix does not count there.
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

// In returns the value of the cookie in r, or "" if r has none.
func (c Cookie) In(r *http.Request) string {
	if all := c.AllIn(r); len(all) > 0 {
		return all[0].Value
	}
	return ""
}

// AllIn returns the cookies in r under all names that count, the first one of each name.
func (c Cookie) AllIn(r *http.Request) (cookies []*http.Cookie) {
	for _, name := range c.names() {
		if cookie, err := r.Cookie(name); err == nil {
			cookies = append(cookies, cookie)
		}
	}
	return cookies
}

// names returns the names that count, that of new cookies first.
func (c Cookie) names() []string {
	if c.former == "" {
		return []string{c.Name}
	}
	return []string{c.Name, c.former}
}

// sessionCookie is the cookie that carries a session: the portal sets it, every transport reads it.
const sessionCookie = "chattr_session"

// SessionCookie returns the cookie that carries a session of an installation at publicURL.
func SessionCookie(publicURL string) Cookie { return NewCookie(publicURL, sessionCookie) }
