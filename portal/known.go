package portal

import (
	"net/http"
	"time"

	"chattr/internal/chat"
	"chattr/internal/model"
)

const knownCookie = "chattr_known"

// know has the browser remember that this user signed in here. It is a kindness: without it they sign in all the same.
//
// SECURITY: scripts cannot read the cookie. It stays when one signs out, and signs nobody in.
func (p *Portal) know(w http.ResponseWriter, r *http.Request, userID model.ID) {
	known, err := p.chat.KnownBrowser(r.Context(), userID)
	if err != nil {
		p.log.WarnContext(r.Context(), "a browser could not be remembered", "error", err)
	}
	if known == "" {
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: p.knownCookie.Name, Value: known, MaxAge: int(chat.KnownFor / time.Second), Path: "/", HttpOnly: true, Secure: p.secure,
		SameSite: http.SameSiteStrictMode,
	})
}

func (p *Portal) known(r *http.Request) string {
	return p.knownCookie.In(r)
}
