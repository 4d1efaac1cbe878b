package accountapi

import (
	"net/http"
	"time"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// sessionBody is the body of the response to GET and POST /session. docs/accounts.md documents its fields for programs, so they must not
// change.
type sessionBody struct {
	User *user `json:"user"` // null if no user is signed in

	// How people can sign up and sign in.
	SignUp     string `json:"signUp"` // invited or open
	OpenID     bool   `json:"openId"`
	OpenIDName string `json:"openIdName,omitempty"` // the name of the provider to show

	OpenIDIssuer string `json:"openIdIssuer,omitempty"`

	Avatars bool `json:"avatars"` // whether /avatars serves pictures; programs use it, the portal's pages do not
}

// user is a user in a response.
type user struct {
	ID   model.ID `json:"id"`
	Name string   `json:"name"`
}

// session handles /session: GET responds with the signed-in user, POST signs in, and DELETE signs out.
func (a *API) session(w http.ResponseWriter, r *http.Request) error {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return a.getSession(w, r)
	case http.MethodPost:
		return a.signIn(w, r)
	case http.MethodDelete:
		return a.signOut(w, r)
	}
	return notAllowed(w, "DELETE, GET, HEAD, POST")
}

// getSession handles GET /session.
func (a *API) getSession(w http.ResponseWriter, r *http.Request) error {
	actor, err := a.Actor(r)
	if err != nil {
		return err
	}
	a.respondSession(w, actor.User)
	return nil
}

// respondSession writes the response of /session for u, which is nil if no user is signed in.
func (a *API) respondSession(w http.ResponseWriter, u *model.User) {
	body := sessionBody{SignUp: "invited", OpenID: a.provider != nil, Avatars: a.avatars}
	if a.provider != nil {
		body.OpenIDName, body.OpenIDIssuer = a.provider.name(), a.provider.Issuer
	}
	if a.openSignUp {
		body.SignUp = "open"
	}
	if u != nil {
		body.User = &user{u.ID, u.Name}
	}
	respond(w, body)
}

// credentials is the body of POST /session: the secret of a sign-in link, or a login and a password.
type credentials struct {
	Secret   string `json:"secret"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

// signIn handles POST /session.
func (a *API) signIn(w http.ResponseWriter, r *http.Request) error {
	var c credentials
	if err := readJSON(r, `{"secret": "…"} or {"login": "…", "password": "…"}`, &c); err != nil {
		return err
	}
	in, err := a.createSession(r, c)
	if err != nil {
		return err
	}
	a.startSession(w, r, in)
	a.respondSession(w, in.User)
	return nil
}

// createSession returns a new session for c. It returns VALIDATION_FAILED if a field is missing, and the errors of chat.SignIn and
// chat.SignInWithPassword.
func (a *API) createSession(r *http.Request, c credentials) (chat.SignedIn, error) {
	switch {
	case c.Secret != "":
		return a.chat.SignIn.SignIn(r.Context(), c.Secret)
	case c.Login == "" && c.Password == "":
		return chat.SignedIn{}, required("secret")
	case c.Login == "":
		return chat.SignedIn{}, required("login")
	case c.Password == "":
		return chat.SignedIn{}, required("password")
	}
	return a.chat.SignIn.SignInWithPassword(r.Context(), chat.SignInInput{
		Login: c.Login, Password: c.Password, Client: a.client(r), Known: a.knownCookie.In(r),
	})
}

// required returns VALIDATION_FAILED for a missing field.
func required(field string) error {
	return model.Invalid(model.ValidationFailed, model.FieldError{Field: field, Code: model.FieldRequired})
}

// startSession sets the cookie of the new session in the browser. It ends all sessions whose cookies the browser had before: without the
// cookies they could not be ended later.
func (a *API) startSession(w http.ResponseWriter, r *http.Request, in chat.SignedIn) {
	if err := a.endSessions(w, r); err != nil {
		a.log.WarnContext(r.Context(), "an old session could not be ended", "error", err)
	}
	http.SetCookie(w, a.cookie(a.sessionCookie.Name, in.Cookie, in.ExpiresAt))
	a.setKnownCookie(w, r, in.User.ID)
}

// signOut handles DELETE /session. It ends the session and responds 204, also if no user was signed in. It deletes the cookie only
// after the session has ended, so that a user is never shown as signed out while the session is valid. With ?everywhere=true it ends
// all sessions of the user.
func (a *API) signOut(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("everywhere") == "true" {
		actor, err := a.Actor(r)
		if err == nil && actor.User != nil {
			err = a.chat.SignIn.SignOutEverywhere(r.Context(), actor)
		}
		if err != nil {
			return err
		}
	}
	if err := a.endSessions(w, r); err != nil {
		return err
	}
	http.SetCookie(w, a.cookie(a.sessionCookie.Name, "", time.Unix(1, 0)))
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// endSessions ends the sessions in all session cookies of r. It deletes the cookies that have a name of earlier versions, if they had
// a session of this installation. Others stay: they may belong to another installation on the same host.
//
// SECURITY: the cookie with the present name hides a session under an earlier name. If that session did not end, the next person at
// the browser would be signed in as the earlier user as soon as the other cookie is deleted.
func (a *API) endSessions(w http.ResponseWriter, r *http.Request) error {
	for _, cookie := range a.sessionCookie.AllIn(r) {
		ended, err := a.chat.SignIn.SignOut(r.Context(), cookie.Value)
		if err != nil {
			return err
		}
		if ended && cookie.Name != a.sessionCookie.Name {
			http.SetCookie(w, a.cookie(cookie.Name, "", time.Unix(1, 0)))
		}
	}
	return nil
}

// cookie returns a session cookie with this name, value and expiry.
//
// SECURITY: scripts cannot read the cookie (cross-site scripting). Other sites can make a browser send it only with a link (cross-site
// request forgery).
func (a *API) cookie(name, value string, expires time.Time) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Expires: expires.UTC(),
		Path: "/", HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteLaxMode,
	}
}
