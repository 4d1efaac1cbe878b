package portal

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"time"

	"chattr/chat"
	"chattr/model"
)

const (
	maxSessionBody     = 4 << 10
	sessionBodyTimeout = 10 * time.Second
)

// whoAmI answers GET and POST /session; User is null for nobody.
type whoAmI struct {
	User *user `json:"user"`
}

type user struct {
	ID   model.ID `json:"id"`
	Name string   `json:"name"`
}

// session tells who is signed in (GET), exchanges the secret of a sign-in link for the cookie (POST), and signs out (DELETE).
func (p *Portal) session(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	var err error
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		err = p.who(w, r)
	case http.MethodPost:
		err = p.signIn(w, r)
	case http.MethodDelete:
		err = p.signOut(w, r)
	default:
		w.Header().Set("Allow", "DELETE, GET, HEAD, POST")
		err = model.Errorf(codeMethodNotAllowed, "/session takes GET, POST and DELETE.")
	}
	if err != nil {
		p.refuse(w, r, err)
	}
}

func (p *Portal) who(w http.ResponseWriter, r *http.Request) error {
	cookie, err := r.Cookie(chat.SessionCookie)
	if err != nil {
		writeJSON(w, http.StatusOK, whoAmI{})
		return nil
	}
	actor, err := p.chat.AuthenticateSession(r.Context(), cookie.Value)
	switch {
	case model.ErrorCode(err) == model.Unauthenticated:
		writeJSON(w, http.StatusOK, whoAmI{})
	case err != nil:
		return err
	default:
		writeJSON(w, http.StatusOK, whoAmI{&user{actor.User.ID, actor.User.Name}})
	}
	return nil
}

func (p *Portal) signIn(w http.ResponseWriter, r *http.Request) error {
	secret, err := readSecret(w, r)
	if err != nil {
		return err
	}
	signedIn, err := p.chat.SignIn(r.Context(), secret)
	if err != nil {
		return err
	}
	http.SetCookie(w, p.cookie(signedIn.Cookie, signedIn.ExpiresAt))
	writeJSON(w, http.StatusOK, whoAmI{&user{signedIn.User.ID, signedIn.User.Name}})
	return nil
}

// signOut answers the same when nobody was signed in. The cookie goes only when the session is gone: who is told that they
// are signed out, are.
func (p *Portal) signOut(w http.ResponseWriter, r *http.Request) error {
	if cookie, err := r.Cookie(chat.SessionCookie); err == nil {
		if err := p.chat.SignOut(r.Context(), cookie.Value); err != nil {
			return err
		}
	}
	http.SetCookie(w, p.cookie("", time.Unix(1, 0)))
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// cookie carries a session. SECURITY: scripts cannot read it, and other sites cannot make a browser send it but by a link.
func (p *Portal) cookie(value string, expires time.Time) *http.Cookie {
	return &http.Cookie{
		Name: chat.SessionCookie, Value: value, Expires: expires.UTC(),
		Path: "/", HttpOnly: true, Secure: p.secure, SameSite: http.SameSiteLaxMode,
	}
}

// readSecret reads {"secret": "…"}.
func readSecret(w http.ResponseWriter, r *http.Request) (string, error) {
	// SECURITY: a form of another site cannot send this type without asking first.
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return "", model.Errorf(codeUnsupportedType, "Send the secret with Content-Type: application/json.")
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(sessionBodyTimeout))
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxSessionBody))
	if err != nil {
		return "", unreadable(err)
	}
	var input struct {
		Secret string `json:"secret"`
	}
	if err := json.Unmarshal(body, &input); err != nil {
		return "", model.Errorf(codeInvalidJSON, `The body is not the JSON {"secret": "…"}.`)
	}
	if input.Secret == "" {
		return "", model.Invalid(model.ValidationFailed, model.FieldError{Field: "secret", Code: model.FieldRequired})
	}
	return input.Secret, nil
}
