package portal

import (
	"net/http"
	"time"

	"chattr/internal/chat"
	"chattr/internal/connections"
	"chattr/internal/model"
)

// whoAmI answers GET and POST /session; User is null for nobody. docs/accounts.md promises its fields to programs.
type whoAmI struct {
	User *user `json:"user"`

	// How one gets in here.
	SignUp     string `json:"signUp"` // invited or open
	OpenID     bool   `json:"openId"`
	OpenIDName string `json:"openIdName,omitempty"` // what people call the provider

	OpenIDIssuer string `json:"openIdIssuer,omitempty"`

	Avatars bool `json:"avatars"` // whether /avatars has pictures; for programs: to the portal each path says so
}

type user struct {
	ID   model.ID `json:"id"`
	Name string   `json:"name"`
}

// session tells who is signed in (GET), signs in (POST), and signs out (DELETE).
func (p *Portal) session(w http.ResponseWriter, r *http.Request) error {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return p.who(w, r)
	case http.MethodPost:
		return p.signIn(w, r)
	case http.MethodDelete:
		return p.signOut(w, r)
	}
	return notAllowed(w, "DELETE, GET, HEAD, POST")
}

func (p *Portal) who(w http.ResponseWriter, r *http.Request) error {
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	p.tell(w, actor.User)
	return nil
}

// actor is who is signed in, the zero Actor when nobody is.
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

func (p *Portal) tell(w http.ResponseWriter, u *model.User) {
	who := whoAmI{SignUp: "invited", OpenID: p.openID != nil, Avatars: p.avatars != nil}
	if p.openID != nil {
		who.OpenIDName, who.OpenIDIssuer = p.openID.name(), p.openID.Issuer
	}
	if p.openSignUp {
		who.SignUp = "open"
	}
	if u != nil {
		who.User = &user{u.ID, u.Name}
	}
	answer(w, who)
}

// credentials sign in: the secret of a link, or a login and a password.
type credentials struct {
	Secret   string `json:"secret"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

func (p *Portal) signIn(w http.ResponseWriter, r *http.Request) error {
	var c credentials
	if err := readJSON(r, `{"secret": "…"} or {"login": "…", "password": "…"}`, &c); err != nil {
		return err
	}
	in, err := p.exchange(r, c)
	if err != nil {
		return err
	}
	p.begin(w, r, in)
	p.tell(w, in.User)
	return nil
}

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

func required(field string) error {
	return model.Invalid(model.ValidationFailed, model.FieldError{Field: field, Code: model.FieldRequired})
}

// begin hands the new session to the browser. All sessions that it had before end: nobody would end them later.
func (p *Portal) begin(w http.ResponseWriter, r *http.Request, in chat.SignedIn) {
	if err := p.endSessions(w, r); err != nil {
		p.log.WarnContext(r.Context(), "an old session could not be ended", "error", err)
	}
	http.SetCookie(w, p.cookie(p.sessionCookie.Name, in.Cookie, in.ExpiresAt))
	p.know(w, r, in.User.ID)
}

// signOut answers the same when nobody was signed in. The cookie goes only when the session is gone: who is told that they
// are signed out, are. With ?everywhere=true all sessions of the user end.
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

// endSessions ends the sessions in all session cookies of r, and expires those of former names. A cookie of a former name that has no
// session of this installation stays: it may be that of a neighbour on the same host.
//
// SECURITY: a session under a former name is hidden by the cookie of the present name. Left alone, it would sign the next person in as
// the former user as soon as the other cookie is gone.
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

// cookie carries a session. SECURITY: scripts cannot read it, and other sites cannot make a browser send it but by a link.
func (p *Portal) cookie(name, value string, expires time.Time) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Expires: expires.UTC(),
		Path: "/", HttpOnly: true, Secure: p.secure, SameSite: http.SameSiteLaxMode,
	}
}
