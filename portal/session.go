package portal

import (
	"net/http"
	"time"

	"chattr/internal/chat"
	"chattr/internal/connections"
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
func (p *Portal) session(w http.ResponseWriter, r *http.Request) error {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return p.getSession(w, r)
	case http.MethodPost:
		return p.signIn(w, r)
	case http.MethodDelete:
		return p.signOut(w, r)
	}
	return notAllowed(w, "DELETE, GET, HEAD, POST")
}

// getSession handles GET /session.
func (p *Portal) getSession(w http.ResponseWriter, r *http.Request) error {
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	p.respondSession(w, actor.User)
	return nil
}

// actor returns the actor of the session cookie in r, or the zero Actor if no user is signed in. If a user is signed in, it protects the
// connection of r, so that it is not closed before the request has ended.
func (p *Portal) actor(r *http.Request) (model.Actor, error) {
	session := p.sessionCookie.In(r)
	if session == "" {
		return model.Actor{}, nil
	}
	actor, err := p.chat.AuthenticateSession(r.Context(), session)
	if model.ErrorCode(err) == model.Unauthenticated {
		return model.Actor{}, nil
	}
	if err == nil {
		connections.Protect(connections.Of(r.Context()))
	}
	return actor, err
}

// respondSession writes the response of /session for u, which is nil if no user is signed in.
func (p *Portal) respondSession(w http.ResponseWriter, u *model.User) {
	body := sessionBody{SignUp: "invited", OpenID: p.openID != nil, Avatars: p.avatars != nil}
	if p.openID != nil {
		body.OpenIDName, body.OpenIDIssuer = p.openID.name(), p.openID.Issuer
	}
	if p.openSignUp {
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
func (p *Portal) signIn(w http.ResponseWriter, r *http.Request) error {
	var c credentials
	if err := readJSON(r, `{"secret": "…"} or {"login": "…", "password": "…"}`, &c); err != nil {
		return err
	}
	in, err := p.exchange(r, c)
	if err != nil {
		return err
	}
	p.startSession(w, r, in)
	p.respondSession(w, in.User)
	return nil
}

// exchange returns a new session for c. It returns VALIDATION_FAILED if a field is missing, and the errors of chat.SignIn and
// chat.SignInWithPassword.
func (p *Portal) exchange(r *http.Request, c credentials) (chat.SignedIn, error) {
	switch {
	case c.Secret != "":
		return p.chat.SignIn(r.Context(), c.Secret)
	case c.Login == "" && c.Password == "":
		return chat.SignedIn{}, required("secret")
	case c.Login == "":
		return chat.SignedIn{}, required("login")
	case c.Password == "":
		return chat.SignedIn{}, required("password")
	}
	return p.chat.SignInWithPassword(r.Context(), chat.SignInInput{
		Login: c.Login, Password: c.Password, Client: p.client(r), Known: p.known(r),
	})
}

// required returns VALIDATION_FAILED for a missing field.
func required(field string) error {
	return model.Invalid(model.ValidationFailed, model.FieldError{Field: field, Code: model.FieldRequired})
}

// startSession sets the cookie of the new session in the browser. It ends all sessions whose cookies the browser had before: without the
// cookies they could not be ended later.
func (p *Portal) startSession(w http.ResponseWriter, r *http.Request, in chat.SignedIn) {
	if err := p.endSessions(w, r); err != nil {
		p.log.WarnContext(r.Context(), "an old session could not be ended", "error", err)
	}
	http.SetCookie(w, p.cookie(p.sessionCookie.Name, in.Cookie, in.ExpiresAt))
	p.know(w, r, in.User.ID)
}

// signOut handles DELETE /session. It ends the session and responds 204, also if no user was signed in. It deletes the cookie only
// after the session has ended, so that a user is never shown as signed out while the session is valid. With ?everywhere=true it ends
// all sessions of the user.
func (p *Portal) signOut(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("everywhere") == "true" {
		actor, err := p.actor(r)
		if err == nil && actor.User != nil {
			err = p.chat.SignOutEverywhere(r.Context(), actor)
		}
		if err != nil {
			return err
		}
	}
	if err := p.endSessions(w, r); err != nil {
		return err
	}
	http.SetCookie(w, p.cookie(p.sessionCookie.Name, "", time.Unix(1, 0)))
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// endSessions ends the sessions in all session cookies of r. It deletes the cookies that have a name of earlier versions, if they had
// a session of this installation. Others stay: they may belong to another installation on the same host.
//
// SECURITY: the cookie with the present name hides a session under an earlier name. If that session did not end, the next person at
// the browser would be signed in as the earlier user as soon as the other cookie is deleted.
func (p *Portal) endSessions(w http.ResponseWriter, r *http.Request) error {
	for _, cookie := range p.sessionCookie.AllIn(r) {
		ended, err := p.chat.SignOut(r.Context(), cookie.Value)
		if err != nil {
			return err
		}
		if ended && cookie.Name != p.sessionCookie.Name {
			http.SetCookie(w, p.cookie(cookie.Name, "", time.Unix(1, 0)))
		}
	}
	return nil
}

// cookie returns a session cookie with this name, value and expiry.
//
// SECURITY: scripts cannot read the cookie (cross-site scripting). Other sites can make a browser send it only with a link (cross-site
// request forgery).
func (p *Portal) cookie(name, value string, expires time.Time) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Expires: expires.UTC(),
		Path: "/", HttpOnly: true, Secure: p.secure, SameSite: http.SameSiteLaxMode,
	}
}
