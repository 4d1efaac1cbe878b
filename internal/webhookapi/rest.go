// Package webhookapi serves the REST API of webhooks: it parses the requests, calls package chat and writes the responses.
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

// Handler serves all paths below /webhooks/. Create one with New.
type Handler struct {
	Options
	chat *chat.Chat
}

// Options configures a Handler.
type Options struct {
	Log     *slog.Logger     // for internal errors; never gets a path or a token
	Proxies caller.Proxies   // the trusted reverse proxies, whose X-Forwarded-For is used
	Metrics *metrics.Metrics // nil: nothing is counted
	Origins *cors.Origins    // the origins whose web pages may post; nil: only the portal's own
}

// New returns a Handler that calls chat.
func New(chat *chat.Chat, o Options) *Handler {
	if o.Origins == nil {
		o.Origins = cors.New("", nil, o.Log)
	}
	return &Handler{Options: o, chat: chat}
}

// Matches reports whether the Handler serves this path. Call it before http.ServeMux gets the request: ServeMux redirects
// //webhooks// to the clean path, and senders of webhooks do not follow redirects.
func Matches(path string) bool {
	first, _ := cut(path)
	return first == "webhooks"
}

// allowed is the value of the Allow header.
const allowed = "GET, HEAD, OPTIONS, POST"

// sharedRoute states what web pages of the allowed origins may send and read.
var sharedRoute = cors.Route{
	Methods: "GET, HEAD, POST", Headers: "Authorization, Content-Type, Idempotency-Key",
	Expose: "Idempotent-Replayed, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Reset-After, " +
		"X-RateLimit-Bucket, X-Request-Id",
}

// ServeHTTP handles one request. It never redirects. The body of a response to GET or POST is always JSON: errors are problem
// documents (application/problem+json).
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

// serve writes the response, or returns an error. With an error it has set headers at most, and the caller must write the response.
func (h *Handler) serve(w http.ResponseWriter, r *http.Request) error {
	appID, token, ok := webhookPath(r.URL.Path)
	if !ok {
		return model.Errorf(model.NotFound, "There is nothing here. The URL of a webhook ends in /webhooks/{appId}/{token}.")
	}
	if r.Method == http.MethodOptions { // also for a CORS preflight; the token is not checked, so the response does not depend on it
		w.Header().Set("Allow", allowed)
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	if r.Method != http.MethodPost && r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", allowed)
		return model.Errorf(model.MethodNotAllowed, "A webhook takes POST; GET and HEAD tell about it.")
	}
	// SECURITY: the token is checked first. Otherwise, errors about the body or its headers could reveal whether a webhook exists.
	webhook, err := h.authenticate(r, appID, token)
	if err == nil || model.ErrorCode(err) == model.WebhookDisabled { // the token is valid
		setRateHeaders(w.Header(), h.chat.WebhookRate(appID))
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
		h.chat.Webhooks.LogRefused(appID, webhook, err)
	}
	return err
}

// authenticate returns the webhook of this app id and token. It returns WEBHOOK_NOT_FOUND if there is none, WEBHOOK_DISABLED if it is
// disabled, and RATE_LIMITED if the client's address has sent too many wrong tokens. For POST, the webhook may come from the cache;
// then it is checked again when the message is stored, or by confirm.
func (h *Handler) authenticate(r *http.Request, appID model.ID, token string) (*model.Webhook, error) {
	from := h.Proxies.Address(r)
	if r.Method == http.MethodPost {
		return h.chat.Webhooks.Authenticate(r.Context(), from, appID, token)
	}
	return h.chat.Webhooks.AuthenticateStored(r.Context(), from, appID, token) // not from the cache, because no later step checks the webhook again
}

// confirm checks again that the cached webhook of a refused post is valid. It returns refused if it is, and WEBHOOK_NOT_FOUND if its
// token was replaced or it was deleted; then confirm removes the headers that reveal the webhook.
func (h *Handler) confirm(w http.ResponseWriter, r *http.Request, webhook *model.Webhook, refused error) error {
	err := h.chat.Webhooks.Confirm(r.Context(), webhook, refused)
	if model.ErrorCode(err) == model.WebhookNotFound { // the token was valid in the cache only
		removeWebhookHeaders(w.Header())
	}
	return err
}

// removeWebhookHeaders removes the headers that only a response to a valid token may have.
func removeWebhookHeaders(header http.Header) {
	removeRateHeaders(header)
	header.Del("Accept-Post")
	header.Del("Accept-Encoding")
}

// webhookPath parses /webhooks/{appId}/{token} and ignores empty segments. ok reports whether the path has this form. A malformed app
// id becomes the zero ID, which no webhook has, so that it takes the same time and gets the same response as an unknown one.
func webhookPath(path string) (appID model.ID, token string, ok bool) {
	_, rest := cut(path)
	id, rest := cut(rest)
	token, rest = cut(rest)
	appID, _ = model.ParseID(id)
	return appID, token, token != "" && strings.Trim(rest, "/") == ""
}

// cut splits a path after its first segment. It skips slashes before the segment.
func cut(path string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimLeft(path, "/"), "/")
	return first, rest
}
