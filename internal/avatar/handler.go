// Package avatar serves the pictures of webhooks and of the authors of messages. It fetches them from the hosts that their URLs name, so
// that the browsers of readers need not.
package avatar

import (
	"log/slog"
	"net/http"

	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// The path contains a hash of the picture's URL, so a browser may cache the response. After a day it fetches the picture again, because
// the picture at the URL may have changed.
const cacheHeader = "private, max-age=86400, immutable"

// Handler serves /avatars/{hash}. Create one with New.
type Handler struct {
	chat    *chat.Chat
	actor   func(*http.Request) (model.Actor, error)
	avatars *cache // nil: no pictures are fetched
	log     *slog.Logger
}

// New returns a Handler. actor returns the user that is signed in, or the zero Actor. If fetch is false, the Handler fetches no pictures
// and responds NOT_FOUND. log gets internal errors.
func New(chat *chat.Chat, actor func(*http.Request) (model.Actor, error), fetch bool, log *slog.Logger) *Handler {
	h := &Handler{chat: chat, actor: actor, log: log}
	if fetch {
		h.avatars = newCache(isPublic)
	}
	return h
}

// ServeHTTP handles GET /avatars/{hash}?of={id}. The path value hash must be set.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	problem.NewHandler(h.log, h.serve).ServeHTTP(w, r)
}

// serve handles GET /avatars/{hash}?of={id}: it responds with the picture of a message's author or of a webhook, as a PNG. It returns
// NOT_FOUND if there is no picture that can be shown, and OVERLOADED if too many pictures are being fetched.
func (h *Handler) serve(w http.ResponseWriter, r *http.Request) error {
	actor, err := h.actor(r)
	if err != nil {
		return err
	}
	url, err := h.url(r, actor)
	if err != nil {
		return err
	}
	found, err := h.avatars.get(r.Context(), actor.UserID(), url)
	if err != nil {
		return err
	}
	if found.png == nil {
		return model.Errorf(model.NotFound, "There is no picture that can be shown.")
	}
	header := w.Header()
	header.Set("Content-Type", "image/png")
	header.Set("Cache-Control", cacheHeader)
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	_, _ = w.Write(found.png)
	return nil
}

// url returns the URL of the requested avatar. It returns NOT_FOUND if there is none, or if the actor may not see the message or
// webhook, and UNAUTHENTICATED if no user is signed in.
//
// SECURITY: it returns only URLs that a message or a webhook has stored, and only to users who may see that message or webhook. So a
// user can neither make the server fetch an arbitrary URL (server-side request forgery) nor learn which URLs are stored. The hash
// grants no permission: it only ensures that the same path never means another URL later.
func (h *Handler) url(r *http.Request, actor model.Actor) (string, error) {
	id, err := model.ParseID(r.URL.Query().Get("of"))
	if err != nil || h.avatars == nil {
		return "", model.NoSuch("avatar")
	}
	thing, err := h.chat.Node(r.Context(), actor, id)
	if err != nil {
		return "", err
	}
	var url *string
	switch thing := thing.(type) {
	case *model.Message:
		url = thing.AvatarURL
	case *model.Webhook:
		url = thing.AvatarURL
	}
	if url == nil || model.AvatarHash(*url) != r.PathValue("hash") {
		return "", model.NoSuch("avatar")
	}
	return *url, nil
}
