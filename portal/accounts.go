package portal

import (
	"net/http"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// signedUp answers POST /sign-up.
type signedUp struct {
	User     user      `json:"user"`
	ServerID *model.ID `json:"serverId"` // that the invitation let in to, null without one
}

// signUp makes an account and signs it in.
func (p *Portal) signUp(w http.ResponseWriter, r *http.Request) error {
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
	up, err := p.chat.SignUp(r.Context(), chat.SignUpInput{
		Name: in.Name, Email: in.Email, Password: in.Password, Invitation: in.Invitation, Client: p.client(r),
	})
	if err != nil {
		return err
	}
	p.begin(w, r, up.SignedIn)
	body := signedUp{User: user{up.User.ID, up.User.Name}}
	if up.ServerID != 0 {
		body.ServerID = &up.ServerID
	}
	answer(w, body)
	return nil
}

// password changes the password of who is signed in.
func (p *Portal) password(w http.ResponseWriter, r *http.Request) error {
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
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	err = p.chat.ChangePassword(r.Context(), actor, chat.ChangePasswordInput{
		ProveInput: chat.ProveInput{Current: in.Current, Client: p.client(r)}, New: in.New,
	})
	if err == nil {
		p.know(w, r, actor.UserID())
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

// proof answers who has shown that they may change how they sign in with what the API takes for it: passwords do not travel over
// GraphQL.
func (p *Portal) proof(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost {
		return notAllowed(w, "POST")
	}
	var in struct {
		Current *string `json:"current"`
	}
	if err := readJSON(r, `{"current": "…"}`, &in); err != nil {
		return err
	}
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	proof, err := p.chat.Prove(r.Context(), actor, chat.ProveInput{Current: in.Current, Client: p.client(r)})
	if err != nil {
		return err
	}
	answer(w, struct {
		Proof string `json:"proof"`
	}{proof})
	return nil
}

// invitation answers POST /invitation.
type invitation struct {
	Server    string `json:"server"`
	Creator   string `json:"creator"`
	ExpiresAt string `json:"expiresAt"`
}

// showInvitation shows what an invitation is for to whoever has its secret, signed in or not.
func (p *Portal) showInvitation(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost { // the secret must not lie in a URL
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
	i, err := p.chat.PreviewInvitation(r.Context(), in.Secret, p.client(r))
	if err != nil {
		return err
	}
	answer(w, invitation{Server: i.Server, Creator: i.Creator, ExpiresAt: model.FormatTime(i.Invitation.ExpiresAt)})
	return nil
}
