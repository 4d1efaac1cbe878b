package caller

import "net/http"

// SessionCookie is the name of the cookie that carries a session.
const SessionCookie = "chattr_session"

// Session is the session that the request's cookie carries, "" without one. Whether it is good is not looked at.
func Session(r *http.Request) string {
	cookie, err := r.Cookie(SessionCookie)
	if err != nil {
		return ""
	}
	return cookie.Value
}
