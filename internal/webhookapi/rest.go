// Package webhookapi turns webhook requests into calls on chat.
package webhookapi

import (
	"log/slog"
	"net/http"
	"strings"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/cors"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// Handler answers everything below /webhooks/. Make one with New.
type Handler struct {
	Options
	chat *chat.Chat
}

// Options are what the Handler needs to know besides chat.
type Options struct {
	Log     *slog.Logger     // takes what is our fault, never with a path or a token
	Proxies caller.Proxies   // that are believed whom a request comes from
	Metrics *metrics.Metrics // nil: nobody counts
	Origins *cors.Origins    // of web pages that may post; nil: none but our own
}

// New makes the handler.
func New(chat *chat.Chat, o Options) *Handler {
	if o.Origins == nil {
		o.Origins = cors.New("", nil, o.Log)
	}
	return &Handler{Options: o, chat: chat}
}

// Matches says whether a request for this path is the Handler's. Ask before http.ServeMux sees the request: it answers
// //webhooks// with a redirect, and senders of webhooks do not follow redirects.
func Matches(path string) bool {
	first, _ := cut(path)
	return first == "webhooks"
}

const allowed = "GET, HEAD, OPTIONS, POST"

var sharedRoute = cors.Route{
	Methods: "GET, HEAD, POST", Headers: "Authorization, Content-Type, Idempotency-Key",
	Expose: "Idempotent-Replayed, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Reset-After, " +
		"X-RateLimit-Bucket, X-Request-Id",
}

// ServeHTTP answers one request, never with a redirect and always with a body that is JSON.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	problem.Prepare(w)
	if r.Header["Origin"] != nil {
		h.Origins.Share(w, r, sharedRoute)
	}
	err := h.serve(w, r)
	if err == nil {
		return
	}
	if r.Method == http.MethodPost {
		h.Metrics.Refused(metrics.REST, model.ErrorCode(err))
	}
	problem.Refuse(w, r, h.Log, err)
}

// serve answers, or returns why not and has written nothing but headers.
func (h *Handler) serve(w http.ResponseWriter, r *http.Request) error {
	appID, token, ok := webhookPath(r.URL.Path)
	if !ok {
		return model.Errorf(model.NotFound, "There is nothing here. The URL of a webhook ends in /webhooks/{appId}/{token}.")
	}
	if r.Method == http.MethodOptions { // also a preflight, which has no say in whether the token is right
		w.Header().Set("Allow", allowed)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	if r.Method != http.MethodPost && r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", allowed)
		return model.Errorf(model.MethodNotAllowed, "A webhook takes POST; GET and HEAD tell about it.")
	}
	// SECURITY: the token comes before anything that the body or its headers could answer.
	webhook, err := h.authenticate(r, appID, token)
	if err == nil || model.ErrorCode(err) == model.WebhookDisabled { // it is the right one
		tellRate(w.Header(), h.chat.WebhookRate(appID))
	}
	if r.Method != http.MethodPost {
		if err == nil {
			describe(w, webhook)
		}
		return err
	}
	if err == nil {
		if err = h.post(w, r, webhook); err != nil {
			err = h.confirm(w, r, webhook, err)
		}
	}
	if err != nil {
		h.chat.LogRefused(appID, webhook, err)
	}
	return err
}

func (h *Handler) authenticate(r *http.Request, appID model.ID, token string) (*model.Webhook, error) {
	from := h.Proxies.Address(r)
	if r.Method == http.MethodPost {
		return h.chat.AuthenticateWebhook(r.Context(), from, appID, token)
	}
	return h.chat.ReadWebhook(r.Context(), from, appID, token) // nobody looks again
}

func (h *Handler) confirm(w http.ResponseWriter, r *http.Request, webhook *model.Webhook, refused error) error {
	err := h.chat.ConfirmWebhook(r.Context(), webhook, refused)
	if model.ErrorCode(err) == model.WebhookNotFound { // and has not been right for a while
		hide(w.Header())
	}
	return err
}

// hide takes back what only the sender to a right token is told.
func hide(header http.Header) {
	hideRate(header)
	header.Del("Accept-Post")
	header.Del("Accept-Encoding")
}

// webhookPath reads /webhooks/{appId}/{token}; empty segments do not count. A malformed app id becomes the zero ID, which
// no webhook has, so that it costs and answers the same as an unknown one.
func webhookPath(path string) (appID model.ID, token string, ok bool) {
	_, rest := cut(path)
	id, rest := cut(rest)
	token, rest = cut(rest)
	appID, _ = model.ParseID(id)
	return appID, token, token != "" && strings.Trim(rest, "/") == ""
}

// cut takes the first segment off a path.
func cut(path string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimLeft(path, "/"), "/")
	return first, rest
}
