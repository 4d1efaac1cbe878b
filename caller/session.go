package caller

import (
	"net/http"
	"net/url"
)

// SessionCookie is the name of the cookie that carries a session: what the portal sets and every door reads.
type SessionCookie string

// SessionCookieOf is the name for a public URL.
//
// SECURITY: with https no neighbour under the same domain can put a session of its own into somebody's browser, and so have them
// act as another (RFC 6265bis, section 4.1.3.2). The plain name does not count there, or that would be worth nothing.
func SessionCookieOf(publicURL string) SessionCookie {
	if u, err := url.Parse(publicURL); err == nil && u.Scheme == "https" {
		return "__Host-chattr_session"
	}
	return "chattr_session"
}

// In is the session that r brings, "" without one.
func (name SessionCookie) In(r *http.Request) string {
	cookie, err := r.Cookie(string(name))
	if err != nil {
		return ""
	}
	return cookie.Value
}
