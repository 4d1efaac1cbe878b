package accountapi

import (
	"net/http"
	"time"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// knownCookie is the base name of the cookie of known browsers.
const knownCookie = "chattr_known"

// setKnownCookie sets a cookie which says that this user has signed in with this browser. Failed attempts from other browsers do not
// throttle a sign-in with the cookie. Users without a password get no cookie. The cookie is optional, so setKnownCookie logs an error
// instead of returning it.
//
// SECURITY: scripts cannot read the cookie (cross-site scripting). It stays after the user signs out, because it does not
// authenticate.
func (a *API) setKnownCookie(w http.ResponseWriter, r *http.Request, userID model.ID) {
	known, err := a.chat.SignIn.KnownBrowser(r.Context(), userID)
	if err != nil {
		a.log.WarnContext(r.Context(), "a browser could not be remembered", "error", err)
	}
	if known == "" {
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: a.knownCookie.Name, Value: known, MaxAge: int(chat.KnownFor / time.Second), Path: "/", HttpOnly: true, Secure: a.secure,
		SameSite: http.SameSiteStrictMode,
	})
}
