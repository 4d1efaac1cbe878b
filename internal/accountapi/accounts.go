package accountapi

import (
	"net/http"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// signedUp is the body of the response to POST /sign-up.
type signedUp struct {
	User     user      `json:"user"`
	ServerID *model.ID `json:"serverId"` // the server that the user joined by the invitation, or null without an invitation
}

// signUp handles POST /sign-up: it creates an account and starts a session. It returns the errors of chat.SignUp.
func (a *API) signUp(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost {
		return notAllowed(w, "POST")
	}
	var in struct {
		Name       string  `json:"name"`
		Email      *string `json:"email"`
		Password   string  `json:"password"`
		Invitation string  `json:"invitation"`
	}
	if err := readJSON(r, `{"name": "…", "email": null, "password": "…", "invitation": "…"}`, &in); err != nil {
		return err
	}
	up, err := a.chat.SignIn.SignUp(r.Context(), chat.SignUpInput{
		Name: in.Name, Email: in.Email, Password: in.Password, Invitation: in.Invitation, Client: a.client(r),
	})
	if err != nil {
		return err
	}
	a.startSession(w, r, up.SignedIn)
	body := signedUp{User: user{up.User.ID, up.User.Name}}
	if up.ServerID != 0 {
		body.ServerID = &up.ServerID
	}
	respond(w, body)
	return nil
}

// password handles PUT /password: it changes the password of the signed-in user. It responds 204, and returns the errors of
// chat.ChangePassword.
func (a *API) password(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPut {
		return notAllowed(w, "PUT")
	}
	var in struct {
		Current *string `json:"current"`
		New     string  `json:"new"`
	}
	if err := readJSON(r, `{"current": "…", "new": "…"}`, &in); err != nil {
		return err
	}
	actor, err := a.Actor(r)
	if err != nil {
		return err
	}
	err = a.chat.Accounts.ChangePassword(r.Context(), actor, chat.ChangePasswordInput{
		ReauthenticateInput: chat.ReauthenticateInput{Current: in.Current, Client: a.client(r)}, New: in.New,
	})
	if err == nil {
		a.setKnownCookie(w, r, actor.UserID())
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

// reauthenticate handles POST /proof: it reauthenticates the signed-in user and responds with a reauthentication token. Mutations that
// change how the user signs in require this token, because passwords are not sent over GraphQL. It returns the errors of
// chat.Reauthenticate.
func (a *API) reauthenticate(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost {
		return notAllowed(w, "POST")
	}
	var in struct {
		Current *string `json:"current"`
	}
	if err := readJSON(r, `{"current": "…"}`, &in); err != nil {
		return err
	}
	actor, err := a.Actor(r)
	if err != nil {
		return err
	}
	token, err := a.chat.SignIn.Reauthenticate(r.Context(), actor, chat.ReauthenticateInput{Current: in.Current, Client: a.client(r)})
	if err != nil {
		return err
	}
	respond(w, struct {
		Reauthentication string `json:"proof"`
	}{token})
	return nil
}

// invitation is the body of the response to POST /invitation.
type invitation struct {
	Server    string `json:"server"`
	Creator   string `json:"creator"`
	ExpiresAt string `json:"expiresAt"`
}

// showInvitation handles POST /invitation: it responds with the server, the creator and the expiry of the invitation with a secret.
// The client need not be signed in. It returns the errors of chat.PreviewInvitation.
func (a *API) showInvitation(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost { // not GET, because the secret must not be in a URL
		return notAllowed(w, "POST")
	}
	var in struct {
		Secret string `json:"secret"`
	}
	if err := readJSON(r, `{"secret": "…"}`, &in); err != nil {
		return err
	}
	if in.Secret == "" {
		return required("secret")
	}
	i, err := a.chat.SignIn.PreviewInvitation(r.Context(), in.Secret, a.client(r))
	if err != nil {
		return err
	}
	respond(w, invitation{Server: i.Server, Creator: i.Creator, ExpiresAt: model.FormatTime(i.Invitation.ExpiresAt)})
	return nil
}
