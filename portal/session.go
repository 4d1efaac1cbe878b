package portal

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"time"

	"chattr/chat"
	"chattr/model"
	"chattr/problem"
)

const maxSessionBody = 4 << 10

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
	problem.Prepare(w)
	if r.Body != http.NoBody { // also a body that nobody reads here: net/http reads it before it answers
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(p.bodyTimeout))
	}
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
		err = model.Errorf(model.MethodNotAllowed, "/session takes GET, POST and DELETE.")
	}
	if err != nil {
		problem.Refuse(w, r, p.log, err)
	}
}

// denyCrossOrigin answers what the guard does not let through.
func (p *Portal) denyCrossOrigin(w http.ResponseWriter, r *http.Request) {
	problem.Prepare(w)
	problem.Refuse(w, r, p.log, model.Errorf(model.Forbidden, "Another site may not sign in or out here."))
}

func (p *Portal) who(w http.ResponseWriter, r *http.Request) error {
	cookie, err := r.Cookie(chat.SessionCookie)
	if err != nil {
		answer(w, whoAmI{})
		return nil
	}
	actor, err := p.chat.AuthenticateSession(r.Context(), cookie.Value)
	switch {
	case model.ErrorCode(err) == model.Unauthenticated:
		answer(w, whoAmI{})
	case err != nil:
		return err
	default:
		answer(w, whoAmI{&user{actor.User.ID, actor.User.Name}})
	}
	return nil
}

func (p *Portal) signIn(w http.ResponseWriter, r *http.Request) error {
	secret, err := p.readSecret(w, r)
	if err != nil {
		return err
	}
	signedIn, err := p.chat.SignIn(r.Context(), secret)
	if err != nil {
		return err
	}
	http.SetCookie(w, p.cookie(signedIn.Cookie, signedIn.ExpiresAt))
	answer(w, whoAmI{&user{signedIn.User.ID, signedIn.User.Name}})
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
func (p *Portal) readSecret(w http.ResponseWriter, r *http.Request) (string, error) {
	// SECURITY: a form of another site cannot send this type without asking first.
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return "", model.Errorf(model.UnsupportedType, "Send the secret with Content-Type: application/json.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxSessionBody))
	if err != nil {
		return "", p.unreadable(err)
	}
	// Signing in may take its time: net/http watches the connection, and ends the request when the deadline passes.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	var input struct {
		Secret string `json:"secret"`
	}
	if err := json.Unmarshal(body, &input); err != nil {
		return "", model.Errorf(model.InvalidJSON, `The body is not the JSON {"secret": "…"}.`)
	}
	if input.Secret == "" {
		return "", model.Invalid(model.ValidationFailed, model.FieldError{Field: "secret", Code: model.FieldRequired})
	}
	return input.Secret, nil
}

// unreadable says why a body could not be read.
func (p *Portal) unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return model.Errorf(model.BodyTooLarge, "The body is larger than %d bytes.", tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return model.Errorf(model.RequestTimeout, "The body did not arrive within %v.", p.bodyTimeout)
	default:
		return model.Errorf(model.InvalidJSON, "The body broke off.")
	}
}

func answer(w http.ResponseWriter, body whoAmI) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell when this fails
}
